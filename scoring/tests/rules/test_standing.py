"""How a score stands."""

from decimal import Decimal

import pytest

from scoring.rules.standing import BEHIND, NEAR, REACHED, UNFINISHED, UNKNOWN, WATCH, Standing, standing


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        ("100.00", REACHED),
        ("99.99", NEAR),
        ("95.00", NEAR),
        ("94.99", WATCH),
        ("80.00", WATCH),
        ("79.99", BEHIND),
        ("0.00", BEHIND),
    ],
)
def test_the_limits_belong_to_the_better_side(score: str, expected: Standing) -> None:
    assert standing(Decimal(score)) is expected


def test_nobody_is_behind_before_the_month_is_finished() -> None:
    assert standing(Decimal(40), finished=False) is UNFINISHED
    assert standing(Decimal(100), finished=False) is REACHED
    assert standing(None, finished=False) is UNKNOWN


def test_no_score_has_no_standing() -> None:
    assert standing(None) is UNKNOWN
