from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rules.pledge import Outcome, Status, month_outcome, months_with_target, run, status, threshold
from scoring.rules.policy import Policy

D = Decimal
POLICY = Policy.default()
LETTERS: dict[str, Outcome] = {"M": "missed", "O": "met", "E": "excused", "-": "not_due"}

outcomes = st.lists(st.sampled_from(get_args(Outcome)), max_size=12)


def outcome(**changes: Any) -> str:
    plain: dict[str, Any] = {
        "state": "measured",
        "achievement": D("99.99"),
        "ytd_achievement": D("99.99"),
        "accumulation": "sum",
        "source": "reading",
        "excused": False,
    }
    return month_outcome(**{**plain, **changes})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "missed"),
        ({"achievement": D("100.00")}, "met"),
        ({"achievement": D("100.00"), "excused": True}, "met"),
        ({"ytd_achievement": D("100.00")}, "met"),
        ({"ytd_achievement": D("100.00"), "accumulation": "average"}, "missed"),
        ({"ytd_achievement": D("100.00"), "accumulation": "last"}, "missed"),
        ({"ytd_achievement": D("100.00"), "source": "cases"}, "missed"),
        ({"ytd_achievement": None}, "missed"),
        ({"excused": True}, "excused"),
        ({"state": "unreported", "achievement": D("0.00")}, "missed"),
        ({"state": "unreported", "achievement": D("0.00"), "ytd_achievement": D(120)}, "met"),
        ({"state": "unreported", "achievement": None, "excused": True}, "excused"),
        ({"state": "not_due", "achievement": None, "ytd_achievement": D(120), "excused": True}, "not_due"),
    ],
)
def test_month_outcome(changes: dict[str, Any], expected: str) -> None:
    assert outcome(**changes) == expected


@pytest.mark.parametrize(
    ("months", "expected"),
    [("", 0), ("MOMM", 2), ("MMMO", 0), ("OMEM", 1), ("MMM", 3), ("M--M", 2), ("OM--", 1), ("----", 0), ("MMME", 0)],
)
def test_run(months: str, expected: int) -> None:
    assert run([LETTERS[letter] for letter in months]) == expected


@given(outcomes)
def test_months_that_are_not_due_change_nothing(months: list[Outcome]) -> None:
    assert run(months) == run([month for month in months if month != "not_due"])
    assert run([*months, "missed"]) == run(months) + 1
    assert run([*months, "met"]) == run([*months, "excused"]) == 0


@pytest.mark.parametrize(
    ("polarity", "months", "expected"),
    [
        ("maximize", [(True, D(5)), (True, D(6)), (True, D(0)), (True, None), (False, D(5))], 2),
        ("minimize", [(True, D(5)), (True, D(0)), (True, None), (False, D(5))], 2),
        ("stabilize", [], 0),
    ],
)
def test_months_with_target(polarity: str, months: list[tuple[bool, Decimal | None]], expected: int) -> None:
    assert months_with_target(months, polarity=polarity) == expected


@pytest.mark.parametrize(("months", "expected"), [(0, 1), (1, 1), (2, 2), (3, 3), (12, 3)])
def test_threshold(months: int, expected: int) -> None:
    assert threshold(months_with_target=months, policy=POLICY) == expected


def test_the_policy_sets_the_threshold() -> None:
    assert threshold(months_with_target=12, policy=Policy.from_values({"pledge.threshold": "12"})) == 12


@pytest.mark.parametrize(
    ("missed", "december", "expected"),
    [
        (0, False, "ok"),
        (0, True, "ok"),
        (1, False, "watch"),
        (2, True, "watch"),
        (3, False, "at_risk"),
        (3, True, "breached"),
        (4, True, "breached"),
    ],
)
def test_status(missed: int, december: bool, expected: Status) -> None:
    assert status(run=missed, threshold=3, december=december) == expected
