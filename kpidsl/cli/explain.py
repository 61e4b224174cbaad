"""``kpidsl explain K301``: the page of a message code."""

import click

from kpidsl.cli import streams
from kpidsl.cli.commands import Command, text
from kpidsl.cli.exits import Exit
from kpidsl.cli.session import Session, failed
from kpidsl.diagnostics import Lang, catalogue
from kpidsl.diagnostics.wording import severity_word

_EXAMPLE: dict[Lang, dict[str, str]] = {
    "zh": {},
    "en": {"kpi bad": "Wrong:", "kpi good": "Right:"},
}
_SEVERITY: dict[Lang, str] = {"zh": "（{severity}）", "en": "({severity})"}


def _explain(session: Session, code: str) -> Exit:
    asked = code.strip().strip("[]").upper()
    page = catalogue.page(asked)
    if page is None:
        codes = catalogue.codes()
        family = [known for known in codes if known[:2] == asked[:2]]
        raise failed(Exit.USAGE, "K596", None, code=code, codes=" ".join(family or codes))
    streams.write(_article(page, session.lang) + "\n")
    return Exit.OK


def _article(page: catalogue.Page, lang: Lang) -> str:
    """The article, with the examples where the English one leaves them to the Chinese."""
    parts = [page.articles[lang]]
    examples = catalogue.examples(page.articles["zh"])
    if not catalogue.examples(parts[0]):
        parts += [f"{_EXAMPLE[lang].get(info, info)}\n\n{body.rstrip()}" for info, body in examples]
    parts.append(_SEVERITY[lang].format(severity=severity_word(page.severity, lang)))
    return "\n\n".join(parts)


command = Command(
    "explain",
    callback=click.pass_obj(_explain),
    params=[click.Argument(["code"], metavar="CODE")],
    words=text(
        "显示一个代码的说明：什么不对，为什么，怎样写才对。",
        "Show the page of a code: what is wrong, why, and what is right.",
    ),
)
