"""Rules that are made with forms of the policy's own: units of what is given, and findings told where a form is applied.

Takes a rule and its marking; gives the mark. What is wrong within a definition is wrong for what is given to it here, so the
finding points to the application and shows the place in the definition (K660).
"""

from attrs import evolve

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core import forms
from kpidsl.core.forms.marking import Marking
from kpidsl.core.wording import unit_words
from kpidsl.diagnostics import Label, Problems, catalogue
from kpidsl.diagnostics.bilingual import both
from kpidsl.diagnostics.diagnostic import Diagnostic
from kpidsl.resolve.policy import Applied, Scoring
from kpidsl.source import Span


def marked(scoring: Scoring, marking: Marking) -> e.Expr | None:
    """The mark of a rule; nothing after reporting why there is none."""
    if not scoring.forms:
        return None  # what is applied was reported
    if not scoring.applied:
        return forms.mark(scoring, marking)
    found, elaborator = Problems(), marking.elaborator
    own = evolve(elaborator, problems=found, names=evolve(elaborator.names, problems=found))
    inner = evolve(marking, elaborator=own)
    fits = [_fits(applied, inner) for applied in scoring.applied]
    expr = forms.mark(scoring, inner) if all(fits) else None
    elaborator.read_by_class |= own.read_by_class
    for one in found:
        _tell(one, scoring.applied, marking.problems)
    return expr


def _tell(found: Diagnostic, uses: tuple[Applied, ...], problems: Problems) -> None:
    for applied in uses:
        inside, place = applied.definition, found.place
        if not isinstance(place, Span) or catalogue.severity(found.code) != "error":
            continue
        if inside.file == place.file and inside.start <= place.start < inside.end:
            said = (catalogue.message(found.code, lang, found.variant, found.args) for lang in catalogue.LANGS)
            help_ = (catalogue.help_text(found.code, lang, found.variant, found.args) for lang in catalogue.LANGS)
            words = {**both("said", *said), **both("help", *help_)}
            label = [Label(place, "found")]
            problems.add("K660", applied.place, "", label, name=applied.name, code=found.code, **words)
            return
    problems.extend([found])


def _fits(applied: Applied, marking: Marking) -> bool:
    """Whether what is given has the unit that each parameter states (K661)."""
    fits = True
    for parameter, unit, arg in applied.given:
        value, wanted = marking.quantity(arg), dim.measure(unit).dimension
        if value is None or value.dimension == wanted or (value.dimension is None and wanted != dim.RATIO):
            continue
        words = {**unit_words("wanted", wanted, unit), **unit_words("unit", value.dimension, value.unit)}
        label = [Label(parameter.place, "parameter")]
        marking.problems.add("K661", arg.place, "unit", label, name=parameter.text, **words)
        fits = False
    return fits
