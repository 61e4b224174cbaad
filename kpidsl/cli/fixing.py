"""``kpidsl check --fix``: what can be put right without changing what a policy means, put right.

Takes a policy as reviewed; makes the edits of its findings, reviews the result, and writes the files whole or shows what would
change. Refuses all of it where the result has an error that was not there. Never makes an edit that a finding does not carry.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kpidsl.cli import streams
from kpidsl.cli.compiling import Review, review_of
from kpidsl.cli.disk import Disk
from kpidsl.cli.exits import Exit
from kpidsl.cli.files import STDIN
from kpidsl.cli.line_changes import changes
from kpidsl.cli.session import Session, failed
from kpidsl.cli.whole_files import write_all
from kpidsl.diagnostics import Diagnostic, Edit, Lang
from kpidsl.diagnostics.edits import meant
from kpidsl.source import Source

if TYPE_CHECKING:
    from kpidsl.cli.chosen import Choice

_DONE: dict[Lang, str] = {"zh": "{path}：代改 {count} 处。\n", "en": "{path}: {count} put right.\n"}
_ROUNDS = 50
"""Edits may make room for others; so often at most."""


def put_right(
    session: Session, path: str, source: Source, disk: Disk, found: Review,
    choice: "Choice | None", *, writes: bool,
) -> Review | None:  # fmt: skip
    """The review of the policy as it is in the end: put right where ``writes``, else as it was, with what would change shown.

    None where that would bring an error, which is said (K235). What ``choice`` does not tell is not put right. Raises CommandError
    with K235, OSError.
    """
    if path == STDIN and writes:
        raise failed(Exit.USAGE, "K235", None, "stdin")
    review, work, count = found, dict(disk.sources), 0
    for _ in range(_ROUNDS):
        edits, fixed = _chosen(choice.settled(review.findings).found if choice else review.findings)
        if not edits:
            break
        work = {name: _edited(text, edits.get(name, [])) for name, text in work.items()}
        count += fixed
        again = review_of(work[source.name], None if path == STDIN else Path(path), Disk(dict(work)), session.lang)
        worse = _errors(again) - _errors(review)
        if worse:
            code = min(code for code, _, _ in worse)
            place = next(iter(edits.values()))[0].place
            session.report([Diagnostic("K235", place, "", (), {"path": path, "code": code})], disk.sources)
            return None
        review = again
    differing = {name: text for name, text in work.items() if text.text != disk.sources[name].text}
    if not writes:
        for name, text in differing.items():
            _show(session, changes(disk.sources[name], text.text))
        return found
    write_all({Path(name): text.text.encode(text.encoding) for name, text in differing.items()})
    disk.sources.update(differing)
    if count:
        sys.stderr.write(_DONE[session.lang].format(path=path, count=count))
    return review


def _show(session: Session, lines: str) -> None:
    """What would change: with the rest for people, else to stderr, where no tool reads it as findings."""
    if session.format == "human":
        streams.write(lines)
    else:
        sys.stderr.write(lines)


def _errors(review: Review) -> "Counter[tuple[str, str, object]]":
    return Counter((one.code, one.variant, one.args) for one in review.findings if one.severity == "error")


def _chosen(found: Iterable[Diagnostic]) -> tuple[Mapping[str, list[Edit]], int]:
    """The edits to make at once, by file, and of how many findings: of two that touch the second waits for the next round."""
    edits: dict[str, list[Edit]] = {}
    count = 0
    for one in found:
        if one.fix and not any(_touch(edit, other) for edit in one.fix for other in edits.get(edit.place.file, ())):
            count += 1
            for edit in one.fix:
                edits.setdefault(edit.place.file, []).append(edit)
    return edits, count


def _touch(one: Edit, other: Edit) -> bool:
    return one.place.start <= other.place.end and other.place.start <= one.place.end


def _edited(source: Source, edits: Iterable[Edit]) -> Source:
    """The text with all edits made, from the last to the first."""
    text = source.text
    for edit in sorted(edits, key=lambda edit: edit.place, reverse=True):
        place = meant(text, edit).place
        text = text[: place.start] + edit.text + text[place.end :]
    return source if text == source.text else Source(source.name, text, encoding=source.encoding)
