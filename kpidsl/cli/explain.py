"""``kpidsl explain K301``: the pages of message codes."""

import click

from kpidsl.cli import streams
from kpidsl.cli.commands import Command, text
from kpidsl.cli.exits import Exit
from kpidsl.cli.session import CommandError, Session
from kpidsl.diagnostics import Diagnostic, Lang, catalogue
from kpidsl.diagnostics.bilingual import both, listed
from kpidsl.diagnostics.catalogue import LANGS
from kpidsl.diagnostics.wording import severity_word

_EXAMPLE: dict[Lang, dict[str, str]] = {
    "zh": {},
    "en": {"kpi bad": "Wrong:", "kpi good": "Right:"},
}
_SEVERITY: dict[Lang, str] = {"zh": "（{severity}）", "en": "({severity})"}


_MOST = 10
"""Codes that are named in place of an unknown one."""


def _explain(session: Session, codes: tuple[str, ...]) -> Exit:
    """The pages of the codes there are, in the order asked for; those there are not are an error."""
    asked = {code: catalogue.page(code.strip().strip("[]【】").upper()) for code in codes}
    pages = {page.code: page for page in asked.values() if page}
    articles = [_article(page, session.lang) for page in pages.values()]
    streams.write("\n\n".join(articles) + "\n" * bool(articles))
    unknown = [_unknown(code) for code, page in asked.items() if page is None]
    if unknown:
        raise CommandError(Exit.USAGE, unknown)
    return Exit.OK


def _unknown(code: str) -> Diagnostic:
    """Names the codes that begin as it does, or, for a word, those whose title holds it."""
    known, start = catalogue.codes(), code.strip().strip("[]【】").upper()[:3]
    near = [other for other in known if other.startswith(start)] if start[:1] == "K" else []
    if near:
        return Diagnostic("K596", None, "near", (), {"code": code, **listed("codes", near[:_MOST])})
    titled = [
        other for other in known if any(code.casefold() in catalogue.title(other, lang).casefold() for lang in LANGS)
    ]
    if not titled or not code.strip():
        return Diagnostic("K596", None, "", (), {"code": code})
    shown = titled[:_MOST]
    names = both(
        "codes",
        "、".join(f"{other}（{catalogue.title(other, 'zh')}）" for other in shown),
        ", ".join(f"{other} ({catalogue.title(other, 'en')})" for other in shown),
    )
    return Diagnostic("K596", None, "titled", (), {"code": code, **names})


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
    params=[click.Argument(["codes"], nargs=-1, required=True, metavar="CODE…")],
    words=text(
        "显示一个代码的说明：什么不对，为什么，怎样写才对。",
        "Show the page of a code: what is wrong, why, and what is right.",
    ),
)
