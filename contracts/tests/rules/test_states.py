"""Which state of a version may follow which."""

from itertools import pairwise

import pytest

from contracts.rules.states import EDITABLE, FOLLOWS, OPEN, may_follow


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("draft", "agreed"),
        ("agreed", "presented"),
        ("signed_first", "cancelled"),
        ("in_force", "refused"),
        ("x", "draft"),
    ],
)
def test_no_step_is_skipped_or_taken_back(before: str, after: str) -> None:
    assert may_follow(before, after) is False


def test_what_may_follow_each_state() -> None:
    assert {
        "draft": {"presented", "cancelled"},
        "presented": {"returned", "agreed", "cancelled"},
        "returned": {"presented", "cancelled"},
        "agreed": {"returned", "signed_first", "in_force", "refused", "cancelled"},
        "signed_first": {"in_force", "refused"},
        "in_force": {"amended", "ended"},
        **{key: set() for key in ("amended", "ended", "refused", "cancelled")},
    } == FOLLOWS


def test_the_way_from_a_draft_into_force() -> None:
    way = ["draft", "presented", "returned", "presented", "agreed", "signed_first", "in_force", "amended"]
    assert all(may_follow(before, after) for before, after in pairwise(way))


def test_work_ends_where_nothing_may_follow_but_the_end_or_an_amendment() -> None:
    assert {state for state, after in FOLLOWS.items() if after & {"cancelled", "refused"}} == OPEN
    assert {state for state, after in FOLLOWS.items() if "presented" in after} == EDITABLE
