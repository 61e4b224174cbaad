"""From tree to policy, declaration by declaration.

Two sweeps: the first declares every name, so that order in the file does not matter; the second reads each declaration
with all names known. What cannot be linked is reported and left out; the policy that remains is still checked, so that
one wrong name does not hide other findings.
"""

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

from attrs import evolve

from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both, listed
from kpidsl.resolve.amounts import in_unit, whole
from kpidsl.resolve.composites import composites
from kpidsl.resolve.cycle import A_YEAR, LATEST, LENGTHS, Cycle
from kpidsl.resolve.examples import examples
from kpidsl.resolve.extras import read_coefficients, read_extras, read_together
from kpidsl.resolve.facts import declared
from kpidsl.resolve.grades import is_yearly, read_grades
from kpidsl.resolve.indicators import read_indicators
from kpidsl.resolve.lists import read_lists
from kpidsl.resolve.logs import read_logs
from kpidsl.resolve.lookups import read_lookups
from kpidsl.resolve.marked import completions, reviewed
from kpidsl.resolve.measures import report_known_measures
from kpidsl.resolve.names import Scope, class_names, keyed_classes, names_in
from kpidsl.resolve.pay import pay_links, read_pays
from kpidsl.resolve.policy import (
    Department,
    Link,
    Policy,
    RoundingRule,
    Scoring,
    UnitClass,
    Unmentioned,
    Veto,
)
from kpidsl.resolve.schemes import Schemes
from kpidsl.resolve.scopes import Scopes
from kpidsl.resolve.scorecards import with_scorecards
from kpidsl.resolve.statements import always, annual, ensures
from kpidsl.resolve.vetoes import vetoes
from kpidsl.resolve.weights import read_splits, read_weights
from kpidsl.source import Span
from kpidsl.syntax.keywords import LANGS, load_keywords
from kpidsl.syntax.tree import Block, Declaration, Field, File, Form, Items, Name, Node, Number, Text, Word


def link(files: Sequence[File], problems: Problems, shared: Collection[str] = ()) -> Policy | None:
    """The policy of ``files``, or None where there is no policy header to hang it on.

    ``shared`` are the names of files that were imported.
    """
    written = [declaration for file in files for declaration in file.declarations]
    declarations = with_scorecards(written, problems)
    own = next(file for file in files if file.place.file not in shared)
    header = _only_header(declarations, own, problems)
    _once(declarations, problems)
    report_known_measures(declarations, problems)
    scopes = Scopes.of(problems)
    departments, classes = _declare_places(declarations, scopes)
    if not classes:
        if header:
            problems.add("K203", own.place, "classes")
        return None
    sets = _class_sets(declarations, scopes)
    _declare_names(declarations, scopes)
    all_families, all_leaves = read_indicators(declarations, scopes, problems)
    extras = read_extras(declarations, all_families, all_leaves, scopes)
    families = tuple(family for family in all_families if family.word == "INDICATOR")
    weighed = {family.name for family in families}
    leaves = tuple(leaf for leaf in all_leaves if leaf.family in weighed)
    full = _full(header, problems)
    schemes = Schemes.of(declarations, problems)
    leaves = tuple(evolve(leaf, scoring=tuple(_applied(one, schemes) for one in leaf.scoring)) for leaf in leaves)
    schemes.report_unused(shared)
    scales = read_grades(declarations, scopes, problems)
    yearly = tuple(scale for scale in scales if is_yearly(declarations, scale.name))
    cycle = _cycle(header, problems)
    every_case = vetoes(declarations, scopes, problems)
    of_the_year = tuple(one for one in every_case if cycle.in_a_year > 1 and _says_year(one))
    policy = Policy(
        name=header.subject.text if header and isinstance(header.subject, Name) else "",
        version=_text(header, "VERSION"),
        effective=_text(header, "EFFECTIVE"),
        expires=_text(header, "EXPIRES"),
        cycle=cycle,
        full=full,
        rounding=_rounding(header, problems),
        departments=departments,
        classes=classes,
        class_sets=sets,
        links=_links(declarations, scopes),
        logs=read_logs(declarations, scopes, problems),
        families=families,
        aside=tuple(family for family in all_families if family.word != "INDICATOR"),
        leaves=leaves,
        extras=extras,
        extras_together=read_together(declarations, scopes, problems),
        coefficients=read_coefficients(declarations, scopes),
        weights=read_weights(declarations, scopes, families, full if full > 0 else Fraction(100), problems),
        splits=read_splits(declarations, scopes, leaves, full if full > 0 else Fraction(100), problems),
        reweight_within=_reweight_within(declarations),
        vetoes=tuple(one for one in every_case if one not in of_the_year),
        composites=composites(declarations, scopes),
        pays=read_pays(declarations, scopes),
        grades=tuple(scale for scale in scales if scale not in yearly),
        ensures=ensures(declarations, scopes),
        always=always(declarations),
        annual=annual(declarations, yearly, of_the_year, scopes, problems),
        examples=examples(declarations, scopes),
        declared=evolve(declared(declarations, scopes, problems), pays=pay_links(declarations, scopes)),
        completions=completions(declarations),
        reviewed=reviewed(written),
        stated={field.word: _said(field) for field in header.fields} if header else {},
        unmentioned=tuple(one for one in _unmentioned(departments, sets, scopes) if one.place.file not in shared),
        shared=frozenset(shared),
        lookups=read_lookups(declarations, scopes, problems),
        lists=read_lists(declarations, scopes),
        place=(header.subject.place if header.subject else header.word_place) if header else own.place,
    )
    _ask_departments(scopes)
    return policy if header else None


def _says_year(veto: Veto) -> bool:
    """Whether an exclusion is of the year (考核周期：年度)."""
    said = veto.fields.get("PERIOD")
    return said is not None and isinstance(said.value, Word) and said.value.word == "YEAR"


def _applied(scoring: Scoring, schemes: Schemes) -> Scoring:
    """The rule with the policy's own forms put in."""
    forms, uses = schemes.applied(scoring.forms)
    return scoring if forms == scoring.forms else evolve(scoring, forms=forms, applied=uses)


def _ask_departments(scopes: Scopes) -> None:
    """K213, once, with every name that was used as a department's, where none is declared."""
    missed = sorted(scopes.departments.undeclared, key=lambda name: name.place)
    if missed:
        names = listed("names", dict.fromkeys(name.text for name in missed))
        scopes.problems.add("K213", missed[0].place, "", (), **names)


def _said(field: Field) -> Span:
    """Where a message about a field points: at what it says, at its word where that is a block."""
    return field.word_place if isinstance(field.value, Block) else field.value.place


def _only_header(declarations: list[Declaration], file: File, problems: Problems) -> Declaration | None:
    headers = [declaration for declaration in declarations if declaration.word == "POLICY"]
    if not headers:
        problems.add("K203", file.place)
        return None
    for extra in headers[1:]:
        problems.add("K202", extra.word_place, "policy", [Label(headers[0].word_place, "first")])
    return headers[0]


def _once(declarations: list[Declaration], problems: Problems) -> None:
    """What holds for the whole policy is said once, in however many declarations."""
    seen: dict[str, Span] = {}
    for declaration in declarations:
        said = [(field.word, field.word_place) for field in declaration.fields if field.word != "CLAUSE"]
        for word, place in said if declaration.word == "DEFAULTS" else [("ANNUAL", declaration.word_place)]:
            if declaration.word not in ("DEFAULTS", "ANNUAL") or (declaration.word == "ANNUAL" and declaration.subject):
                continue
            if word in seen and seen[word] != place:
                words = both("name", *(load_keywords().spelling(word, lang) for lang in LANGS))
                problems.add("K202", place, "said", [Label(seen[word], "first")], **words)
            seen.setdefault(word, place)


def _declare_places(
    declarations: list[Declaration], scopes: Scopes
) -> tuple[tuple[Department, ...], tuple[UnitClass, ...]]:
    departments: list[Department] = []
    classes: list[UnitClass] = []
    for declaration in declarations:
        for form in declaration.value.items if isinstance(declaration.value, Items) else ():
            match form:
                case Form("DEPARTMENT") if isinstance(name := form.get("name"), Name):
                    aliases = names_in(form.get("aliases"))
                    if scopes.departments.declare(name, name.text):
                        departments.append(Department(name.text, tuple(a.text for a in aliases), name.place))
                    for alias in aliases:
                        scopes.departments.declare(alias, name.text)
                case Form("CLASS") if isinstance(name := form.get("name"), Name):
                    if scopes.classes.declare(name, (name.text,)):
                        classes.append(UnitClass(name.text, name.place))
                    for alias in names_in(form.get("aliases")):
                        scopes.classes.declare(alias, (name.text,))
    return tuple(departments), tuple(classes)


def _class_sets(declarations: list[Declaration], scopes: Scopes) -> dict[str, tuple[str, ...]]:
    sets: dict[str, tuple[str, ...]] = {}
    for entry in _entries(declarations, "CLASS_SETS"):
        for name in names_in(Items(entry.keys, entry.place)):
            members = class_names(names_in(entry.value), scopes.classes)
            if scopes.classes.declare(name, members):
                sets[name.text] = members
    return sets


def _entries(declarations: list[Declaration], word: str) -> list[Field]:
    return [field for d in declarations if d.word == word for field in d.fields if field.word == "ENTRY"]


def _declare_names(declarations: list[Declaration], scopes: Scopes) -> None:
    for declaration in declarations:
        match declaration.word, declaration.subject:
            case "LINK", Name() as name:
                scopes.links.declare(name, name.text)
            case "GRADES", Name() as name:
                if scopes.scales.declare(name, name.text):
                    labels = [
                        key
                        for field in declaration.fields
                        if field.word in ("ENTRY", "LABELS")
                        for key in names_in(Items(field.keys, field.place))
                    ]
                    scopes.labels[name.text] = Scope("grade", scopes.problems)
                    for label in labels:
                        scopes.labels[name.text].declare(label, label.text)
            case (("VETO" | "NOT_ASSESSED" | "UNGRADED"), Name() as name):
                scopes.vetoes.declare(name, name.text)
            case "EXAMPLE", Name() as name:
                scopes.examples.declare(name, name.text)


def _links(declarations: list[Declaration], scopes: Scopes) -> tuple[Link, ...]:
    links = []
    for declaration in declarations:
        if declaration.word == "LINK" and isinstance(declaration.subject, Name):
            ends: dict[str, tuple[str, ...]] = {}
            seen: dict[str, Name] = {}
            for entry in declaration.fields:
                if entry.word == "ENTRY":
                    far = class_names(names_in(entry.value), scopes.classes)
                    keys = names_in(Items(entry.keys, entry.place))
                    ends |= dict.fromkeys(keyed_classes(keys, scopes.classes, seen, scopes.problems), far)
            links.append(Link(declaration.subject.text, ends, declaration.word_place))
    return tuple(links)


def _text(header: Declaration | None, word: str) -> str:
    field = header.field(word) if header else None
    return field.value.text if field and isinstance(field.value, Text) else ""


def _cycle(header: Declaration | None, problems: Problems) -> Cycle:
    """The periods of the policy; a term that does not say how many years it has is one of 0 months."""
    field = header.field("PERIOD") if header else None
    day, in_month_before = _month_start(header, problems)
    first = _year_start(header, problems)
    match field.value if field else None:
        case Word(word):
            return Cycle(word, LENGTHS[word], day, in_month_before, first)
        case Form("TERM_PERIOD") as form:
            years = form.get("years")
            whole = isinstance(years, Number) and years.unit == "years" and years.value.denominator == 1
            months = int(years.value) * A_YEAR if whole and isinstance(years, Number) else 0
            return Cycle("TERM", months, day, in_month_before, first)
        case _:
            return Cycle("", 0)


def _month_start(header: Declaration | None, problems: Problems) -> tuple[int, bool]:
    """On which day a month begins, and whether that is one of the calendar month before (K734)."""
    field = header.field("MONTH_START") if header else None
    match field.value if field else None:
        case Form("MONTH_START") as form:
            number, which = form.get("day"), form.get("which")
            assert isinstance(number, Number)
            day = int(number.value)
            if number.unit not in ("", "day") or number.value != day or not 1 < day <= LATEST:
                problems.add("K734", number.place, "", (), latest=LATEST)
            elif which is None:
                problems.add("K734", number.place, "which", (), day=day, before=day - 1)
            else:
                return day, isinstance(which, Word) and which.word == "MONTH_BEFORE"
    return 1, False


def _year_start(header: Declaration | None, problems: Problems) -> int:
    """With which month a year begins (K734)."""
    field = header.field("YEAR_START") if header else None
    number = field.value.get("month") if field and isinstance(field.value, Form) else None
    match number:
        case Number(value, _, unit, place):
            if unit or value.denominator != 1 or not 1 <= value <= A_YEAR:
                problems.add("K734", place, "year")
                return 1
            return int(value)
    return 1


def _full(header: Declaration | None, problems: Problems) -> Fraction:
    field = header.field("FULL") if header else None
    full = in_unit(field.value, "points", problems) if field else None
    return Fraction(100) if full is None else full


def _rounding(header: Declaration | None, problems: Problems) -> dict[str, RoundingRule | None]:
    found: dict[str, RoundingRule | None] = {}
    places: dict[str, Word] = {}
    block = field.value if header and (field := header.field("ROUND")) else None
    for entry in block.fields if isinstance(block, Block) else ():
        for key in entry.keys:
            if isinstance(key, Word):
                if key.word in places:
                    problems.add("K202", key.place, "rounding", [Label(places[key.word].place, "first")])
                places[key.word] = key
                found[key.word] = rounding_rule(entry.value, problems)
    return found


def rounding_rule(node: Node | None, problems: Problems) -> RoundingRule | None:
    """A ROUNDING form as a rule, without a mode where only digits are written; ``不取舍`` is None."""
    match node:
        case Number(place=place):
            return RoundingRule(whole(node, "whole", problems), "", place)
        case Form("ROUNDING") if isinstance(digits := node.get("digits"), Number):
            mode = node.get("mode")
            return RoundingRule(
                whole(digits, "whole", problems), mode.word if isinstance(mode, Word) else "", node.place
            )
        case _:
            return None


def _reweight_within(declarations: list[Declaration]) -> str:
    for declaration in declarations:
        field = declaration.field("REWEIGHT_RANGE") if declaration.word == "DEFAULTS" else None
        if field and isinstance(field.value, Word):
            return field.value.word
    return "GROUP"


def _unmentioned(
    departments: tuple[Department, ...], sets: dict[str, tuple[str, ...]], scopes: Scopes
) -> Iterator[Unmentioned]:
    """What was declared and never looked up, by none of its names; asked when everything has been read."""
    for department in departments:
        if not scopes.departments.used & {department.name, *department.aliases}:
            yield Unmentioned("department", department.name, department.place)
    for name in sets:
        if name not in scopes.classes.used:
            yield Unmentioned("class_set", name, scopes.classes.place_of(name))
