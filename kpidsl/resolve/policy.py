"""The linked policy: declarations with their names looked up, per indicator and per class.

Classes are always single classes: sets have been spread out. Numbers are exact; weights are fractions of 1. Expressions
are still tree expressions. Rules that the author left out are None, so that ``check`` can ask for them.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import field

from kpidsl.resolve.cycle import Cycle
from kpidsl.resolve.declared import Declared
from kpidsl.source import Span
from kpidsl.syntax.tree import Expr, Field, Form, Items, Name, Number, Ref
from kpidsl.values import frozen


@frozen
class Department:
    """An office that appraises."""

    name: str
    aliases: tuple[str, ...]
    place: Span


@frozen
class UnitClass:
    """A class of appraised units (单位分类)."""

    name: str
    place: Span


@frozen
class Link:
    """A relation from units of some classes to one unit of other classes each (对应关系)."""

    name: str
    ends: Mapping[str, tuple[str, ...]]
    place: Span


@frozen
class RoundingRule:
    """Digits and mode of one place of the calculation; ``mode`` is the grammar's word."""

    digits: int
    mode: str
    place: Span


@frozen
class Datum:
    """A figure to be reported (填报数据) for a family.

    ``kind`` is ``number``, ``ordinal`` or ``yes_no``. ``unit`` is a key of units.toml; ``low``, ``high``, ``step`` are in
    written units; ``decimals`` counts written decimals; ``levels`` best first.
    """

    family: str
    name: str
    kind: str
    unit: str
    low: Fraction
    high: Fraction
    decimals: int
    step: Fraction | None
    levels: tuple[str, ...]
    place: Span


@frozen
class LogColumn:
    """A column of a log: as a `Datum`; ``kind`` may also be ``date``, ``label`` (a closed list in ``levels``) or ``text``.

    ``default`` is what a blank cell holds, in written units. ``rising`` where the author wrote the worst level first.
    """

    name: str
    kind: str
    unit: str
    low: Fraction
    high: Fraction
    decimals: int
    step: Fraction | None
    levels: tuple[str, ...]
    default: Fraction | None
    place: Span


@frozen
class LogTable:
    """台账: records of which a unit may have any number.

    ``dated`` is the date column that says which month a record belongs to, empty where all are of the month appraised;
    ``event`` the column whose equal values make records one event; ``classes`` those that may have records; ``most`` how many
    records a unit may have in a month.
    """

    name: str
    columns: tuple[LogColumn, ...]
    dated: str
    event: str
    classes: tuple[str, ...]
    owner: str
    most: int
    clause: str
    place: Span

    def column(self, name: str) -> LogColumn | None:
        """The column of that name."""
        return next((column for column in self.columns if column.name == name), None)


@frozen
class Formula:
    """A derived value (计算公式); ``zero`` and ``negative`` are the words said for such denominators, or None.

    ``earlier`` is what is said for periods without an earlier one: a word, or an expression that stands in for the value.
    """

    family: str
    name: str
    expr: Expr
    zero: str | None
    negative: str | None
    rounding: RoundingRule | None
    place: Span
    empty: str | None = None
    """The word said for a figure over records where there are none (无记录)."""
    earlier: str | Expr | None = None
    alone: str | None = None
    """The word said for a figure over units where none counts (没有单位)."""


@frozen
class Target:
    """What shall be reached (目标值), for some classes."""

    classes: tuple[str, ...]
    expr: Expr
    place: Span


@frozen
class Applied:
    """A form of the policy's own put into a rule: its name, where it is applied and where it is defined.

    ``given`` holds the parameters that state a unit, with its key and the argument.
    """

    name: str
    place: Span
    definition: Span
    given: tuple[tuple[Name, str, Expr], ...]


@frozen
class Scoring:
    """How a mark is found (计分办法), for some classes; ``applied`` are the forms of the policy's own that it is made with."""

    classes: tuple[str, ...]
    forms: tuple[Form, ...]
    place: Span
    applied: tuple[Applied, ...] = ()


@frozen
class FullMark:
    """The mark that is the best there is on an indicator (满分), in points."""

    value: Fraction
    place: Span


@frozen
class Choice:
    """A rule that is one word, or a form with slots, at its place."""

    word: str
    argument: str
    place: Span


@frozen
class Leaf:
    """An indicator that carries a mark: a plain one, or a part (二级指标) of a family."""

    key: str
    family: str
    name: str
    appraisers: Mapping[str, str]
    scoring: tuple[Scoring, ...]
    unreported: Choice | None
    not_applicable: Choice | None
    self_appraisal: Choice | None
    place: Span
    full: Mapping[str, FullMark] = field(factory=dict)
    """The leaf's own full mark by class; classes that are not there have none of their own."""


@frozen
class Family:
    """An indicator as declared: its data, formulas and targets, and the leaves that carry its marks.

    ``applies`` are the classes that 适用于 names, None where it is not written.
    """

    name: str
    leaves: tuple[str, ...]
    data: tuple[Datum, ...]
    formulas: tuple[Formula, ...]
    targets: tuple[Target, ...]
    lead: Mapping[str, str]
    source: str
    clause: str
    place: Span
    applies: tuple[str, ...] | None = None
    word: str = "INDICATOR"
    """What it was declared as: INDICATOR, FIGURES, BONUS, MALUS or ADJUSTMENT."""
    yearly: Span | None = None
    """Where it says that it is reported once a year (考核周期：年度); None where it does not."""
    direction: Choice | None = None
    """What its author says of it (方向): MORE_IS_BETTER, LESS_IS_BETTER or IN_RANGE."""


@frozen
class Extra:
    """What a bonus (加分项) or malus (减分项) is beside a leaf: ``kind`` is the kind it is capped with (类别), or empty."""

    leaf: Leaf
    adds: bool
    classes: tuple[str, ...]
    kind: str
    word: str = "BONUS"
    """BONUS, MALUS or ADJUSTMENT (领导调整), which adds or takes."""


@frozen
class Extras:
    """How far bonuses and maluses go together (加减分合计): by word BONUS_SUM or MALUS_SUM or by kind; None is unlimited.

    ``low`` and ``high`` bound the total after them, None where nothing is said.
    """

    most: Mapping[str, Fraction | None]
    places: Mapping[str, Span]
    low: Fraction | None
    high: Fraction | None
    total: Span | None
    """Where the bounds of the total stand."""


@frozen
class Coefficient:
    """难度系数: what totals of some classes are multiplied by (stage 10)."""

    name: str
    classes: tuple[str, ...]
    expr: Expr
    clause: str
    place: Span


@frozen
class Weight:
    """A cell of a weight table: a fraction of 1, or None for ``—`` (the class is not appraised)."""

    value: Fraction | None
    place: Span


@frozen
class Column:
    """The printed total (合计) of one class column."""

    unit_class: str
    value: Fraction
    place: Span


@frozen
class WeightTable:
    """The weight table: row (a family or a leaf) → class → weight, with printed totals.

    ``place`` is the word or name that introduces it, ``area`` all of its rows. ``in_points``: the cells are points of the total,
    else percentages.
    """

    rows: Mapping[str, Mapping[str, Weight]]
    row_places: Mapping[str, Span]
    column_places: Mapping[str, Span]
    totals: tuple[Column, ...]
    place: Span
    area: Span
    in_points: bool = False


@frozen
class Split:
    """The weights of a family's parts; ``of`` is ``OF_TOTAL``, ``OF_PART`` or None where not said."""

    family: str
    of: str | None
    table: WeightTable


@frozen
class LookupKey:
    """By what a lookup table is read: ``word`` is CLASSES, UNIT, MONTH_NUMBER, QUARTER, VALUE, or OF with the figure ``of``."""

    word: str
    of: Ref | None
    place: Span


@frozen
class LookupCells:
    """What a row or column of a lookup table is for: names, months or levels, a range of values, or the rest."""

    names: tuple[str, ...]
    band: Form | None
    is_rest: bool
    place: Span


@frozen
class LookupCell:
    """A number of a lookup table; None for ``—``."""

    number: Number | None
    place: Span


@frozen
class Lookup:
    """A lookup table (对照表): by one key (rows), or two (rows and columns; ``columns`` is empty for one)."""

    name: str
    keys: tuple[LookupKey, ...]
    rows: tuple[LookupCells, ...]
    columns: tuple[LookupCells, ...]
    numbers: tuple[tuple[LookupCell, ...], ...]
    place: Span
    area: Span


@frozen
class Effect:
    """What a veto does. ``target``: a grade scale's name, ``TOTAL``, ``COMPOSITE_SCORE`` or ``MARK``; ``leaf`` for a mark.

    ``value`` is points, ``grade`` a label; ``cap`` limits instead of setting; ``lowers``: the next lower grade, whichever that is;
    ``ungraded``: none.
    """

    target: str
    leaf: str
    value: Fraction | None
    grade: str
    cap: bool
    place: Span
    lowers: bool = False
    ungraded: bool = False


@frozen
class Veto:
    """一票否决: what sets it off and what follows; None or empty where the author did not say.

    ``word`` is VETO, or what else a case may bring: UNGRADED (不定等次) or NOT_ASSESSED (不参加考核), which is about the unit
    itself and the period, and has no effects but that.
    """

    name: str
    classes: tuple[str, ...] | None
    when: tuple[Expr, ...]
    effects: tuple[Effect, ...]
    scope: tuple[str, ...]
    after: str | None
    lasts: Choice | None
    ranking: str | None
    fail_places: str | None
    clause: str
    provisional: str
    place: Span
    fields: Mapping[str, Field] = field(factory=dict)
    word: str = "VETO"

    @property
    def column(self) -> str:
        """The column that says whether it reaches the unit."""
        return f"{'veto' if self.word == 'VETO' else self.word.lower()}:{self.name}"


@frozen
class Composite:
    """综合得分 of some classes; ``no_link`` is ``STOP``, an expression, or None where not said."""

    classes: tuple[str, ...]
    expr: Expr
    no_link: Mapping[str, str | Expr]
    clause: str
    place: Span
    alone: str | Expr | None = None
    """What counts where a figure over units has none (没有单位): ``STOP`` or an expression."""


@frozen
class Pay:
    """兑现: an amount of money of each unit of some classes, or its part of a pool; None where the author did not say.

    ``among`` is the population that shares the pool, ``remainder`` who gets what rounding leaves over.
    """

    name: str
    classes: tuple[str, ...]
    amount: Expr | None
    pool: Expr | None
    shares: Expr | None
    among: Form | None
    remainder: str | None
    rounding: RoundingRule | None
    clause: str
    place: Span


@frozen
class Band:
    """One grade of a scale and where it lies: a form TOP, BETWEEN, BOTTOM (rank) or INTERVAL (score)."""

    grade: str
    form: Form
    place: Span
    also: Expr | None = None
    """What must hold besides; where it does not, the next grade that fits is given."""


@frozen
class RankGroup:
    """Classes that are ranked together."""

    name: str
    classes: tuple[str, ...]
    place: Span


@frozen
class Overall:
    """各组合计: a limit on one grade over all groups of a scale, and who falls to the next grade beyond it (``CUT_BY_…``)."""

    grade: str
    quota: Form
    way: str
    place: Span


@frozen
class GradeScale:
    """等次: by rank within groups, or by score; grades best first."""

    name: str
    by_score: bool
    bands: tuple[Band, ...]
    groups: tuple[RankGroup, ...]
    not_ranked: tuple[str, ...]
    classes: tuple[str, ...]
    places: Choice | None
    ties: Choice | None
    tie_keys: tuple[Expr, ...]
    small: Choice | None
    small_size: int
    clause: str
    place: Span
    overall: tuple[Overall, ...] = ()

    @property
    def grades(self) -> tuple[str, ...]:
        """The labels, best first."""
        return tuple(band.grade for band in self.bands)


@frozen
class Ensure:
    """确保: a statement about weights that must hold for each class."""

    classes: tuple[str, ...]
    expr: Expr
    place: Span


@frozen
class Always:
    """任何情况下：若 …，则 …"""

    if_: Expr
    then: Expr
    place: Span


@frozen
class AnnualRule:
    """The year's score of some classes; ``missing`` says what a period without a score does, None where nothing is said."""

    classes: tuple[str, ...]
    expr: Expr
    missing: str | None
    place: Span


@frozen
class Annual:
    """年度得分: how the year's score comes from that of its periods, and the scales that grade the year."""

    rules: tuple[AnnualRule, ...]
    place: Span
    grades: tuple[GradeScale, ...] = ()


@frozen
class OtherUnit:
    """A unit that an example is ranked with: its composite as written, and the veto that reached it or nothing."""

    score: Expr
    veto: str
    place: Span


@frozen
class PeerUnit:
    """Another unit of an example, with its class and what it has."""

    unit: str
    unit_class: str
    given: tuple[Expr, ...]
    others_full: bool
    place: Span


@frozen
class Example:
    """示例: one unit, what is given, what shall come out; ``others`` is None where nothing is said of its rank group."""

    name: str
    unit: str
    unit_class: str
    linked: tuple[Expr, ...]
    given: tuple[Expr, ...]
    others_full: bool
    expect: tuple[Expr, ...]
    others: tuple[OtherUnit, ...] | None
    place: Span
    records: tuple[tuple[Name, Items, Span], ...] = ()
    """Records of logs: the log, its cells, the place."""
    peers: tuple[PeerUnit, ...] | None = None
    """The other units of the month, None where the example is of one unit alone."""


@frozen
class Completion:
    """Something the author settled where the source is silent (暂定): ``word``, the rule, of ``subject``; either may be empty."""

    subject: str
    word: str
    reason: str
    place: Span


@frozen
class Unmentioned:
    """A ``department`` or ``class_set`` that is declared and never named again."""

    kind: str
    name: str
    place: Span


@frozen
class Policy:
    """The whole regulation; ``stated`` holds the words of the header's fields that the author wrote, and where."""

    name: str
    version: str
    effective: str
    expires: str
    cycle: Cycle
    """Its periods; of no kind where the head does not say (K208)."""
    full: Fraction
    rounding: Mapping[str, RoundingRule | None]
    departments: tuple[Department, ...]
    classes: tuple[UnitClass, ...]
    class_sets: Mapping[str, tuple[str, ...]]
    links: tuple[Link, ...]
    logs: tuple[LogTable, ...]
    families: tuple[Family, ...]
    aside: tuple[Family, ...]
    """Families that carry no weight: of bonuses and maluses, and of figures (基础数据)."""
    leaves: tuple[Leaf, ...]
    extras: tuple[Extra, ...]
    extras_together: Extras
    coefficients: tuple[Coefficient, ...]
    weights: WeightTable | None
    splits: tuple[Split, ...]
    reweight_within: str
    vetoes: tuple[Veto, ...]
    composites: tuple[Composite, ...]
    grades: tuple[GradeScale, ...]
    ensures: tuple[Ensure, ...]
    always: tuple[Always, ...]
    annual: Annual | None
    examples: tuple[Example, ...]
    declared: Declared
    completions: tuple[Completion, ...]
    stated: Mapping[str, Span]
    unmentioned: tuple[Unmentioned, ...]
    place: Span
    lookups: tuple[Lookup, ...] = ()
    pays: tuple[Pay, ...] = ()
    shared: frozenset[str] = frozenset()
    """The files that were imported: what they declare for others and this policy does not use is no mistake."""

    @property
    def period(self) -> str:
        """The word of the appraisal period, empty where the head does not say."""
        return self.cycle.word

    @property
    def class_names(self) -> tuple[str, ...]:
        """All classes in the order of declaration."""
        return tuple(unit_class.name for unit_class in self.classes)

    @property
    def only_composed(self) -> tuple[str, ...]:
        """Classes that have a composite and no weights, and so no total: their score is made of others'."""
        weighed = self.weights.column_places if self.weights else {}
        composed = {name for composite in self.composites for name in composite.classes}
        return tuple(name for name in self.class_names if name in composed and name not in weighed)

    def family(self, name: str) -> Family:
        """The family of that name."""
        return next(family for family in self.all_families if family.name == name)

    def family_of(self, leaf: str) -> str:
        """The name of the family of a leaf."""
        return next(one.family for one in self.all_leaves if one.key == leaf)

    def log(self, name: str) -> LogTable | None:
        """The log of that name."""
        return next((log for log in self.logs if log.name == name), None)

    def leaves_of(self, family: str) -> Iterator[Leaf]:
        """The leaves of a family, in order."""
        return (leaf for leaf in self.all_leaves if leaf.family == family)

    @property
    def all_families(self) -> tuple[Family, ...]:
        """The weighed families, then those aside."""
        return (*self.families, *self.aside)

    @property
    def all_leaves(self) -> tuple[Leaf, ...]:
        """The weighed leaves, then those of bonuses and maluses."""
        return (*self.leaves, *(extra.leaf for extra in self.extras))

    def extra(self, leaf: str) -> Extra | None:
        """The bonus or malus whose leaf has that key."""
        return next((extra for extra in self.extras if extra.leaf.key == leaf), None)

    @property
    def exclusions(self) -> tuple[Veto, ...]:
        """Who is not graded or not assessed at all."""
        return tuple(veto for veto in self.vetoes if veto.word != "VETO")

    def lookup(self, name: str) -> Lookup | None:
        """The lookup table of that name."""
        return next((lookup for lookup in self.lookups if lookup.name == name), None)

    def scale(self, name: str) -> GradeScale | None:
        """The grade scale of that name."""
        return next((scale for scale in self.grades if scale.name == name), None)
