"""What is drawn until a table changes is drawn once for each language."""

import pytest
from django.utils.translation import get_language, override

from kinerja.ui.lasting import lasting


@pytest.mark.django_db
def test_each_language_is_drawn_once() -> None:
    drawn = []

    @lasting("organization_unit")
    def part(number: int, *, bold: bool = False) -> str:
        drawn.append((number, bold))
        return f"{get_language()} {number} {bold}"

    for language in ("id", "en", "id"):
        with override(language):
            assert part(1) == f"{language} 1 False"
            assert part(1, bold=True) == f"{language} 1 True"
    assert drawn == [(1, False), (1, True)] * 2
