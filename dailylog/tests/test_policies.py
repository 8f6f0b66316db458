"""Who may change and take back an entry."""

import pytest

from dailylog.policies import may_change_activity, may_remove_activity
from dailylog.tests.conftest import Make
from tests.cast import Cast


@pytest.mark.parametrize(
    ("status", "changes", "removes"),
    [("submitted", True, True), ("returned", True, False), ("approved", False, False)],
)
def test_only_its_person_and_as_long_as_it_stands(
    cast: Cast, make_activity: Make, status: str, changes: bool, removes: bool
) -> None:
    entry = make_activity(cast.staff, status=status)
    assert (may_change_activity(cast.staff, entry), may_remove_activity(cast.staff, entry)) == (changes, removes)
    assert (may_change_activity(cast.lead, entry), may_remove_activity(cast.lead, entry)) == (False, False)
