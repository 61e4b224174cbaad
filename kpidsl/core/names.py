"""What a reference in an expression means.

Takes a dotted reference and the family whose names may be used bare; gives the column, its dimension and, for an
ordinal, its levels. Reports what means nothing, what means two things, and what is not known yet at its stage.
"""

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from kpidsl.core import calendar
from kpidsl.core import dimensions as dim
from kpidsl.core.dimensions import Dimension
from kpidsl.core.earlier import back_of, moved_back
from kpidsl.core.rates import APPLICABLE, RATES
from kpidsl.core.wording import expr_words, keyword
from kpidsl.diagnostics import Diagnostic, Edit, Problems
from kpidsl.diagnostics.bilingual import both, listed
from kpidsl.diagnostics.nearest import nearest
from kpidsl.resolve.policy import Lookup, Policy
from kpidsl.syntax.keywords import LANGS, load_keywords
from kpidsl.syntax.tree import Call, Expr, Name, Node, Op, Ref, Word
from kpidsl.values import define, field, frozen

DATA, MARK, POINTS, TOTAL, COMPOSITE, LINKED, GRADE = "d", "m", "p", "t", "c", "l", "g"
"""Kinds of columns, by what is known when: data first, grades last."""
APPLYING = "a"
"""The kind of what is known of a unit's indicators before their points: whoever may read points may read it."""
ROW = "r"
"""The kind of the columns of a log, which only a function over its records may read."""

SETTABLE = DATA + MARK + LINKED
"""What an example may be given."""

_SCORES = ("TOTAL", "COMPOSITE_SCORE")
"""The scores of a unit that an expression reads by a word of the language."""

WHERE = {DATA: "data", SETTABLE: "given"}
"""The wording for what may not be read, by the kinds that may."""


@frozen
class Meaning:
    """A column, a constant of the policy, or a lookup table; ``kind`` is one of the kinds above, ``unit`` the key of a datum's unit."""

    kind: str
    column: str
    dimension: Dimension | None
    levels: tuple[str, ...] = ()
    constant: Fraction | None = None
    unit: str = ""
    ordered: bool = True
    """Whether the levels have an order; labels have none."""
    lookup: Lookup | None = None


@define
class Names:
    """All names that expressions of one policy may use; ``unreadable`` are formulas reported already."""

    policy: Policy
    problems: Problems
    known: dict[str, Meaning] = field(factory=dict)
    bare: dict[str, list[str]] = field(factory=dict)
    own: dict[str, list[str]] = field(factory=dict)
    used: set[str] = field(factory=set)
    unreadable: set[str] = field(factory=set)
    missed_links: set[str] = field(factory=set)
    crossed: set[tuple[str, str]] = field(factory=set)
    fulls: dict[str, Fraction | None] = field(factory=dict)
    """The full mark that 满分 reads in an indicator; None where its parts or its classes have different ones."""

    def data(self, family: str, name: str, meaning: Meaning) -> None:
        """Adds a datum or a derived value; usable as ``family·name`` anywhere and as ``name`` where it is unique."""
        self.known[f"{family}·{name}"] = meaning
        self.bare.setdefault(name, []).append(f"{family}·{name}")
        self.own.setdefault(family, []).append(name)

    def record(self, log: str, name: str, meaning: Meaning) -> None:
        """Adds a column of a log; usable as ``log·name`` and, in a function over that log, as ``name``."""
        self.known[f"{log}·{name}"] = meaning
        self.own.setdefault(log, []).append(name)

    def look_up(self, ref: Ref, family: str, kinds: str) -> Meaning | None:
        """The meaning of a reference; ``kinds`` lists the kinds that may be read (empty: all)."""
        text = spelled_ref(ref)
        if self._is_ambiguous(ref, family):
            self.problems.add("K206", ref.place, "", (), name=text, **listed("choices", self.bare[text]))
            return None
        if self._is_word_and_name(ref, family):
            return None
        meaning = self.peek(ref, family)
        if meaning is None:
            self._unknown(ref, family)
        elif meaning.lookup is not None and kinds == ROW:
            pass  # read by the columns of a record, which its reader sees to
        elif meaning.constant is None and (meaning.kind == ROW) != (kinds == ROW):
            self.problems.add("K682" if meaning.kind == ROW else "K683", ref.place, "", (), **expr_words("name", ref))
            return None
        elif kinds and meaning.constant is None and not _may_read(meaning.kind, kinds):
            variant = "linked" if meaning.kind == LINKED else WHERE.get(kinds, "")
            self.problems.add("K328", ref.place, variant, (), **expr_words("name", ref))
            return None
        if meaning is not None:
            self.used.add(meaning.column)
            self._report_crossed(ref, family, meaning)
        return meaning

    def _is_word_and_name(self, ref: Ref, family: str) -> bool:
        """Whether a word of the language stands where a figure has a name that is spelled as one (K206); in quotes it is the figure."""
        match ref.parts:
            case (Word(word),):
                owner = family
            case (Name(owner), Word(word)):
                pass
            case _:
                return False
        spelled = {spelling.solid for spelling in load_keywords().of_word.get(word, ())}
        name = next((name for name in self.own.get(owner, ()) if name in spelled), None)
        if name is not None:
            words = both("word", *(keyword(word, lang) for lang in LANGS))
            self.problems.add("K206", ref.place, "word", (), name=name, owner=owner, **words)
        return name is not None

    def _report_crossed(self, ref: Ref, family: str, meaning: Meaning) -> None:
        """K211 (warning), once for an indicator and a name: a bare name that is a figure of another indicator only."""
        text = spelled_ref(ref)
        other, _, _ = self.bare.get(text, [""])[0].rpartition(f"·{text}")
        read = self.known.get(f"{other}·{text}")
        if family and other != family and read is meaning and (family, text) not in self.crossed:
            self.crossed.add((family, text))
            fix = [Edit(ref.place, _qualified(other, ref))]
            words = {"name": text, "family": family, "other": other}
            self.problems.extend([Diagnostic("K211", ref.place, "", (), words, fix)])

    def peek(self, ref: Ref, family: str) -> Meaning | None:
        """The meaning of a reference, reporting nothing."""
        match ref.parts:
            case (Word("LAST_PERIOD" | "LAST_YEAR" as word), *rest) if rest:
                return self._earlier(word, Ref(tuple(rest), ref.place), family)
            case (Word(word),):
                return self._word(word, family)
            case (Name(name),):
                return self._name(name, family)
            case (Name(link), Word("TOTAL" | "COMPOSITE_SCORE" as word)) if self._is_link(link):
                column = "total" if word == "TOTAL" else "composite"
                return Meaning(LINKED, f"linked:{link}:{column}", dim.POINTS)
            case (Name(scale), Word("RANK")) if self.policy.scale(scale):
                return Meaning(GRADE, f"place:{scale}", None)
            case (Name(family_), Word("SCORE_RATE" | "APPLICABLE_PARTS" as word)) if self._is_weighed(family_):
                column = f"{RATES[word]}:{family_}"
                return Meaning(POINTS, column, dim.RATIO if word == "SCORE_RATE" else None)
            case (*_, Word("MARK" | "POINTS" as word)):
                return self._leaf(spelled_ref(ref, ref.parts[:-1]), word)
            case _:
                text = spelled_ref(ref)
                return self.known.get(text) or self._leaf(text, "MARK")

    def _earlier(self, word: str, ref: Ref, family: str) -> Meaning | None:
        """The same figure of the period before, or of that of the year before: known from the start."""
        now, back = self.peek(ref, family), back_of(word, self.policy)
        if now is None or now.constant is not None or back is None or not now.column:
            return None
        return evolve(now, kind=DATA, column=moved_back(now.column, back, this_year=False))

    def _is_weighed(self, name: str) -> bool:
        return any(family.name == name for family in self.policy.families)

    def _is_link(self, name: str) -> bool:
        return any(link.name == name for link in self.policy.links)

    def _word(self, word: str, family: str) -> Meaning | None:
        match word:
            case "TOTAL":
                return Meaning(TOTAL, "total", dim.POINTS)
            case "COMPOSITE_SCORE":
                return Meaning(COMPOSITE, "composite", dim.POINTS)
            case "MONTH_NUMBER" | "DAYS_IN_MONTH" | "YEAR_NUMBER":
                return Meaning(DATA, calendar.KEYS[word], None)
            case "APPLICABLE_INDICATORS":
                return Meaning(APPLYING, APPLICABLE, dim.measure("item").dimension, unit="item")
            case "FULL":
                full = self.fulls.get(family, self.policy.full)
                return None if full is None else Meaning(DATA, "", dim.POINTS, constant=full)
            case _:
                return None

    def _name(self, name: str, family: str) -> Meaning | None:
        own = self.known.get(f"{family}·{name}")
        if own:
            return own
        scale = self.policy.scale(name)
        if scale:
            return Meaning(GRADE, f"grade:{name}", None, scale.grades)
        lookup = self.policy.lookup(name)
        if lookup:
            return Meaning(DATA, f"lookup:{name}", None, lookup=lookup)
        everywhere = self.bare.get(name, [])
        if len(everywhere) == 1:
            return self.known[everywhere[0]]
        return self._leaf(name, "MARK")

    def _is_ambiguous(self, ref: Ref, family: str) -> bool:
        text = spelled_ref(ref)
        return len(ref.parts) == 1 and f"{family}·{text}" not in self.known and len(self.bare.get(text, [])) > 1

    def _leaf(self, key: str, word: str) -> Meaning | None:
        if not self.policy.has_leaf(key):
            return None
        return Meaning(MARK if word == "MARK" else POINTS, f"{word.lower()}:{key}", dim.POINTS)

    def is_unreadable(self, expr: Expr, family: str) -> bool:
        """Whether it names what could not be read, which has been reported."""
        text = spelled_ref(expr)
        return bool({text, f"{family}·{text}"} & self.unreadable)

    def _unknown(self, ref: Ref, family: str) -> None:
        text = spelled_ref(ref)
        if self.is_unreadable(ref, family) or self._has_no_period(ref, family):
            return
        parts = self._parts(ref)
        if parts:
            words = {**expr_words("name", ref), **expr_words("part", parts[0])}
            self.problems.add("K205", ref.place, "parts", (), count=len(parts), **words)
            return
        if self._is_of_the_year(text):
            self.problems.add("K328", ref.place, "year", (), **expr_words("name", ref))
            return
        if any(pay.name == text for pay in self.policy.pays):
            self.problems.add("K205", ref.place, "pay", (), **expr_words("name", ref))
            return
        near = self._nearest(ref, family)
        match ref.parts:
            case (Word("FULL"),):
                self.problems.add("K630", ref.place, "differs", (), name=family)
                return
            case (Name(link), Word("TOTAL" | "COMPOSITE_SCORE")) if not near:
                self._unknown_link(ref, link)
                return
            case _:
                pass
        if near:
            self.problems.add("K205", ref.place, "near", (), **expr_words("nearest", near), **expr_words("name", ref))
        else:
            self.problems.add("K205", ref.place, "", (), **expr_words("name", ref))

    def _has_no_period(self, ref: Ref, family: str) -> bool:
        """Whether a figure is there, but not how many periods a year has, which has been asked for (K208)."""
        match ref.parts:
            case (Word("LAST_YEAR"), *rest) if rest and not self.policy.period:
                return self.peek(Ref(tuple(rest), ref.place), family) is not None
            case _:
                return False

    def _parts(self, ref: Ref) -> list[Ref]:
        """What could be meant where an indicator is named that only its parts have marks of."""
        match ref.parts:
            case (Name(family), *kind):
                leaves = [leaf for leaf in self.policy.leaves_of(family) if leaf.key != family]
                names = [(Name(part, ref.place) for part in leaf.key.split("·")) for leaf in leaves]
                whole = not kind or (len(kind) == 1 and isinstance(kind[0], Word))
                return [Ref((*parts, *kind), ref.place) for parts in names] if whole else []
            case _:
                return []

    def _is_of_the_year(self, text: str) -> bool:
        """Whether a name is that of the year's score, or of a scale that grades the year."""
        scales = self.policy.annual.grades if self.policy.annual else ()
        return text in {keyword("ANNUAL", "zh"), keyword("ANNUAL", "en"), *(scale.name for scale in scales)}

    def is_grade_of_year(self, name: Expr, level: Expr) -> bool:
        """Whether ``name`` is a grade of the year or of one before, which no period has (K328); a level that it has not is K327."""
        match name:
            case Ref((Word("LAST_PERIOD" | "LAST_YEAR"), Name(text))) | Ref((Name(text),)):
                scales = self.policy.annual.grades if self.policy.annual else ()
                grades = next((scale.grades for scale in scales if scale.name == text), ())
            case _:
                return False
        if not grades:
            return False
        self.problems.add("K328", name.place, "year", (), **expr_words("name", name))
        if isinstance(level, Ref) and spelled_ref(level) not in grades:
            words = expr_words("name", name) | expr_words("level", level) | listed("levels", grades)
            self.problems.add("K327", level.place, "", (), **words)
        return True

    def _unknown_link(self, ref: Ref, link: str) -> None:
        """A link that nobody declared, once for all that is read through it."""
        missed = any(
            one.code == "K201" and one.variant == "link" and ("name", link) in one.args for one in self.problems
        )
        if not missed and link not in self.missed_links:
            self.problems.add("K205", ref.place, "link", (), link=link, **expr_words("name", ref))
        self.missed_links.add(link)

    def _nearest(self, ref: Ref, family: str) -> Ref | None:
        """The reference that was probably meant: of the same kind, of the same indicator before any other."""
        match ref.parts:
            case (Name() as name, Word("TOTAL" | "COMPOSITE_SCORE") as word):
                return _replaced(name, nearest(name.text, [link.name for link in self.policy.links]), word)
            case (Name() as name, Word("RANK") as word):
                return _replaced(name, nearest(name.text, [scale.name for scale in self.policy.grades]), word)
            case (*_, Name() as name, Word("MARK" | "POINTS") as word):
                key = nearest(spelled_ref(ref, ref.parts[:-1]), [leaf.key for leaf in self.policy.leaves])
                return _replaced(name, key, word)
            case (*_, Name() as name):
                return self._nearest_name(name, spelled_ref(ref), family)
            case _:
                return None

    def _nearest_name(self, name: Name, text: str, family: str) -> Ref | None:
        own = nearest(text, self.own.get(family, ()))
        if own:
            return _replaced(name, own)
        words = {keyword(word, lang): word for word in _SCORES for lang in LANGS}
        candidates = [*self.known, *self.bare, *(leaf.key for leaf in self.policy.leaves), *words]
        candidates += [scale.name for scale in self.policy.grades] + [link.name for link in self.policy.links]
        first = text.partition("·")[0]
        near = nearest(text, candidates) or (nearest(first, candidates) if first != text else None)
        if near in words and near is not None:
            return Ref((Word(words[near], name.place),), name.place)
        return _replaced(name, near if near != text else None)


def refs_in_time(expr: Expr) -> Iterator[tuple[Ref, bool]]:
    """Every reference of an expression, without 上期 before it, and whether only its value in earlier periods is read."""
    match expr:
        case Ref((Word("LAST_PERIOD" | "LAST_YEAR"), *rest)) if rest:
            yield Ref(tuple(rest), expr.place), True
        case Ref():
            yield expr, False
        case Op(args=args):
            for arg in args:
                yield from refs_in_time(arg)
        case Call(args=args, scope=scope, where=where):
            earlier = scope is not None and scope.word in ("PAST", "EARLIER_THIS_YEAR")
            for arg in (*args, *((where,) if where is not None else ())):
                yield from ((ref, earlier or is_earlier) for ref, is_earlier in refs_in_time(arg))
        case _:
            return


def _may_read(kind: str, kinds: str) -> bool:
    return kind in kinds or (kind == APPLYING and POINTS in kinds)


def _replaced(name: Name, text: str | None, *words: Word) -> Ref | None:
    """A reference with another name in the place of the one written."""
    return Ref((Name(text, name.place), *words), name.place) if text else None


def _qualified(owner: str, ref: Ref) -> str:
    """A reference with the name of an indicator before it, as it is written."""
    from kpidsl.syntax.print.phrases import Phrases  # only a finding needs it

    return Phrases("zh", (), None).ref(Ref((Name(owner, ref.place), *ref.parts), ref.place))


def spelled_ref(expr: Node | None, parts: tuple[Name | Word, ...] | None = None) -> str:
    """A reference as it is looked up: names as written, words by their key."""
    if not isinstance(expr, Ref):
        return ""
    return "·".join(part.text if isinstance(part, Name) else part.word for part in (parts or expr.parts))
