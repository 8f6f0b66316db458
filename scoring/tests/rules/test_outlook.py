"""What a pledged target still needs."""

from collections.abc import Sequence
from decimal import Decimal

from scoring.rules.outlook import Need, need

EVERY_MONTH = [Decimal(60)] * 12


def _need(
    *,
    accumulation: str = "sum",
    source: str = "activities",
    monthly: Sequence[Decimal | None] = EVERY_MONTH,
    month: int = 9,
    realised: Decimal | None = Decimal(500),
) -> Need | None:
    return need(
        polarity="maximize",
        accumulation=accumulation,
        source=source,
        monthly=monthly,
        month=month,
        realised=realised,
    )


def test_a_summed_target_shares_what_is_missing() -> None:
    assert _need() == Need(Decimal("73.33"), 3, Decimal(220))


def test_a_summed_target_that_is_ahead_needs_nothing() -> None:
    assert _need(realised=Decimal(800)) == Need(Decimal("0.00"), 3, Decimal(0))


def test_nothing_realised_yet_counts_as_nothing() -> None:
    assert _need(month=11, realised=None) == Need(Decimal("720.00"), 1, Decimal(720))


def test_other_targets_need_the_value_of_their_next_due_month() -> None:
    blank_october = [*EVERY_MONTH[:9], None, Decimal(70), Decimal(80)]

    assert _need(accumulation="last", monthly=blank_october) == Need(Decimal(70), 2, None)
    assert _need(source="cases", monthly=blank_october) == Need(Decimal(70), 2, None)


def test_blank_months_promise_nothing() -> None:
    blank_march = [*EVERY_MONTH[:2], None, *EVERY_MONTH[3:]]

    assert _need(monthly=blank_march) == Need(Decimal("53.33"), 3, Decimal(160))


def test_without_a_due_month_left_nothing_can_be_needed() -> None:
    assert _need(month=12) is None
