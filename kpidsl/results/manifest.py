"""The manifest of written results: what they were computed from.

Takes a run's facts; gives the text of ``manifest.json``: policy, version and hashes, data hash, period, tool version,
engine, the hash of every written file, and everything provisional; and of one that was written what later runs ask of it. No
time stamp: the same input gives the same bytes.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from kpidsl.plan.nodes import Plan
from kpidsl.values import frozen

FORMAT = 1
MANIFEST = "manifest.json"


@frozen
class Written:
    """Written results: by which policy, its version and the hash of its text; of which period; the hash of each file."""

    policy: str
    version: str
    sha256: str
    period: str
    files: Mapping[str, str]


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


def read_manifest(path: Path) -> Written | None:
    """What a manifest says; None where the file is none that was written here. Raises OSError."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        policy, files = dict(content["policy"]), dict(content["files"])
        return Written(
            policy=str(policy["name"]),
            version=str(policy.get("version", "")),
            sha256=str(policy["sha256"]),
            period=str(content["period"]),
            files={str(name): str(text) for name, text in files.items()},
        )
    except (ValueError, KeyError, TypeError):
        return None


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
