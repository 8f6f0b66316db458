"""Real connections at once: of two writers who saw the same line one wins and the other is told."""

from decimal import Decimal
from typing import Any

import pytest

from contracts.actions import lines as writing
from contracts.actions.lines import add_line, change_line, line_digest, set_weights
from contracts.actions.takeover import take_share
from contracts.actions.versions import present
from contracts.models import State, Target, Version
from contracts.tests.drafts import draft_of, signed_target, terms
from tests.cast import Cast, make_cast
from tests.races import Act, Race, at_once

pytestmark = pytest.mark.django_db(transaction=True)
D = Decimal
TIMES = 8


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def outcomes(*acts: Act, race: Race | None = None) -> list[str]:
    """The acts at once, each in a word: its refusal, or "done"."""
    return [each if isinstance(each, str) else "done" for each in at_once(*acts, race=race)]


def two_tabs(version: Version, race: Race | None = None) -> list[str]:
    """Two tabs that opened the same line save it at the same moment."""
    line = version.lines.get()
    seen = line_digest(line)
    words = (f"{line.indicator} A", f"{line.indicator} B")
    return outcomes(
        *(
            lambda word=word: change_line(version=version, line_id=line.pk, terms=terms(indicator=word), seen=seen)
            for word in words
        ),
        race=race,
    )


def test_two_tabs_one_wins_and_the_other_is_told(cast: Cast) -> None:
    version = draft_of(cast.kabid)
    add_line(version=version, terms=terms(indicator="X"))
    for _turn in range(TIMES):
        assert sorted(two_tabs(version)) == ["done", "line_conflict"]
    # One letter a turn: nobody's words were overwritten unseen.
    assert len(version.lines.get().indicator.split()) == TIMES + 1


def test_control_without_the_lock_both_tabs_write(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    version = draft_of(cast.kabid)
    add_line(version=version, terms=terms(indicator="X"))
    race = Race(2)

    def unlocked(version_id: int) -> Version:
        return Version.objects.select_related("agreement", "position").get(pk=version_id)

    def waiting(*args: Any) -> None:
        # Both have compared what they saw before either writes.
        race.meet()

    monkeypatch.setattr(writing, "held", unlocked)
    monkeypatch.setattr(writing, "_check", waiting)
    assert two_tabs(version, race) == ["done", "done"]


def test_one_share_is_taken_once_however_often_it_is_clicked(cast: Cast) -> None:
    parent = signed_target(cast.head, cast.mayor)
    version = draft_of(cast.kabid)
    results = outcomes(*[lambda: take_share(version=version, parent=parent, contribution="support", percent=D(10))] * 6)
    assert sorted(results) == ["done"] + ["share_taken"] * 5
    assert version.lines.count() == 1


def test_presenting_while_a_line_is_written_shows_the_one_or_the_other(cast: Cast) -> None:
    for _turn in range(TIMES):
        version = draft_of(cast.kabid)
        line = version.lines.first() or add_line(version=version, terms=terms())
        seen, other = line_digest(line), terms(indicator=f"{line.indicator}!")
        results = outcomes(
            lambda: change_line(version=version, line_id=line.pk, terms=other, seen=seen),  # noqa: B023 -- run at once
            lambda: present(version=version, by=cast.kabid),  # noqa: B023 -- run at once
        )
        assert results in (["done", "done"], ["not_editable", "done"])
        said = version.lines.get().indicator
        assert said == (other if results[0] == "done" else line).indicator
        assert Target.objects.get(agreement=version.agreement).indicator == said
        version.refresh_from_db()
        assert version.state == State.PRESENTED
        version.agreement.versions.update(state=State.CANCELLED)


def test_weights_of_two_tabs_are_not_mixed(cast: Cast) -> None:
    version = draft_of(cast.kabid)
    first, second = (add_line(version=version, terms=terms(code, weight=D(50))) for code in "AB")
    seen = {first.pk: D(50), second.pk: D(50)}
    results = outcomes(
        lambda: set_weights(version=version, weights={first.pk: D(60), second.pk: D(40)}, seen=seen),
        lambda: set_weights(version=version, weights={first.pk: D(70), second.pk: D(30)}, seen=seen),
    )
    assert sorted(results) == ["done", "weights_conflict"]
    assert sum(line.weight for line in version.lines.all()) == 100
