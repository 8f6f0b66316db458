"""The tables of the demo city are well formed, consistent and of the past."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from organization.rules.nip import check_nip
from scoring.demo.attendance import BUSY_OVERTIME_SEAT, IDLE_OVERTIME_SEAT
from scoring.demo.mischief import ON_LEAVE_SEAT, OVERLAPPING_SEAT
from scoring.demo.tables import COLUMNS, Row, make_tables

TODAY = date(2026, 6, 17)
_KEYS = {
    "units": ("code",),
    "schedules": ("code", "weekday", "valid_from"),
    "holidays": ("date",),
    "positions": ("code",),
    "employees": ("nip",),
    "assignments": ("nip", "position_code", "start"),
    "registers": ("register", "class"),
    "objectives": ("code",),
    "shifts": ("code",),
    "rosters": ("nip", "date"),
    "budgets": ("code", "year", "funding"),
    "indicators": ("code",),
    "agreements": ("year", "holder_nip"),
    "targets": ("year", "holder_nip", "indicator_code"),
    "cases": ("register", "number"),
    "readings": ("year", "holder_nip", "indicator_code", "month"),
    "justifications": ("year", "holder_nip", "indicator_code", "month"),
    "attendance": ("nip", "date"),
    "leave": ("nip", "start"),
    "leave_balances": ("nip", "year"),
    "activities": ("nip", "date", "start"),
    "behaviour": ("nip", "month"),
    "sanctions": ("nip", "start"),
}


@pytest.fixture(scope="module")
def city() -> dict[str, list[Row]]:
    """The whole city in memory."""
    return {kind: list(rows) for kind, rows in make_tables(TODAY).items()}


@pytest.mark.parametrize("kind", COLUMNS)
def test_rows_have_the_columns_of_the_interchange(city: dict[str, list[Row]], kind: str) -> None:
    assert {frozenset(row) for row in city[kind]} == {frozenset(COLUMNS[kind])}


@pytest.mark.parametrize("kind", COLUMNS)
def test_natural_keys_are_unique(city: dict[str, list[Row]], kind: str) -> None:
    seen = Counter(tuple(row[column] for column in _KEYS[kind]) for row in city[kind])

    assert [key for key, number in seen.items() if number > 1] == []


def test_the_city_has_about_120_people_with_different_names(city: dict[str, list[Row]]) -> None:
    names = [row["name"] for row in city["employees"]]

    assert 115 <= len(names) <= 135
    assert len(set(names)) == len(names)
    assert [check_nip(row["nip"]) for row in city["employees"]] == [row["nip"] for row in city["employees"]]


def test_weights_of_every_agreement_sum_to_100(city: dict[str, list[Row]]) -> None:
    sums: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in city["targets"]:
        assert Decimal(row["weight"]) > 0
        sums[row["year"], row["holder_nip"]] += Decimal(row["weight"])

    assert set(sums.values()) == {Decimal(100)}
    assert set(sums) == {(row["year"], row["holder_nip"]) for row in city["agreements"]}


def test_nothing_happens_in_the_future(city: dict[str, list[Row]]) -> None:
    today, month = TODAY.isoformat(), f"{TODAY:%Y-%m}"

    assert max(row["date"] for row in city["attendance"]) <= today
    assert max(row["date"] for row in city["activities"]) < today
    assert max(row["end"] for row in city["leave"]) < today
    assert max(max(row["opened_at"], row["closed_at"]) for row in city["cases"]) < today
    assert max(row["month"] for row in city["readings"]) <= month
    assert max(row["start"] for row in city["assignments"]) <= today
    assert max(row["signed_on"] for row in city["agreements"]) <= today


@pytest.mark.parametrize("column", ["nip", "position_code"])
def test_definitive_assignments_do_not_overlap(city: dict[str, list[Row]], column: str) -> None:
    spells: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in city["assignments"]:
        if row["kind"] == "definitive":
            spells[row[column]].append((row["start"], row["end"] or "9999-12-31"))

    for held in spells.values():
        ordered = sorted(held)
        assert all(before[1] < after[0] for before, after in pairwise(ordered))


def test_activities_name_targets_of_their_person(city: dict[str, list[Row]]) -> None:
    promised = {(row["year"], row["holder_nip"], row["indicator_code"]) for row in city["targets"]}
    named = {(row["date"][:4], row["nip"], row["indicator_code"]) for row in city["activities"]}

    assert {key for key in named if key[2]} - promised == set()


def test_parents_exist_and_the_cascade_reaches_from_the_mayor_to_staff(city: dict[str, list[Row]]) -> None:
    targets = {(row["year"], row["holder_nip"], row["indicator_code"]): row for row in city["targets"]}

    assert max(len(list(_ancestry(targets, row))) for row in targets.values()) == 5


def test_the_mayor_declares_alone_and_every_office_serves_a_regional_indicator(city: dict[str, list[Row]]) -> None:
    mayor = _holder(city, "KOTA-WALI")
    alone = {row["holder_nip"] for row in city["agreements"] if not row["superior_nip"]}
    heads = {row["holder_nip"] for row in city["agreements"] if row["superior_nip"] == mayor}
    served = {row["holder_nip"] for row in city["targets"] if row["parent_holder_nip"] == mayor}

    assert alone == {mayor}
    assert len(heads) >= 6
    assert heads - served == set()


def test_a_regional_number_is_what_the_offices_reported_together(city: dict[str, list[Row]]) -> None:
    mayor = _holder(city, "KOTA-WALI")
    quarter = [row for row in city["readings"] if (row["indicator_code"], row["month"]) == ("INOVASI", "2025-06")]
    region = [Decimal(row["value"]) for row in quarter if row["holder_nip"] == mayor]
    offices = [Decimal(row["value"]) for row in quarter if row["holder_nip"] != mayor]

    assert region == [sum(offices)]
    assert sorted(offices) == [1, 1, 2, 2]


def _ancestry(targets: dict[tuple[str, str, str], Row], row: Row) -> Iterator[Row]:
    """The target and those above it; a missing parent raises ``KeyError``."""
    yield row
    if row["parent_holder_nip"]:
        yield from _ancestry(targets, targets[row["year"], row["parent_holder_nip"], row["parent_indicator_code"]])


def test_the_communications_contract_has_its_nine_lines(city: dict[str, list[Row]]) -> None:
    post = next(row for row in city["assignments"] if row["position_code"] == "KOMINFO-KEPALA")
    lines = {
        row["indicator_code"]: row["m01"]
        for row in city["targets"]
        if row["holder_nip"] == post["nip"] and row["year"] == "2026"
    }

    assert lines == {
        "PPID": "95",
        "TIK": "95",
        "PERS": "60",
        "POST": "30",
        "APP": "1",
        "IG": "6864",
        "FB": "3740",
        "X": "3500",
        "YT": "350",
    }


def test_marks_and_entries_are_in_order(city: dict[str, list[Row]]) -> None:
    assert all(row["start"] < row["end"] for row in city["activities"])
    over_midnight = _nights(city)
    turned = {
        (row["nip"], row["date"])
        for row in city["attendance"]
        if row["check_out"] and row["check_out"] < row["check_in"]
    }
    assert turned
    assert turned <= over_midnight


def _nights(city: dict[str, list[Row]]) -> set[tuple[str, str]]:
    return {(row["nip"], row["date"]) for row in city["rosters"] if row["shift"] == "M"}


def test_the_patrol_is_out_by_day_and_by_night(city: dict[str, list[Row]]) -> None:
    on = defaultdict(set)
    for row in city["rosters"]:
        on[row["date"]].add(row["shift"])

    assert {row["nip"] for row in city["rosters"]} == {_holder(city, f"KEC-SW-TRB-TIM-S0{n}") for n in range(1, 5)}
    assert all(shifts == {"P", "S", "M", ""} for shifts in on.values())


def test_only_one_person_logs_overlapping_entries(city: dict[str, list[Row]]) -> None:
    last: dict[tuple[str, str], str] = {}
    guilty = set()
    for row in sorted(city["activities"], key=lambda row: (row["nip"], row["date"], row["start"])):
        if row["start"] < last.get((row["nip"], row["date"]), ""):
            guilty.add(row["nip"])
        last[row["nip"], row["date"]] = row["end"]

    assert guilty == {_holder(city, OVERLAPPING_SEAT)}


def test_one_person_logs_on_leave(city: dict[str, list[Row]]) -> None:
    spells = [(row["nip"], row["start"], row["end"]) for row in city["leave"]]
    entries = defaultdict(set)
    nights = _nights(city)
    for row in city["activities"]:
        before = str(date.fromisoformat(row["date"]) - timedelta(days=1))
        # The morning after a night is of the shift that began in the evening.
        if (row["nip"], before) not in nights:
            entries[row["nip"]].add(row["date"])

    assert {nip for nip, start, end in spells if any(start <= day <= end for day in entries[nip])} == {
        _holder(city, ON_LEAVE_SEAT)
    }


def test_two_stay_late_on_wednesdays_and_one_says_why(city: dict[str, list[Row]]) -> None:
    marks = {(row["nip"], row["date"]) for row in city["attendance"] if row["check_out"] > "18:00"}
    filed = {(row["nip"], row["date"]) for row in city["activities"] if row["end"] > "17:30"}
    idle, busy = _holder(city, IDLE_OVERTIME_SEAT), _holder(city, BUSY_OVERTIME_SEAT)

    assert sum(nip == idle for nip, _ in marks - filed) > 20
    assert sum(nip == busy for nip, _ in marks & filed) > 20


def _holder(city: dict[str, list[Row]], seat: str) -> str:
    return next(row["nip"] for row in city["assignments"] if row["position_code"] == seat)


def test_the_story_has_its_people(city: dict[str, list[Row]]) -> None:
    assert {row["kind"] for row in city["assignments"]} == {"definitive", "plt"}
    assert {"annual", "sick", "maternity", "unpaid", "dinas_luar"} <= {row["kind"] for row in city["leave"]}
    assert {row["mode"] for row in city["attendance"]} == {"wfo", "wfa", "field"}
    assert {row["status"] for row in city["activities"]} == {"submitted", "approved", "returned"}
    assert {row["verified"] for row in city["readings"]} == {"yes", "no", ""}
    assert {row["accepted"] for row in city["justifications"]} == {"yes", "no"}
    assert {row["rating"] for row in city["behaviour"]} == {"above", "meets", "below"}
    assert len(city["sanctions"]) == 1
    assert any(row["valid_from"] for row in city["schedules"])
    assert {row["kind"] for row in city["holidays"]} == {"public", "joint_leave", "special"}


def test_the_same_day_gives_the_same_city(city: dict[str, list[Row]]) -> None:
    again = make_tables(TODAY)

    assert {kind: list(again[kind]) for kind in COLUMNS} == city


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 2, 28), date(2027, 12, 31), date(2028, 2, 29)])
def test_any_day_gives_a_city(today: date) -> None:
    tables = make_tables(today)

    assert sum(1 for _ in tables["attendance"]) > 20_000
    assert sum(1 for _ in tables["targets"]) > 400


def test_every_promise_of_a_head_is_in_the_dictionary_with_the_same_measure(city: dict[str, list[Row]]) -> None:
    mayor = {row["nip"] for row in city["assignments"] if row["position_code"] == "KOTA-WALI"}
    heads = {(row["year"], row["holder_nip"]) for row in city["agreements"] if row["superior_nip"] in mayor}
    words = ("indicator_code", "unit_of_measure", "polarity", "accumulation", "source", "register", "class")
    promised = {
        tuple(row[word] for word in words) for row in city["targets"] if (row["year"], row["holder_nip"]) in heads
    }
    known = {tuple(row[word.replace("indicator_code", "code")] for word in words) for row in city["indicators"]}

    assert len(promised) > 20
    assert promised - known == set()


def test_the_plan_has_one_objective_that_nobody_carries(city: dict[str, list[Row]]) -> None:
    objectives = {row["code"] for row in city["objectives"] if row["kind"] == "objective"}
    carried = {row["objective_code"][:5] for row in city["indicators"]}

    assert objectives - carried == {"2.1.2"}


def test_who_has_not_come_yet_today_has_no_mark(city: dict[str, list[Row]]) -> None:
    def today_of(rows: Iterable[Row]) -> list[str]:
        return [row["check_in"] for row in rows if row["date"] == TODAY.isoformat()]

    at_seven = today_of(list(make_tables(TODAY, minute=7 * 60)["attendance"]))
    assert 0 < len(at_seven) < len(today_of(city["attendance"]))
    assert max(at_seven) <= "07:00"
