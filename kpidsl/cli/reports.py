"""Documents that a run of ``check`` writes as a whole, for servers: SARIF and JUnit.

Takes what was found and what came of each policy; gives text. Never prints.
"""

from collections.abc import Iterable, Sequence

from kpidsl.diagnostics import Diagnostic, Lang
from kpidsl.diagnostics.batch import Batch, Verdict
from kpidsl.diagnostics.catalogue import title
from kpidsl.diagnostics.places import short_place
from kpidsl.diagnostics.texts import held_text, said
from kpidsl.render.junit import Case, Suite, junit


def document(form: str, batches: Sequence[Batch], verdicts: Sequence[Verdict], lang: Lang, version: str) -> str:
    """The document of a form, ``sarif`` or ``junit``, in ASCII: so it reads the same from every console."""
    if form == "junit":
        return (
            junit(_suites(batches, verdicts, lang)).decode("utf-8").encode("ascii", "xmlcharrefreplace").decode("ascii")
        )
    from kpidsl.diagnostics.render_sarif import render_sarif

    return render_sarif(batches, verdicts, lang, version)


def _suites(batches: Sequence[Batch], verdicts: Sequence[Verdict], lang: Lang) -> Iterable[Suite]:
    """A policy is a suite: what was found are its cases, of which errors fail, and what holds are cases that pass.

    What is about no policy, a file that cannot be read for one, is a suite of its own.
    """
    told = {one for verdict in verdicts for one in verdict.found}
    rest = [(one, batch) for batch in batches for one in batch.found if one not in told]
    if rest:
        yield Suite("kpidsl", tuple(_case(one, batch, lang) for one, batch in rest))
    for verdict in verdicts:
        batch = Batch(verdict.found, verdict.sources)
        found = tuple(_case(one, batch, lang) for one in verdict.found)
        held = tuple(Case(f"{one.code} {held_text(one, lang)}") for one in verdict.held)
        yield Suite(verdict.file, (*found, *held))


def _case(finding: Diagnostic, batch: Batch, lang: Lang) -> Case:
    from kpidsl.diagnostics.render_text import render_text

    place = short_place(finding.place, batch.sources) if finding.place else ""
    name = " ".join(filter(None, [finding.code, title(finding.code, lang), place]))
    text = render_text([finding], batch.sources, lang, headings=batch.headings)
    if finding.severity == "error":
        return Case(name, ((said(finding, lang).message, text),))
    return Case(name, (), text)
