"""An older version with its amendments applied.

Takes the declarations of the older version, the head of the amendment and its changes; gives the declarations of the newer
version, each with the place where it stands, in the older file or in the amendment. 增加 (INSERT) adds, 改为 (REPLACE) puts
a declaration in the place of the one of its kind and name, 调整 (ADJUST) changes only the fields or cells it names, 删除
(REMOVE) takes away. A change of what is not there, or that changes nothing, is reported. Never looks a name up.
"""

from collections.abc import Callable, Iterator, Sequence

from attrs import evolve

from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.diagnostics.nearest import nearest
from kpidsl.resolve.bare import bare, shown
from kpidsl.resolve.identity import (
    ENTRIES,
    LISTS,
    NUMBERED,
    ROWS,
    Key,
    content_of,
    indicator_of,
    key_of,
    member_name,
    members_of,
    place_of_member,
    row_as_declaration,
    rows_of,
    title_of,
    without_key,
)
from kpidsl.resolve.merging import Merged, merged_fields, merged_table
from kpidsl.resolve.names import names_in
from kpidsl.resolve.versions import version_of
from kpidsl.source import Span
from kpidsl.syntax.keywords import LANGS, load_keywords
from kpidsl.syntax.parser import WHOLE
from kpidsl.syntax.tree import Declaration, Form, Items, Name
from kpidsl.values import define, field


def amended(
    older: Sequence[Declaration], head: Declaration, changes: Sequence[Declaration], problems: Problems
) -> list[Declaration]:
    """The declarations of the newer version."""
    work = _Amendment(list(older), problems)
    work.head(head)
    for change in changes:
        work.apply(change)
    return work.declarations


@define
class _Amendment:
    """The declarations as far as they are amended."""

    declarations: list[Declaration]
    problems: Problems
    changed: dict[Key, Span] = field(factory=dict)
    """What a change named before, and where: the same is not changed twice."""

    # ---- the head ----------------------------------------------------------------------------------------------------

    def head(self, head: Declaration) -> None:
        """The head of the newer version: that of the older one with what the amendment states instead."""
        at = next((at for at, one in enumerate(self.declarations) if one.word == "POLICY"), None)
        if at is None:
            return
        older, version = self.declarations[at], version_of(head)
        before = version_of(older)
        for word, said in (("VERSION", version.version), ("EFFECTIVE", version.effective)):
            if not said:
                self.problems.add("K601", head.word_place, "", (), **_words("what", word))
        if version.version and version.version == before.version:
            self.problems.add("K601", _place(head, "VERSION"), "same", (), version=version.version)
        if version.effective and before.effective and version.effective <= before.effective:
            words = {"effective": version.effective, "before": before.effective, "version": before.version}
            self.problems.add("K601", _place(head, "EFFECTIVE"), "earlier", (), **words)
        kept = [one for one in older.fields if one.word not in ("EXPIRES", "VERSION", "EFFECTIVE", "DOCUMENT_NUMBER")]
        stated = tuple(one for one in head.fields if one.word not in ("BASE_VERSION", "BASE_FILE"))
        merged = merged_fields(tuple(kept), stated)
        self.declarations[at] = evolve(
            older,
            subject=head.subject,
            fields=merged.fields,
            provisional=head.provisional or older.provisional,
            waivers=older.waivers + head.waivers,
            word_place=head.word_place,
            place=head.place,
        )

    # ---- the changes -------------------------------------------------------------------------------------------------

    def apply(self, change: Declaration) -> None:
        """One change."""
        word = change.change.word if change.change else ""
        if not word:
            self.problems.add("K603", change.word_place, "", (), **_words("word", change.word))
        elif change.word in ("POLICY", "AMEND", "IMPORT"):
            self.problems.add("K603", change.word_place, "head", (), **_words("word", change.word))
        elif not self._is_first(change):
            return
        else:
            steps: dict[str, Callable[[Declaration], None]] = {
                "INSERT": self._insert, "REPLACE": self._replace, "ADJUST": self._adjust, "REMOVE": self._remove,
            }  # fmt: skip
            steps[word](change)

    def _is_first(self, change: Declaration) -> bool:
        """Whether nothing that a change names was changed before."""
        for key in self._keys(change):
            if key in self.changed:
                label = Label(self.changed[key], "first")
                self.problems.add("K605", change.word_place, "twice", [label], **self._named(change))
                return False
            self.changed[key] = change.word_place
        return True

    def _keys(self, change: Declaration) -> Iterator[Key]:
        if change.word in LISTS | ENTRIES or (isinstance(change.subject, Items) and change.word in ROWS):
            for name in members_of(change):
                yield change.word, name.text
        elif change.word == "INDICATORS" and change.table:
            for row in change.table.rows:
                yield "INDICATOR", row[0].text
        else:
            yield key_of(change)

    def _insert(self, change: Declaration) -> None:
        there = next(self._already(change), None)
        if there is None:
            self._put(change)
        else:
            place, first, name = there
            self.problems.add("K605", place, "", [Label(first, "there")], **self._named(change, name))

    def _already(self, change: Declaration) -> Iterator[tuple[Span, Span, str]]:
        """What a change adds and is there: where it is added, where it stands, and its name."""
        if change.word in LISTS | ENTRIES:
            for name in members_of(change):
                yield from ((name.place, place, name.text) for place in self._places_of(change.word, name.text))
        elif change.word == "INDICATORS":
            for cells in rows_of(change):
                name_of_row = indicator_of(change, cells)
                if found := self._indicator(name_of_row):
                    yield cells[0].place, found[2], name_of_row
        else:
            yield from (
                (change.word_place, self.declarations[at].word_place, title_of(change)) for at in self._find(change)
            )
            row = self._row_of(change) if change.word == "INDICATOR" else None
            if row:
                yield change.word_place, row[2], title_of(change)

    def _places_of(self, word: str, name: str) -> Iterator[Span]:
        """Where a name stands in lists or entries of one kind."""
        for at in self._of(word):
            place = place_of_member(self.declarations[at], name)
            if place is not None:
                yield place

    def _put(self, change: Declaration) -> None:
        """The declaration after the last of its kind; an article after the last of a lower number."""
        at = [at for at in self._of(change.word) if not _is_after(self.declarations[at], change)]
        place = at[-1] + 1 if at else len(self.declarations)
        self.declarations.insert(place, evolve(change, change=None))

    def _replace(self, change: Declaration) -> None:
        if change.word in WHOLE:
            self.problems.add("K607", change.word_place, "nameless", (), **_words("word", change.word))
        elif change.word in LISTS | ENTRIES:
            self._members_replaced(change)
        elif change.word == "INDICATOR" and (row := self._row_of(change)):
            self._split_table(row[0], row[1], evolve(change, change=None))
        elif (at := self._one(change)) is not None:
            new = evolve(change, change=None)
            if content_of(new) == content_of(self.declarations[at]):
                self._same(change)
            self.declarations[at] = new

    def _members_replaced(self, change: Declaration) -> None:
        """Names of a list, or entries, each in the place of the one that was."""
        for name in members_of(change):
            at = next((at for at in self._of(change.word) if place_of_member(self.declarations[at], name.text)), None)
            if at is None:
                self._missing(change, name.place, name.text, self._all_members(change.word))
                continue
            older = self.declarations[at]
            if change.word in ENTRIES:
                one = next(entry for entry in change.fields if name in names_in(Items(entry.keys, entry.place)))
                merged = merged_fields(older.fields, (evolve(one, keys=(name,)),))
                if not merged.differs:
                    self._same(change, name.text)
                self.declarations[at] = evolve(older, fields=merged.fields)
                continue
            assert isinstance(older.value, Items)
            new = next(item for item in change.value if member_name(item) == name.text)  # type: ignore[union-attr]
            items = tuple(new if member_name(item) == name.text else item for item in older.value)
            if bare(items) == bare(older.value.items):
                self._same(change, name.text)
            self.declarations[at] = evolve(older, value=evolve(older.value, items=items))

    def _adjust(self, change: Declaration) -> None:
        if change.word in LISTS | WHOLE | NUMBERED:
            self.problems.add("K607", change.word_place, "whole", (), **_words("word", change.word))
            return
        if change.word in ENTRIES:
            self._members_replaced(change)
            return
        if change.word == "INDICATOR" and (row := self._row_of(change)):
            declaration = row_as_declaration(self.declarations[row[0]], row[1])
            self._split_table(row[0], row[1], self._adjusted(declaration, change))
            return
        at = self._one(change)
        if at is not None:
            self.declarations[at] = self._adjusted(self.declarations[at], change)

    def _adjusted(self, older: Declaration, change: Declaration) -> Declaration:
        """A declaration with the fields or cells that a change names."""
        new = evolve(older, value=change.value) if change.value is not None and older.value is not None else older
        differs = bare(new.value) != bare(older.value)
        if change.table and older.table:
            table = merged_table(older.table, change.table)
            for found in table.refused:
                self.problems.add("K608", found.place, found.variant, (), **found.words)
            new, differs = evolve(new, table=table.table), differs or table.differs or bool(table.refused)
        elif change.fields:
            merged: Merged = merged_fields(older.fields, change.fields)
            for place in merged.narrowed:
                self.problems.add("K607", place, "narrowed")
            new, differs = evolve(new, fields=merged.fields), differs or merged.differs or bool(merged.narrowed)
        if not differs and change.provisional is None and not change.waivers:
            self._same(change)
        provisional, waivers = change.provisional or older.provisional, older.waivers + change.waivers
        return evolve(new, provisional=provisional, waivers=waivers, tag=change.tag or older.tag)

    def _remove(self, change: Declaration) -> None:
        if change.word in LISTS | ENTRIES:
            self._members_removed(change)
        elif change.word in ROWS and isinstance(change.subject, Items):
            self._rows_removed(change, change.subject)
        elif (
            isinstance(change.subject, Items)
            and change.word not in ("COMPOSITE", "ANNUAL")
            and change.word not in WHOLE
        ):
            self.problems.add("K607", change.subject.place, "piece", (), **_words("word", change.word))
        elif change.word == "INDICATOR" and (row := self._row_of(change)):
            self._split_table(row[0], row[1], None)
        elif (at := self._one(change)) is not None:
            del self.declarations[at]
        self._note(change)

    def _note(self, change: Declaration) -> None:
        """What is said about a removal is listed with the rest."""
        if change.provisional is not None or change.waivers:
            self.declarations.append(evolve(change, word="REMOVE", change=None, value=None))

    def _members_removed(self, change: Declaration) -> None:
        if not isinstance(change.subject, Items):
            self.problems.add("K607", change.word_place, "list", (), **_words("word", change.word))
            return
        for name in names_in(change.subject):
            at = next((at for at in self._of(change.word) if place_of_member(self.declarations[at], name.text)), None)
            if at is None:
                self._missing(change, name.place, name.text, self._all_members(change.word))
                continue
            older = self.declarations[at]
            if change.word in ENTRIES:
                entries = tuple(rest for entry in older.fields if (rest := without_key(entry, name.text)))
                self._kept(at, bool(entries), evolve(older, fields=entries))
            else:
                assert isinstance(older.value, Items)
                items = tuple(item for item in older.value if member_name(item) != name.text)
                self._kept(at, bool(items), evolve(older, value=evolve(older.value, items=items)))

    def _kept(self, at: int, there: bool, rest: Declaration) -> None:
        """What is left of a declaration, or nothing where all of it is gone."""
        self.declarations[at : at + 1] = [rest] if there else []

    def _rows_removed(self, change: Declaration, rows: Items) -> None:
        """Rows of the weight table or of indicator tables."""
        for row in rows:
            wanted = shown(row)
            found = next(
                (
                    (at, place)
                    for at in self._of(change.word)
                    for place, cells in enumerate(rows_of(self.declarations[at]))
                    if shown(cells[0].node) == wanted
                ),
                None,
            )
            if found is None:
                all_rows = [
                    shown(cells[0].node) for at in self._of(change.word) for cells in rows_of(self.declarations[at])
                ]
                self._missing(change, row.place, wanted, all_rows)
                continue
            self._split_table(*found, None, whole=False)

    # ---- indicators in tables ----------------------------------------------------------------------------------------

    def _row_of(self, change: Declaration) -> tuple[int, int, Span] | None:
        """The row of an indicator that stands in a table and has no declaration of its own."""
        if not isinstance(change.subject, Name) or self._find(change):
            return None
        return self._indicator(change.subject.text)

    def _indicator(self, name: str) -> tuple[int, int, Span] | None:
        """Declaration and row of an indicator in a table, and its place; or its declaration and -1."""
        for at, one in enumerate(self.declarations):
            if one.word == "INDICATOR" and isinstance(one.subject, Name) and one.subject.text == name:
                return at, -1, one.word_place
            if one.word == "INDICATORS":
                for row, cells in enumerate(rows_of(one)):
                    if indicator_of(one, cells) == name:
                        return at, row, cells[0].place
        return None

    def _split_table(self, at: int, row: int, instead: Declaration | None, *, whole: bool = True) -> None:
        """A table without a row, and where ``instead`` stands for it, in two."""
        older = self.declarations[at]
        table = older.table
        assert table is not None
        before, after = table.rows[:row], table.rows[row + 1 :]
        if instead is None:
            self._kept(at, bool(before or after) or not whole, evolve(older, table=evolve(table, rows=before + after)))
            return
        parts = [evolve(older, table=evolve(table, rows=rows)) if rows else None for rows in (before, after)]
        self.declarations[at : at + 1] = [one for one in (parts[0], instead, parts[1]) if one is not None]

    # ---- finding -----------------------------------------------------------------------------------------------------

    def _of(self, word: str) -> list[int]:
        return [at for at, one in enumerate(self.declarations) if one.word == word]

    def _find(self, change: Declaration) -> list[int]:
        key = key_of(change)
        return [at for at in self._of(change.word) if key_of(self.declarations[at]) == key]

    def _one(self, change: Declaration) -> int | None:
        """Where the one declaration stands that a change means; None after saying that there is none, or several."""
        found = self._find(change)
        if len(found) == 1:
            return found[0]
        if found:
            label = Label(self.declarations[found[1]].word_place, "other")
            self.problems.add("K607", change.word_place, "several", [label], **self._named(change))
            return None
        known = [title_of(self.declarations[at]) for at in self._of(change.word)]
        known += [indicator_of(one, cells) for one in self.declarations if one.word == "INDICATORS" for cells in rows_of(one)
                  ] if change.word == "INDICATOR" else []  # fmt: skip
        self._missing(change, (change.subject or change).place, title_of(change), known)
        return None

    def _all_members(self, word: str) -> list[str]:
        return [name.text for at in self._of(word) for name in members_of(self.declarations[at])]

    # ---- saying ------------------------------------------------------------------------------------------------------

    def _missing(self, change: Declaration, place: Span, name: str, known: Sequence[str]) -> None:
        near = nearest(name, [one for one in known if one]) if name else None
        words = {**_words("word", change.word), "name": name}
        if near:
            self.problems.add("K604", place, "near", (), near=near, **words)
        else:
            self.problems.add("K604", place, "" if name else "kind", (), **words)

    def _same(self, change: Declaration, name: str | None = None) -> None:
        self.problems.add("K606", change.word_place, "", (), **self._named(change, name))

    def _named(self, change: Declaration, name: str | None = None) -> dict[str, object]:
        """``what``: the word and the name of what a change is about."""
        name = title_of(change) if name is None else name
        spelled = [load_keywords().spelling(change.word, lang) for lang in LANGS]
        return both("what", *(f"{word} {name}".strip() for word in spelled))


def _is_after(declaration: Declaration, change: Declaration) -> bool:
    """Whether an article has a higher number than one to be put among them."""
    if change.word not in NUMBERED:
        return False
    numbers = [one.value.get("number") if isinstance(one.value, Form) else None for one in (declaration, change)]
    values = [getattr(number, "value", None) for number in numbers]
    return None not in values and values[0] > values[1]  # type: ignore[operator]


def _place(head: Declaration, word: str) -> Span:
    found = head.field(word)
    return found.value.place if found else head.word_place


def _words(name: str, word: str) -> dict[str, object]:
    return both(name, *(load_keywords().spelling(word, lang) for lang in LANGS))
