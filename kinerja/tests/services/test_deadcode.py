"""What counts as used, and what does not, when dead code is looked for."""

from pathlib import Path

import pytest

from kinerja.services.deadcode import unused


def _tree(folder: Path, source: str, template: str = "", test: str = "") -> Path:
    (folder / "pyproject.toml").write_text('[tool.vulture]\nignore_names = ["handle"]\nignore_decorators = []\n')
    for name, text in (("scoring/a.py", source), ("scoring/tests/test_a.py", test), ("templates/a.html", template)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_what_only_a_test_calls_is_unused(tmp_path: Path) -> None:
    tree = _tree(tmp_path, "def price():\n    return 1\n", test="from scoring.a import price\nprice()\n")

    assert unused(tree) == ["scoring/a.py:1: function price"]


@pytest.mark.parametrize(
    "source",
    [
        "def handle():\n    pass\n",
        "def price():\n    pass\nTOLD = 'scoring.a.price'\nprint(TOLD)\n",
        "class Row:\n    price_by = 1\nprint(Row, 'SELECT price_by_id FROM row')\n",
        "class Price(Enum):\n    FREE = 1\nprint(Price)\n",
    ],
    ids=["named in pyproject.toml", "a dotted path", "a key in SQL", "a member of a choice"],
)
def test_what_others_read_by_name_is_used(tmp_path: Path, source: str) -> None:
    assert unused(_tree(tmp_path, source)) == []


def test_a_template_uses_names_in_its_tags_alone(tmp_path: Path) -> None:
    source = "def price():\n    pass\ndef label():\n    pass\n"

    assert unused(_tree(tmp_path, source, template="label {{ row.price }}")) == ["scoring/a.py:3: function label"]


def test_a_docstring_uses_nothing(tmp_path: Path) -> None:
    assert unused(_tree(tmp_path, '"""The price."""\n\n\ndef price():\n    """The price."""\n')) != []
