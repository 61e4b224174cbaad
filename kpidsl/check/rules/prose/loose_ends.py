"""What the text of a regulation points to is there, and its names are filled in."""

import re
from collections.abc import Iterator

from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.resolve.citations import OTHER, is_titled
from kpidsl.resolve.policy import Policy
from kpidsl.source import Span
from kpidsl.syntax.numbering import NUMERAL, value_of

_TREATED = (
    r"在([^，。；：、（）()《》“”\s]{2,12})(?:中|里|部分|一章|一节|一条)(?:对此)?(?:还|另|均|也|将)?有?(?:更)?(?:详细|具体|专门)的?"
    r"(?:论述|阐述|说明|规定)(?![的，])"
    r"|详见([^，。；：、（）()《》“”\s\d]{2,12}?)(?:部分|一章|一节|一条)"
    r"|(?:described|explained|set out) in detail (?:in|under) “([^”]+)”"
)
"""What is said to be treated in another part of the same text."""
_CITED = rf"(?P<before>.{{0,3}}?)\s*第\s*(?P<number>{NUMERAL})\s*条|\barticle\s+(?P<other>[0-9]+)(?!\s+of\b)"
_OUTSIDE = ("法", "条例", "章程", "规定", "办法", "细则", "制度", "标准", "规程", "通知", "意见", "》")
_OWN = ("本法", "本条例", "本章程", "本规定", "本办法", "本细则", "本制度", "本标准", "本规程")
"""How what stands before an article ends where it is another document's, and where it is this one's."""
_PROCESS = ("过程", "工作", "实践", "执行", "实施", "实际")
"""How what is no part of a text ends."""
_UNFILLED = r"[×✕＊*_]{2,}|(?<![A-Za-z])[xX]{2,}(?![A-Za-z])|某某"
"""What stands for a name that was never filled in."""
_SIGNS = ("××", "✕✕", "＊＊", "**", "__", "xx", "XX", "xX", "Xx", "某某")
"""How it begins; patterns are made when they are asked for."""


def loose_ends(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K629 (note): an article says that another part treats something, and no article or chapter is called so, or cites an
    article after the last; a name of the policy or of a document it follows is not filled in.
    """
    facts = policy.declared
    titles = [one.title for one in facts.articles if one.title] + [one.title for one in facts.chapters if one.title]
    seen: set[str] = set()
    for article in facts.articles if titles else ():
        for found in re.finditer(_TREATED, article.text):
            title = found[1] or found[2] or found[3]
            if title in seen or title.endswith(_PROCESS) or is_titled(title, titles):
                continue
            seen.add(title)
            problems.add("K629", article.place, "", (), title=title, article=article.label)
    _past_the_last(policy, problems)
    for name, place in _names(policy):
        unfilled = re.search(_UNFILLED, name) if any(sign in name for sign in _SIGNS) else None
        if unfilled and name not in seen:
            seen.add(name)
            problems.add("K629", place, "unfilled", (), name=name.strip("《》"), sign=unfilled[0])


def _past_the_last(policy: Policy, problems: Problems) -> None:
    """Articles that the text of another cites and that would come after the last; one left out before it is K611."""
    own = [one for one in policy.declared.articles if not one.is_outline]
    last = max(own, key=lambda one: one.levels, default=None)
    seen: set[int] = set()
    for article in own if last else ():
        for found in re.finditer(_CITED, re.sub(OTHER, "", article.text), re.IGNORECASE):
            before, number = found["before"] or "", value_of(found["number"] or found["other"]) or 0
            is_other = before.endswith(_OUTSIDE) and not before.endswith(_OWN)
            if last and number > last.levels[0] and number not in seen and not is_other:
                seen.add(number)
                cited = found[0][len(before) :].strip()
                problems.add("K629", article.place, "article", (), article=article.label, cited=cited, last=last.label)


def _names(policy: Policy) -> Iterator[tuple[str, Span]]:
    """The title of the policy, and of the documents that it follows."""
    yield policy.name, policy.place
    yield from ((outside.document, outside.place) for outside in policy.declared.outside)
