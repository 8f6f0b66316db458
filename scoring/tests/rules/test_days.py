"""Days packed into integers come back as they were."""

from datetime import date

import pytest

from scoring.rules.days import FIRST_DAY, NO_MARK, Day, pack_days, pack_facts, pack_plan, unpack, unpack_days

PLAN = (date(2025, 3, 3), 450, 960, 60, 300)


@pytest.mark.parametrize(
    ("check_in", "check_out", "mode", "filed", "counted", "due"),
    [
        (455, 965, "wfo", True, 450, True),
        (None, 965, "wfa", False, 0, True),
        (0, None, "field", True, 1440, False),
        (None, None, "wfo", False, 0, False),
        (1439, 1440, "field", False, 1, True),
    ],
)
def test_a_day_comes_back_as_it_was(
    check_in: int | None, check_out: int | None, mode: str, filed: bool, counted: int, due: bool
) -> None:
    plan = pack_plan(*PLAN, due=due)
    facts = pack_facts(check_in, check_out, mode, filed, counted)

    assert unpack(plan, facts) == ["2025-03-03", 450, 960, 60, check_in, check_out, mode, filed, due, counted, 300]


def test_a_month_keeps_the_order_of_its_days() -> None:
    days: list[Day] = [
        ["2025-03-04", 450, 960, 60, 450, None, "wfo", True, False, 0, 300],
        ["2025-03-05", 450, 990, 90, None, 990, "wfa", False, True, 12, 300],
    ]

    assert unpack_days(pack_days(days)) == days


def test_no_days_are_no_integers() -> None:
    assert pack_days([]) == []
    assert unpack_days([]) == []


def test_a_plan_fits_into_a_signed_integer_of_the_database() -> None:
    last = date.fromordinal(FIRST_DAY.toordinal() + (1 << 16) - 1)
    assert pack_plan(last, NO_MARK, NO_MARK, NO_MARK, NO_MARK, due=True) < 1 << 63


def test_the_last_day_that_can_be_kept_comes_back_beside_an_odd_start() -> None:
    last = date.fromordinal(FIRST_DAY.toordinal() + (1 << 16) - 1)
    plan = pack_plan(last, 451, 960, 60, 300, due=False)
    assert unpack(plan, pack_facts(450, 960, "wfo", True, 300))[:2] == [str(last), 451]


def test_what_revisions_keep_is_read_as_it_was_written() -> None:
    # Months of years ago lie in the database in this form: it may not change.
    plan = pack_plan(date(2026, 3, 10), 450, 960, 60, 300, due=True)
    facts = pack_facts(455, None, "wfa", filed=True, counted=290)
    assert (plan, facts) == (1321823112186176861, 9755949511)
    assert plan & 0xFFFF == (date(2026, 3, 10) - date(2000, 1, 1)).days


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        pack_facts(450, 960, "home", False, 0)
