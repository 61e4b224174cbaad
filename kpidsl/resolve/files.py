"""All files of a policy as trees: those given, what they import, and the older version that one amends.

Takes sources and a library; gives one list of declarations as if all stood in one file, each with the place where it does
stand. A file reached twice is read once; a circle is refused with its files.
"""

from collections.abc import Iterator, Sequence

from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both, listed
from kpidsl.diagnostics.nearest import nearest
from kpidsl.resolve.amend import amended
from kpidsl.resolve.library import Library, path_from
from kpidsl.resolve.versions import Version, version_of
from kpidsl.source import Source, Span
from kpidsl.syntax.keywords import LANGS, load_keywords
from kpidsl.syntax.leaning import leans
from kpidsl.syntax.parser import parse
from kpidsl.syntax.preface import HEADS, SHARED, Preface, preface
from kpidsl.syntax.tree import Declaration, File, Name
from kpidsl.values import define, field, frozen


@frozen
class Whole:
    """``files`` hold the declarations that hold, ``sources`` the texts they come from, ``shared`` names those imported."""

    files: tuple[File, ...]
    sources: tuple[Source, ...]
    shared: frozenset[str]


def whole(sources: Sequence[Source], library: Library, problems: Problems) -> Whole | None:
    """Everything the policy in ``sources`` says; None when any of its files did not read."""
    gatherer = _Gatherer(library, problems)
    files = [gatherer.file(source) for source in sources]
    if gatherer.failed:
        return None
    found = tuple(file for file in files if file is not None)
    return Whole((*gatherer.imported, *found), tuple(gatherer.sources.values()), frozenset(gatherer.shared))


def measures_of(source: Source, library: Library) -> tuple[str, ...]:
    """The units of measure that the files declare which a text leans on."""
    if not leans(source.text):
        return ()
    gatherer = _Gatherer(library, Problems())
    return tuple(gatherer.measures(source, preface(source), ()))


def reached(source: Source, library: Library) -> Iterator[tuple[str, str]]:
    """Every file that what is made of a text depends on, with its digest, which is empty where there is none: those it leans
    on, those they lean on, and all policies that lie beside an amendment.
    """
    left, seen = [source], {source.name}
    while left:
        one = left.pop()
        yield one.name, one.data_digest
        if not leans(one.text):
            continue
        opened = preface(one)
        names = [path_from(one.name, name.text) for name in opened.imports]
        amendment = opened.amendment
        if amendment is not None:
            path = amendment.field("BASE_FILE")
            stated = path is not None and isinstance(path.value, Name)
            names += [path_from(one.name, path.value.text)] if stated else library.beside(one.name)  # type: ignore[union-attr]
        for name in names:
            if name not in seen:
                seen.add(name)
                found = _silently(library, name)
                if found is None:
                    yield name, ""
                else:
                    left.append(found)


def _silently(library: Library, name: str) -> Source | None:
    try:
        return library.read(name, Problems())
    except OSError:
        return None


@define
class _Gatherer:
    """The reading of one policy; ``chain`` is everywhere the files on the way to this one, for circles."""

    library: Library
    problems: Problems
    sources: dict[str, Source] = field(factory=dict)
    prefaces: dict[str, Preface] = field(factory=dict)
    imported: list[File] = field(factory=list)
    shared: set[str] = field(factory=set)
    failed: bool = False

    def file(self, source: Source, chain: tuple[str, ...] = ()) -> File | None:
        """A file with what it amends already amended; what it imports is put with the imported."""
        self.sources.setdefault(source.name, source)
        chain = (*chain, source.name)
        if not leans(source.text):
            return self._parsed(source, (), None)
        opened = self._preface(source)
        base = self._base(source, opened, chain)
        for name in opened.imports:
            self._import(source, name, chain)
        if opened.amendment is not None and base is None:
            return None
        return self._parsed(source, tuple(self.measures(source, opened, chain[:-1])), base)

    def _parsed(self, source: Source, measures: tuple[str, ...], base: File | None) -> File | None:
        found = Problems()
        file = parse(source, found, measures)
        # Of a file that was not read the units of measure are not known either.
        self.problems.extend(one for one in found if not (self.failed and one.code == "K112"))
        if file is None:
            self.failed = True
            return None
        amendments = [one for one in file.declarations if one.word == "AMEND"]
        if not amendments or base is None:
            self._refuse_changes(file)
            return File(tuple(one for one in file.declarations if not _is_done(one)), file.place)
        before = [self.imported, [base]]
        heads = [one for one in file.declarations if one.word in HEADS and one.change is None]  # others were refused
        rest = [one for one in file.declarations if one not in heads and not _is_done(one)]
        older = [one for files in before for shared in files for one in shared.declarations]
        wrong = Problems()
        newer = amended(older, amendments[0], rest, wrong)
        self.problems.extend(wrong)
        self.failed = self.failed or wrong.has_errors
        # What was imported is amended with the rest, and so stands in one file with it from here on.
        self.imported.clear()
        return File(tuple(newer), file.place)

    def _refuse_changes(self, file: File) -> None:
        """Changes outside of an amendment change nothing."""
        for one in file.declarations:
            if one.change is not None:
                self.problems.add("K603", one.change.place, "outside", (), **_word("change", one.change.word))
                self.failed = True

    # ---- imports -----------------------------------------------------------------------------------------------------

    def _import(self, source: Source, name: Name, chain: tuple[str, ...]) -> None:
        path = path_from(source.name, name.text)
        if path in chain:
            self._circle(name.place, chain, path, "")
            return
        if path in self.shared:
            return
        found = self._read(path, name)
        if found is None:
            return
        for head in self._preface(found).heads:
            self.problems.add("K215", name.place, "policy", [Label(head.word_place, "head")], file=path)
            self.failed = True
            return
        self.shared.add(path)
        file = self.file(found, chain)
        if file is None:
            return
        self._refuse_own(file, name, path)
        self.imported.append(File(tuple(one for one in file.declarations if one.word in SHARED), file.place))

    def _refuse_own(self, file: File, name: Name, path: str) -> None:
        """K215, once for each word that is of one policy alone."""
        said: set[str] = set()
        for one in file.declarations:
            if one.word not in SHARED and one.word not in said:
                said.add(one.word)
                label = Label(name.place, "imported")
                self.problems.add("K215", one.word_place, "", [label], file=path, **_word("word", one.word))
                self.failed = True

    def _read(self, path: str, name: Name) -> Source | None:
        """The file of a path, or None after saying why there is none."""
        if path in self.sources:
            return self.sources[path]
        before = len(self.problems)
        try:
            found = self.library.read(path, self.problems)
        except IsADirectoryError:
            self.problems.add("K214", name.place, "folder", (), path=path)
        except FileNotFoundError:
            others = {_stem(other): other for other in self.library.beside(path)}
            near = nearest(_stem(path), others)
            words = {"path": path, "name": name.text}
            self.problems.add(
                "K214", name.place, "near" if near else "", (), near=others[near] if near else "", **words
            )
        except OSError as error:
            self.problems.add("K214", name.place, "closed", (), path=path, cause=error.strerror or str(error))
        else:
            if found is not None:
                self.sources[path] = found
                return found
            if len(self.problems) == before:
                self.problems.add("K214", name.place, "closed", (), path=path, cause="?")
        self.failed = True
        return None

    def _circle(self, place: Span, chain: tuple[str, ...], path: str, variant: str) -> None:
        circle = [*chain[chain.index(path) :], path]
        self.problems.add("K216", place, variant, (), circle=" → ".join(circle))
        self.failed = True

    def _preface(self, source: Source) -> Preface:
        if source.name not in self.prefaces:
            self.prefaces[source.name] = preface(source)
        return self.prefaces[source.name]

    def measures(self, source: Source, opened: Preface, chain: tuple[str, ...]) -> Iterator[str]:
        """The units of measure that the files declare which a text leans on, whether or not the rest of them reads."""
        chain = (*chain, source.name)
        paths = [path_from(source.name, name.text) for name in opened.imports]
        base = self._base_source(source, opened, Problems()) if opened.amendment else None
        found = [self.sources.get(path) or _silently(self.library, path) for path in paths if path not in chain]
        for other in [*found, base]:
            if other is not None and other.name not in chain:
                inner = self._preface(other)
                yield from inner.measures
                yield from self.measures(other, inner, chain)

    # ---- amendments --------------------------------------------------------------------------------------------------

    def _base(self, source: Source, opened: Preface, chain: tuple[str, ...]) -> File | None:
        """The older version whole, as a tree."""
        if opened.amendment is None:
            return None
        for extra in opened.heads:
            if extra is not opened.amendment:
                label = Label(opened.amendment.word_place, "first")
                self.problems.add("K603", extra.word_place, "heads", [label])
                self.failed = True
        before = len(self.problems)
        base = self._base_source(source, opened, self.problems)
        if base is None:
            self.failed = True
            assert len(self.problems) > before
            return None
        if base.name in chain:
            self._circle(opened.amendment.word_place, chain, base.name, "amend")
            return None
        return self.file(base, chain)

    def _base_source(self, source: Source, opened: Preface, problems: Problems) -> Source | None:
        """The file of the older version: the one named, or the only one beside this of that title and version."""
        head = opened.amendment
        assert head is not None
        wanted = version_of(head)
        if wanted.amends is None:
            problems.add("K601", head.word_place, "base")
            return None
        path = head.field("BASE_FILE")
        if path is not None and isinstance(path.value, Name):
            found = self._read(path_from(source.name, path.value.text), path.value)
            if found is not None and not any(_is_meant(wanted, one) for one in self._versions(found)):
                words = {"name": wanted.name, "version": wanted.amends, "path": found.name}
                problems.add("K602", path.value.place, "other", (), **words)
                return None
            return found
        beside = [
            found
            for name in self.library.beside(source.name)
            if name != source.name and (found := self.sources.get(name) or _silently(self.library, name))
        ]
        meant = [other for other in beside if any(_is_meant(wanted, one) for one in self._versions(other))]
        if len(meant) == 1:
            self.sources.setdefault(meant[0].name, meant[0])
            return meant[0]
        place = _place_of(head, "BASE_VERSION")
        facts = {"name": wanted.name, "version": wanted.amends}
        if meant:
            problems.add("K602", place, "several", (), **facts, **listed("files", [one.name for one in meant]))
            return None
        there = [one for other in beside for one in self._versions(other)]
        same = [f"{one.version}" for one in there if one.name == wanted.name and one.version]
        near = nearest(wanted.name, [one.name for one in there if one.name != wanted.name])
        if same:
            problems.add("K602", place, "version", (), **facts, **listed("versions", dict.fromkeys(same)))
        elif near:
            problems.add("K602", place, "near", (), **facts, near=near)
        else:
            problems.add("K602", place, "", (), **facts)
        return None

    def _versions(self, source: Source) -> list[Version]:
        return [version_of(head) for head in self._preface(source).heads]


def _stem(path: str) -> str:
    """The name of a file without its folder and suffix."""
    return path.rpartition("/")[2].rpartition(".")[0]


def _is_done(declaration: Declaration) -> bool:
    """Whether a declaration has said all by being read; one that is marked is still to be listed."""
    return declaration.word == "IMPORT" and declaration.provisional is None and not declaration.waivers


def _is_meant(wanted: Version, other: Version) -> bool:
    return other.name == wanted.name and other.version == wanted.amends


def _place_of(head: Declaration, word: str) -> Span:
    found = head.field(word)
    return found.value.place if found else head.word_place


def _word(name: str, word: str) -> dict[str, object]:
    return both(name, *(load_keywords().spelling(word, lang) for lang in LANGS))
