"""Who is there, and who needs help."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dailylog.rules.team_day import Facts, Need, Presence, needs_of, presence_of

DAY = date(2026, 3, 10)
MORNING = datetime.fromisoformat("2026-03-10T09:00")
REMINDED = datetime.fromisoformat("2026-03-10T15:30")
NEXT_DAY = datetime.fromisoformat("2026-03-11T07:00")
AWAY = Facts(works=True, leave="", check_in=None, check_out=None, entries=0, returned=0, findings=0, overran=0)
HERE = replace(AWAY, check_in=time(7, 28))


@pytest.mark.parametrize(
    ("facts", "now", "expected"),
    [
        (HERE, MORNING, Presence.HERE),
        (replace(HERE, check_out=time(16)), REMINDED, Presence.LEFT),
        (HERE, NEXT_DAY, Presence.LEFT),
        (replace(AWAY, leave="annual"), MORNING, Presence.LEAVE),
        (replace(HERE, leave="annual"), MORNING, Presence.HERE),
        (replace(AWAY, works=False), MORNING, Presence.FREE),
        (AWAY, MORNING, Presence.AWAITED),
        (AWAY, NEXT_DAY, Presence.ABSENT),
        (AWAY, datetime.fromisoformat("2026-03-09T09:00"), Presence.AHEAD),
    ],
)
def test_presence(facts: Facts, now: datetime, expected: Presence) -> None:
    assert presence_of(facts, DAY, now) == expected


@pytest.mark.parametrize(
    ("facts", "now", "expected"),
    [
        (HERE, datetime.fromisoformat("2026-03-10T15:29:59"), []),
        (HERE, REMINDED, [Need.UNFILED]),
        (HERE, NEXT_DAY, [Need.UNFILED]),
        (replace(HERE, entries=1), NEXT_DAY, []),
        (replace(HERE, works=False), NEXT_DAY, []),
        (replace(HERE, leave="dinas_luar"), NEXT_DAY, []),
        (AWAY, REMINDED, []),
        (AWAY, NEXT_DAY, [Need.ABSENT]),
        (replace(HERE, entries=2, returned=1, findings=1, overran=1), MORNING, ["returned", "findings", "overran"]),
    ],
)
def test_needs(facts: Facts, now: datetime, expected: list[Need]) -> None:
    assert needs_of(facts, DAY, now) == expected


def test_presences_and_needs_are_the_words_of_the_page() -> None:
    assert list(Presence) == ["here", "left", "leave", "free", "awaited", "absent", "ahead"]
    assert list(Need) == ["absent", "returned", "unfiled", "findings", "overran"]


CLOCKS = st.none() | st.times()
ANY = st.builds(
    Facts,
    works=st.booleans(),
    leave=st.sampled_from(["", "annual"]),
    check_in=CLOCKS,
    check_out=CLOCKS,
    entries=st.integers(0, 3),
    returned=st.just(0),
    findings=st.just(0),
    overran=st.just(0),
)


@given(ANY, st.datetimes(datetime.fromisoformat("2026-03-08T00:00"), datetime.fromisoformat("2026-03-12T00:00")))
def test_only_somebody_missing_on_a_past_workday_is_absent(facts: Facts, now: datetime) -> None:
    absent = Need.ABSENT in needs_of(facts, DAY, now)
    assert absent == (facts.works and not facts.leave and not facts.marked and now.date() > DAY)


@given(ANY, st.datetimes(datetime.fromisoformat("2026-03-08T00:00"), datetime.fromisoformat("2026-03-09T23:59")))
def test_nobody_lacks_anything_on_a_day_to_come(facts: Facts, now: datetime) -> None:
    assert needs_of(facts, DAY, now) == []
