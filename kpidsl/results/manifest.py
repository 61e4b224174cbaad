"""The manifest of written results: what they were computed from.

Takes a run's facts; gives the text of ``manifest.json``: policy, version and hashes, data hash, period, tool version,
engine, the hash of every written file, and everything provisional. No time stamp: the same input gives the same bytes.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from kpidsl.plan.nodes import Plan

FORMAT = 1


def manifest(plan: Plan, facts: Mapping[str, str], files: Mapping[str, Path]) -> str:
    """The manifest as text; ``facts`` are period, data hash, encoding and tool version, ``files`` the written files."""
    content = {
        "format_version": FORMAT,
        "policy": {
            "name": plan.policy,
            "version": plan.version,
            "effective": plan.effective,
            **({"expires": plan.expires} if plan.expires else {}),
            "sha256": plan.digest,
        },
        **facts,
        "files": {name: digest(path) for name, path in sorted(files.items())},
        "provisional": [
            {"of": title.subject, "rule": title.word, "reason": reason} for title, reason, _ in plan.provisional
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
