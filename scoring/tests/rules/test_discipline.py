from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rules.discipline import DayMarks, DisciplineCounts, band, day_events, discipline, points
from scoring.rules.policy import Policy
from scoring.tests.events import count_events

D = Decimal
POLICY = Policy.default()
START, END, BREAK = 450, 960, 60

mark = st.one_of(st.none(), st.integers(300, 1200))
modes = st.sampled_from(["wfo", "wfa", "field"])
days = st.builds(DayMarks, mark, mark, modes, st.just(START), st.just(END), st.just(BREAK), st.booleans())


def events(check_in: int | None, check_out: int | None, mode: str = "wfo", **more: Any) -> list[tuple[str, str]]:
    day = DayMarks(check_in, check_out, mode, **{"start": START, "end": END, "break_minutes": BREAK, **more})
    return [(event.code, str(event.points)) for event in day_events(day, POLICY)]


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(-5, 0), (0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4), (600, 4)],
)
def test_bands(minutes: int, expected: int) -> None:
    assert band(minutes, POLICY) == expected


@pytest.mark.parametrize(
    ("late", "expected"),
    [
        (0, []),
        (1, [("TL1", "0.50")]),
        (30, [("TL1", "0.50")]),
        (31, [("TL2", "1.00")]),
        (61, [("TL3", "1.25")]),
        (91, [("TL4", "1.50")]),
    ],
)
@pytest.mark.parametrize("mode", ["wfo", "field"])
def test_late_and_early_are_mirror_images(late: int, expected: list[tuple[str, str]], mode: str) -> None:
    assert events(START + late, END, mode) == expected
    assert events(START, END - late, mode) == [(code.replace("TL", "PSW"), cost) for code, cost in expected]


@pytest.mark.parametrize(
    ("check_in", "check_out", "expected"),
    [
        (None, None, [("TK", "3.00")]),
        (None, END, [("TL4", "1.50")]),
        (START, None, [("PSW4", "1.50")]),
        (START + 5, None, [("TL1", "0.50"), ("PSW4", "1.50")]),
        (None, END - 40, [("TL4", "1.50"), ("PSW2", "1.00")]),
        (START - 60, END + 60, []),
    ],
)
def test_missing_marks(check_in: int | None, check_out: int | None, expected: list[tuple[str, str]]) -> None:
    assert events(check_in, check_out) == expected


@pytest.mark.parametrize(
    ("check_in", "check_out", "expected"),
    [
        (600, 600 + 510, []),
        (600, 600 + 509, [("PSW1", "0.50")]),
        (600, 600 + 480, [("PSW1", "0.50")]),
        (600, 600 + 479, [("PSW2", "1.00")]),
        (600, 600 + 419, [("PSW4", "1.50")]),
        (600, 610, [("PSW4", "1.50")]),
        (600, None, [("PSW4", "1.50")]),
        (None, 900, [("PSW4", "1.50")]),
        (None, None, [("TK", "3.00")]),
    ],
)
def test_work_from_anywhere_is_judged_by_its_length(
    check_in: int | None, check_out: int | None, expected: list[tuple[str, str]]
) -> None:
    assert events(check_in, check_out, "wfa") == expected


def test_work_from_anywhere_asks_for_the_day_but_for_no_more_than_450_minutes() -> None:
    assert events(480, 480 + 420, "wfa", start=480, end=900, break_minutes=30) == []
    assert events(480, 480 + 419, "wfa", start=480, end=900, break_minutes=30) == [("PSW1", "0.50")]
    assert events(480, 480 + 510, "wfa", end=1080) == []


def test_the_missing_minutes_are_told() -> None:
    marks = DayMarks(START + 31, None, "wfo", START, END, BREAK, unfiled=True)
    assert [event.minutes for event in day_events(marks, POLICY)] == [31, None, None]


@pytest.mark.parametrize(
    ("check_in", "check_out", "mode", "codes"),
    [
        (START, END, "wfo", ["NOLOG"]),
        (START, None, "wfo", ["PSW4", "NOLOG"]),
        (None, 900, "wfa", ["PSW4", "NOLOG"]),
        (None, None, "wfo", ["TK"]),
        (None, None, "wfa", ["TK"]),
    ],
)
def test_a_day_without_filed_activity(check_in: int | None, check_out: int | None, mode: str, codes: list[str]) -> None:
    assert [code for code, _points in events(check_in, check_out, mode, unfiled=True)] == codes


def test_points_of_a_month() -> None:
    counts = DisciplineCounts(
        absent=1,
        late=(1, 2, 3, 4),
        early=(4, 3, 2, 1),
        unfiled=2,
        findings=3,
        leave={"annual": 5, "unpaid": 2},
        undecided=7,
    )
    late, early = D("12.25"), D("9.00")
    assert points(counts, POLICY) == 3 + late + early + 2 + D("1.50") + 6 + D("0.70")


def test_the_policy_sets_the_points() -> None:
    changed = {"absent": "5.25", "unfiled": "1.75", "finding": "2.25", "leave.sick": "0.75"}
    policy = Policy.from_values({f"discipline.{key}": value for key, value in changed.items()})
    counts = DisciplineCounts(absent=2, unfiled=3, findings=4, leave={"sick": 5})
    assert points(counts, policy) == D("10.50") + D("5.25") + D("9.00") + D("3.75")


@pytest.mark.parametrize(("undecided", "cost"), [(0, "0"), (1, "0.10"), (49, "4.90"), (50, "5.00"), (51, "5.00")])
def test_supervision_costs_no_more_than_its_cap(undecided: int, cost: str) -> None:
    assert points(DisciplineCounts(undecided=undecided), POLICY) == D(cost)


@pytest.mark.parametrize("kind", ["annual", "sick", "maternity", "important", "long", "dinas_luar"])
def test_leave_costs_nothing_by_default(kind: str) -> None:
    assert points(DisciplineCounts(leave={kind: 20}), POLICY) == 0


def test_an_unknown_kind_of_leave_is_refused() -> None:
    with pytest.raises(KeyError):
        points(DisciplineCounts(leave={"sabbatical": 1}), POLICY)


@pytest.mark.parametrize(
    ("cost", "left"), [("0", "100.00"), ("0.50", "99.50"), ("99.99", "0.01"), ("100", "0.00"), ("130", "0.00")]
)
def test_discipline(cost: str, left: str) -> None:
    assert str(discipline(D(cost))) == left


@given(st.lists(days, max_size=25))
def test_points_of_the_counts_are_the_points_of_the_events(month: list[DayMarks]) -> None:
    happened = [event for day in month for event in day_events(day, POLICY)]
    assert points(count_events(happened), POLICY) == sum((event.points for event in happened), D(0))
    assert count_events(reversed(happened)) == count_events(happened)


@given(days)
def test_a_day_costs_no_more_than_absence_and_a_missing_entry(day: DayMarks) -> None:
    cost = sum((event.points for event in day_events(day, POLICY)), D(0))
    assert 0 <= cost <= 4
