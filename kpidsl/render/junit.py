"""Results of checks and examples in the form that build servers read: JUnit XML, as Jenkins describes it.

Takes suites, one a policy; gives the bytes of one file, UTF-8. Characters that XML cannot hold become ``?``.
"""

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from kpidsl.values import frozen

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@frozen
class Case:
    """One example or finding: ``failures`` are one line and the whole text for each thing that does not hold.

    ``said`` is what there is to say of one that passes.
    """

    name: str
    failures: tuple[tuple[str, str], ...] = ()
    said: str = ""


@frozen
class Suite:
    """One policy: its examples, or the text of what keeps it from being compiled."""

    name: str
    cases: tuple[Case, ...]
    error: str = ""


def junit(suites: Iterable[Suite]) -> bytes:
    """The file."""
    root = ET.Element("testsuites", name="kpidsl")
    for suite in suites:
        _add(root, suite)
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _add(root: ET.Element, suite: Suite) -> None:
    failed = sum(bool(case.failures) for case in suite.cases)
    broken = bool(suite.error)
    counts = {
        "tests": str(len(suite.cases) + broken),
        "failures": str(failed),
        "errors": str(int(broken)),
        "skipped": "0",
    }
    element = ET.SubElement(root, "testsuite", {"name": _clean(suite.name), **counts})
    if broken:
        case = ET.SubElement(element, "testcase", name=_clean(suite.name), classname=_clean(suite.name))
        ET.SubElement(case, "error", message=_clean(suite.error.partition("\n")[0])).text = _clean(suite.error)
    for one in suite.cases:
        case = ET.SubElement(element, "testcase", name=_clean(one.name), classname=_clean(suite.name))
        if one.failures:
            said = _clean("\n".join(message for message, _ in one.failures))
            ET.SubElement(case, "failure", message=said).text = _clean("\n".join(text for _, text in one.failures))
        if one.said:
            ET.SubElement(case, "system-out").text = _clean(one.said)


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("?", text)
