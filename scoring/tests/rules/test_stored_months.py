"""A month of a target comes back from storage as it went in."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rules.stored_months import from_stored, to_stored
from scoring.rules.targets import State, TargetMonth

VALUES = st.none() | st.decimals(0, 10**12, places=4)
MONTHS = st.builds(
    TargetMonth,
    st.booleans(),
    st.sampled_from(["not_due", "unreported", "measured"]),
    VALUES,
    VALUES,
    st.integers(0, 10**6),
    st.integers(0, 10**6),
)


@given(MONTHS)
def test_a_month_survives_storage_with_all_its_digits(month: TargetMonth) -> None:
    again = from_stored(json.loads(json.dumps(to_stored(month))))

    assert again == month
    assert str(again.target) == str(month.target)
    assert str(again.realised) == str(month.realised)


@pytest.mark.parametrize(("state", "place"), [("not_due", 0), ("unreported", 1), ("measured", 2)])
def test_what_closed_months_have_kept_stays_readable(state: State, place: int) -> None:
    assert from_stored([1, place, "10.50", None, 0, 0]) == TargetMonth(True, state, Decimal("10.50"), None, 0, 0)
