"""The papers say what is there: packages, commands, policy values, links and pictures."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoring.demo.logins import DEMO_LOGINS, DEMO_PASSWORD
from tests.policy_doc import document

ROOT = Path(__file__).resolve().parent.parent
APPS = ("kinerja", "organization", "contracts", "dailylog", "scoring")
LINK = re.compile(r"""(?:\]\(|src=")([^)"\s]+)[)"]""")
NAMED_FILE = re.compile(r"\bdocs/[\w./-]+\.(?:md|png)\b")


def papers() -> list[Path]:
    return sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "tests").rglob("*.md")])


def packages(name: str) -> Iterator[str]:
    for line in (ROOT / name).read_text().splitlines():
        text = line.split("#")[0].strip()
        if text and not text.startswith("-"):
            yield re.split(r"[\[<>=!~; ]", text)[0]


def commands() -> Iterator[str]:
    for app in APPS:
        folder = ROOT / app / "management" / "commands"
        yield from (file.stem for file in folder.glob("*.py") if not file.stem.startswith("_"))


@pytest.mark.parametrize("name", ["requirements.in", "requirements-dev.in"])
def test_every_dependency_is_explained(name: str) -> None:
    rows = re.findall(r"^\| ([\w.-]+) \| \S", (ROOT / "docs" / "dependencies.md").read_text(), re.MULTILINE)

    assert set(packages(name)) - set(rows) == set()


def test_no_dependency_is_explained_that_is_gone() -> None:
    rows = re.findall(r"^\| ([\w.-]+) \| \S", (ROOT / "docs" / "dependencies.md").read_text(), re.MULTILINE)
    known = {*packages("requirements.in"), *packages("requirements-dev.in"), "package"}

    assert set(rows) - known == set()


def test_every_command_is_explained() -> None:
    text = (ROOT / "README.md").read_text() + (ROOT / "docs" / "interchange.md").read_text()

    assert [name for name in commands() if not re.search(rf"\b{name}\b", text)] == []


def test_every_policy_value_is_explained_as_it_is() -> None:
    assert (ROOT / "docs" / "policy.md").read_text() == document()


@pytest.mark.parametrize("paper", papers(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_and_pictures_lead_somewhere(paper: Path) -> None:
    text = paper.read_text()
    linked = [target.split("#")[0] for target in LINK.findall(text) if "://" not in target]
    missing = [target for target in linked if target and not (paper.parent / target).exists()]
    named = [name for name in NAMED_FILE.findall(text) if not (ROOT / name).exists()]

    assert (missing, named) == ([], [])


def test_pictures_are_small_and_shown() -> None:
    text = "".join(paper.read_text() for paper in papers())
    pictures = list((ROOT / "docs" / "pictures").glob("*.png"))

    assert [picture.name for picture in pictures if picture.stat().st_size > 150_000] == []
    assert [picture.name for picture in pictures if picture.name not in text] == []


def test_scripts_named_in_the_papers_exist() -> None:
    text = "".join(paper.read_text() for paper in papers())

    assert {name for name in re.findall(r"\bscript/[a-z]+\b", text) if not (ROOT / name).exists()} == set()


def test_every_variable_of_the_settings_is_explained() -> None:
    read = re.findall(r'environ(?:\.get\(|\[)"(\w+)"', (ROOT / "kinerja" / "settings.py").read_text())
    text = (ROOT / "docs" / "operations.md").read_text()

    assert [name for name in read if f"`{name}`" not in text] == []


def test_the_demo_logins_are_those_of_the_readme() -> None:
    text = (ROOT / "README.md").read_text()

    assert [nip for _, name, nip in DEMO_LOGINS if f"| `{nip}` | {name} |" not in text] == []
    assert f"`{DEMO_PASSWORD}`" in text
