"""Words that a rule and a model both know: the rules, and their tests, know no Django."""

from contracts.models import State
from contracts.rules.states import FOLLOWS
from dailylog.models import FindingKind, LeaveKind
from dailylog.rules.checks import DAY_CHECKS
from dailylog.rules.leave_return import ASKED_BACK
from organization.models import Level
from organization.models.position import HEAD_LEVEL
from organization.rules.authority import HEAD_LEVELS
from scoring.rules.policy import LEAVE_KINDS, LEVELS


def test_states_are_those_of_the_model() -> None:
    assert set(FOLLOWS) == set(State.values)


def test_kinds_of_leave_that_end_early_are_those_of_the_model_but_two() -> None:
    assert set(LeaveKind) - ASKED_BACK == {LeaveKind.MATERNITY, LeaveKind.UNPAID}
    assert set(LeaveKind) > ASKED_BACK


def test_every_kind_of_finding_has_its_check() -> None:
    # The last one looks at a superior's day, not at the person's.
    assert [*DAY_CHECKS, "approved_in_bulk_unread"] == FindingKind.values


def test_levels_of_heads_are_those_of_the_model() -> None:
    assert {str(kind): str(level) for kind, level in HEAD_LEVEL.items()} == dict(HEAD_LEVELS)


def test_levels_and_kinds_of_leave_of_the_policy_are_those_of_the_models() -> None:
    assert list(LEVELS) == Level.values
    assert sorted(LEAVE_KINDS) == sorted(LeaveKind.values)
