"""How a score stands."""

from decimal import Decimal

import pytest

from scoring.rules.standing import BEHIND, NEAR, REACHED, STANDINGS, UNFINISHED, UNKNOWN, WATCH, Standing, standing


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


def test_each_standing_has_a_shape_of_its_own() -> None:
    # The page draws by these names; a colour alone would say nothing to who cannot tell it.
    assert [(each.key, each.shape) for each in STANDINGS] == [
        ("reached", "ok"),
        ("near", "track"),
        ("watch", "warn"),
        ("behind", "bad"),
        ("unfinished", "draft"),
        ("unknown", "none"),
    ]
