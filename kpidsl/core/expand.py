"""Every form becomes typed expressions.

Takes a linked policy; gives its ``Core``: derived values, marks per leaf and class, targets, veto triggers, composites,
tie keys and statements. Order: data, then formulas, then marks, then what is built on them. What cannot be elaborated is
reported and left out.
"""

from collections import ChainMap
from collections.abc import Mapping

from attrs import evolve

from kpidsl.core import dimensions as dim
from kpidsl.core import examples
from kpidsl.core import expr as e
from kpidsl.core.annual import annual_values, year_cases
from kpidsl.core.calls import TRUTHS, called, records
from kpidsl.core.dependencies import formulas_in_order, leaves_in_order
from kpidsl.core.elaborate import Elaborator
from kpidsl.core.guards import guards_of, refuse_open_quotients, without_units
from kpidsl.core.history import announce, bounded, reads_itself, refuse_earlier, settled
from kpidsl.core.marks import KNOWN, MarkMaker
from kpidsl.core.names import APPLYING, COMPOSITE, DATA, GRADE, LINKED, MARK, POINTS, TOTAL, Meaning, Names
from kpidsl.core.pay import pay_rule
from kpidsl.core.program import Core, Derived, PayRule, TargetRule
from kpidsl.core.rates import rates
from kpidsl.core.shares import has_no_end
from kpidsl.core.types import FLAG, Decimal, Ordinal, Type, type_of
from kpidsl.core.weighing import all_weights, full_marks
from kpidsl.core.wording import plain, unit_words
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import (
    Coefficient,
    Composite,
    Datum,
    Family,
    Formula,
    GradeScale,
    Pay,
    Policy,
    Veto,
)
from kpidsl.syntax.derived_units import is_derived
from kpidsl.syntax.tree import Expr
from kpidsl.values import define

OWN = DATA + MARK + POINTS + TOTAL + COMPOSITE + GRADE
"""What vetoes and statements may read: everything of the unit itself, not the scores of a linked one."""


def expand(policy: Policy, problems: Problems) -> Core:
    """The core program of ``policy``."""
    names = Names(policy, problems)
    builder = _Builder(
        policy, problems, Elaborator(policy, problems, names, called, TRUTHS), all_weights(policy), full_marks(policy)
    )
    builder.types.update(KNOWN)
    for family in policy.all_families:
        builder.data(family)
        names.fulls[family.name] = builder.only_full(family.leaves)
    for log in policy.logs:
        records.declare(log, builder.elaborator)
    for formula in formulas_in_order(policy, names, problems):
        builder.formula(formula)
    for leaf in leaves_in_order(policy, names, problems):
        builder.leaf(leaf)
    known_rates = rates(policy, builder.weights, builder.fulls) if policy.weights else {}
    states: dict[str, Type] = {f"state:{leaf.key}": FLAG for leaf in policy.leaves}
    known: ChainMap[str, Type] = ChainMap(builder.types, states)
    for key, rate in known_rates.items():
        if all(column in known for column in e.columns_of(rate)):
            builder.types[key] = type_of(rate, known)
    targets = {family.name: builder.targets(family) for family in policy.all_families}
    vetoes = tuple(builder.trigger(veto) for veto in policy.vetoes)
    composites = tuple(builder.composite(composite) for composite in policy.composites)
    pays = tuple(builder.pay(pay) for pay in policy.pays)
    annual = annual_values(builder.elaborator)
    annual_cases = year_cases(builder.elaborator)
    return Core(
        derived=tuple(builder.derived.values()),
        marks=builder.marks,
        entered=builder.entered,
        targets=targets,
        coefficients=tuple(builder.coefficient(one) for one in policy.coefficients),
        vetoes=vetoes,
        composites=composites,
        tie_keys={
            scale.name: builder.tie_keys(scale)
            for scale in (*policy.grades, *(policy.annual.grades if policy.annual else ()))
        },
        bands={scale.name: builder.bands(scale) for scale in policy.grades},
        always=tuple(builder.always()),
        examples=examples.cases(policy, builder.elaborator, builder.entered),
        aggregates=tuple(builder.elaborator.aggregates.values()),
        preceding=tuple(builder.elaborator.preceding.values()),
        pays=pays,
        rates={key: rate for key, rate in known_rates.items() if key in names.used},
        annual=annual,
        annual_cases=annual_cases,
        placings=tuple(builder.elaborator.placings.values()),
        used=frozenset(names.used),
        types=builder.elaborator.types,
    )


@define
class _Builder(MarkMaker):
    """Makes what marks are made of, and what is built on them."""

    def data(self, family: Family) -> None:
        """Registers the data of a family with their types."""
        for datum in family.data:
            if datum.kind == "text":  # K642 was said
                self.elaborator.names.unreadable.add(f"{family.name}·{datum.name}")
                continue
            key = f"data:{family.name}·{datum.name}"
            self.types[key] = datum_type(datum)
            dimension = None if datum.levels else dim.measure(datum.unit).dimension
            ordered = datum.kind != "label"
            meaning = Meaning(DATA, key, dimension, datum.levels, unit=datum.unit, ordered=ordered)
            self.elaborator.names.data(family.name, datum.name, meaning)

    def formula(self, formula: Formula) -> None:
        """Elaborates one formula and registers its value."""
        key = f"value:{formula.family}·{formula.name}"
        self.elaborator.classes = self.weighed_family(formula.family)
        repeats = reads_itself(formula, self.elaborator.names)
        known = not repeats or announce(formula, key, self.elaborator)
        self.elaborator.announced = key if repeats else ""
        value = self.elaborator.quantity(formula.expr, formula.family, DATA) if known else None
        if value is None:
            self.elaborator.names.unreadable.add(f"{formula.family}·{formula.name}")
            self.elaborator.absences.clear()
            return
        expr, first = settled(formula, value, self.elaborator)
        own = guards_of(expr, formula, self.policy, self.types, self.problems, self.elaborator.aggregates)
        read = [self.derived[column] for column in sorted(e.columns_of(expr)) if column in self.derived]
        inherited = [guard for value_read in read for guard in value_read.guards]
        if formula.rounding and formula.rounding.mode:
            expr = evolve(value, expr=expr).rounded(formula.rounding.digits, e.Rounding(formula.rounding.mode))
        if repeats and not bounded(formula, key, expr, self.elaborator):
            self.elaborator.names.unreadable.add(f"{formula.family}·{formula.name}")
            return
        self.types[key] = type_of(expr, self.types)
        if has_no_end(expr, self.types, self.elaborator.endless):
            self.elaborator.endless.add(key)
        self.derived[key] = Derived(key, expr, (*inherited, *first, *own), formula, value.read_in)
        derived = value.read_in if is_derived(value.read_in) or value.dimension == dim.TIME else ""
        self.elaborator.names.data(formula.family, formula.name, Meaning(DATA, key, value.dimension, unit=derived))

    def targets(self, family: Family) -> tuple[TargetRule, ...]:
        """Whether each target of a family is met."""
        found = []
        for target in family.targets:
            weighed = self.weighed_family(family.name)
            self.elaborator.classes = tuple(name for name in weighed if name in target.classes) or target.classes
            met = self.elaborator.truth(target.expr, family.name, DATA)
            refuse_earlier(self.elaborator)
            if met is not None:
                found.append(TargetRule(target.classes, met, self.needs(met)[0], target.place))
        return tuple(found)

    def trigger(self, veto: Veto) -> e.Expr:
        """Any of the cases of a veto; one that could not be read is neither true nor false."""
        known = OWN if veto.word == "VETO" else DATA + APPLYING
        self.elaborator.gathered = DATA
        self.elaborator.classes = veto.classes or self.policy.class_names
        parts = [self.elaborator.truth(expr, "", known) for expr in veto.when]
        self.elaborator.absences.clear()
        self.elaborator.gathered = ""
        return e.any_of(*(e.Null() if part is None else part for part in parts))

    def bands(self, scale: GradeScale) -> tuple[e.Expr, ...]:
        """What each grade demands besides its band; what could not be read demands what never holds."""
        found = []
        for band in scale.bands:
            truth = (
                e.TRUE
                if band.also is None
                else self.elaborator.truth(band.also, "", DATA + MARK + POINTS + TOTAL + COMPOSITE)
            )
            found.append(e.FALSE if truth is None else truth)
        return tuple(found)

    def coefficient(self, coefficient: Coefficient) -> e.Expr:
        """A number without a unit, never below 0; 1 in place of what was reported."""
        value = self.elaborator.quantity(coefficient.expr, "", DATA + MARK + POINTS)
        if value is None:
            return e.ONE
        if value.dimension not in (None, dim.RATIO):
            variant = "bare" if value.dimension == dim.measure("").dimension else ""
            self.problems.add("K667", coefficient.expr.place, variant, (), **unit_words("unit", value.dimension))
            return e.ONE
        refuse_open_quotients(value.expr, coefficient.expr.place, self.types, self.problems, self.elaborator.aggregates)
        if e.columns_of(value.expr) <= self.types.keys():
            low, high = self.elaborator.interval(value.expr)
            if low < 0:
                self.problems.add("K667", coefficient.expr.place, "negative", (), low=plain(low))
            elif high == 0:
                self.problems.add("K667", coefficient.expr.place, "zero")
        return value.expr

    def pay(self, pay: Pay) -> PayRule | None:
        """What is paid, known after grades."""
        rule = pay_rule(pay, self.elaborator, OWN)
        refuse_earlier(self.elaborator)
        return rule

    def composite(self, composite: Composite) -> tuple[e.Expr, Mapping[str, e.Expr]]:
        """The formula, and what stands in for it without a linked unit."""
        kinds = DATA + MARK + POINTS + TOTAL + LINKED
        self.elaborator.classes = composite.classes
        formula = self._points(composite.expr, kinds, composite)
        instead = {
            link: self._points(expr, DATA + MARK + POINTS + TOTAL)
            for link, expr in composite.no_link.items()
            if not isinstance(expr, str)
        }
        if composite.alone is not None and not isinstance(composite.alone, str):
            instead[""] = self._points(composite.alone, DATA + MARK + POINTS + TOTAL)
        return formula, instead

    def _points(self, written: Expr, kinds: str, composite: Composite | None = None) -> e.Expr:
        value = self.elaborator.quantity(written, "", kinds)
        refuse_earlier(self.elaborator)
        if value is None:
            return e.Null()
        if value.dimension != dim.POINTS:
            variant = "composite_bare" if value.dimension is None else "composite"
            self.problems.add("K346", written.place, variant, (), **unit_words("unit", value.dimension))
        aggregates, classes = self.elaborator.aggregates, self.policy.class_names
        if composite is not None:
            if composite.alone is None and any(True for _ in without_units(value.expr, aggregates, classes)):
                self.problems.add("K701", composite.place, "composite", (), **listed("classes", composite.classes))
            classes = ()
        refuse_open_quotients(value.expr, written.place, self.types, self.problems, aggregates, classes)
        return value.expr

    def tie_keys(self, scale: GradeScale) -> tuple[str, ...]:
        """The columns that break ties, in turn."""
        found = []
        for written in scale.tie_keys:
            value = self.elaborator.quantity(written, "", DATA + MARK + POINTS + TOTAL + COMPOSITE)
            match value.expr if value else None:
                case e.Col(key):
                    found.append(key)
                case None:
                    pass
                case _:
                    self.problems.add("K350", written.place)
        return tuple(found)

    def always(self) -> list[tuple[e.Expr, e.Expr]]:
        """The statements that must hold in every month."""
        found = []
        self.elaborator.classes = self.policy.class_names
        for statement in self.policy.always:
            condition = self.elaborator.truth(statement.if_, "", OWN)
            then = self.elaborator.truth(statement.then, "", OWN)
            self.elaborator.absences.clear()
            if condition is not None and then is not None:
                found.append((condition, then))
        return found


def datum_type(datum: Datum) -> Type:
    """The type of a reported datum, in base units."""
    if datum.levels:
        return Ordinal(datum.levels)
    scale = dim.measure(datum.unit).scale
    digits = e.decimal_digits(scale / 10**datum.decimals)
    if digits is None:  # K641 was said
        digits = datum.decimals
    return Decimal(digits, datum.low * scale, datum.high * scale)
