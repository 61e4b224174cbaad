"""What reviewers read in ``generated`` is that of the policies as they are."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kpidsl.cli.find_policy import policies_named
from tests.cli.process import kpidsl

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "generated").glob("*/README.md"))


def test_the_review_files_agree_with_the_policies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = kpidsl("generate", "policies", "docs/first", "--check")
    assert (done.returncode, done.stderr) == (0, ""), "run: make generate"


def test_every_policy_has_its_page() -> None:
    policies = map(Path, policies_named([str(ROOT / "policies"), str(ROOT / "docs/first")], whole=True))
    assert [page.parent.name for page in PAGES] == sorted(path.stem for path in policies)


@pytest.mark.parametrize("page", PAGES, ids=[page.parent.name for page in PAGES])
def test_pictures_and_links_of_a_page_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"(?<!\\)\]\(<?([^)>]+)>?\)", page.read_text(encoding="utf-8"))
    assert len(targets) > 5
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("picture", sorted((ROOT / "generated").glob("*/*.svg")), ids=lambda path: path.stem)
def test_a_picture_opens_by_saying_where_it_comes_from_and_is_a_picture(picture: Path) -> None:
    assert "kpidsl generate" in picture.read_text(encoding="utf-8").splitlines()[0]
    assert ET.parse(picture).getroot().tag == "{http://www.w3.org/2000/svg}svg"
