"""Reading a folder of interchange tables. Valid tables are assumed: refusing bad ones is the program's business."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

from tests.oracle import records as r
from tests.oracle.months import Month
from tests.oracle.numbers import number

Row = dict[str, str]


def table(folder: Path, kind: str) -> list[Row]:
    """The rows of one table; an absent file is an empty table."""
    path = folder / f"{kind}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        header = stream.readline()
        stream.seek(0)
        delimiter = ";" if header.count(";") > header.count(",") else ","
        rows = csv.DictReader(stream, delimiter=delimiter)
        return [{key: (value or "").strip() for key, value in row.items()} for row in rows]


def day(text: str) -> date:
    return date.fromisoformat(text)


def day_or_none(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def minute(text: str) -> int:
    """Minutes of the day; the seconds are cut off (rules §0)."""
    hours, minutes = text.split(":")[:2]
    return int(hours) * 60 + int(minutes)


def minute_or_none(text: str) -> int | None:
    return minute(text) if text else None


def number_or_none(text: str) -> Fraction | None:
    return number(text) if text else None


def _targets(rows: list[Row]) -> list[r.Target]:
    return [
        r.Target(
            year=int(row["year"]),
            holder=row["holder_nip"],
            code=row["indicator_code"],
            polarity=row["polarity"],
            accumulation=row["accumulation"],
            source=row["source"],
            register=row.get("register", ""),
            case_class=row.get("class", ""),
            weight=number(row["weight"]),
            values=tuple(number_or_none(row.get(f"m{n:02d}", "")) for n in range(1, 13)),
            parent=(row["parent_holder_nip"], row["parent_indicator_code"]) if row.get("parent_holder_nip") else None,
            contribution=row.get("contribution", "") or "support",
        )
        for row in rows
    ]


def _cases(rows: list[Row]) -> list[r.Case]:
    return [
        r.Case(
            register=row["register"],
            unit=row["unit_code"],
            case_class=row["class"],
            opened_at=datetime.fromisoformat(row["opened_at"]),
            closed_at=datetime.fromisoformat(row["closed_at"]) if row.get("closed_at") else None,
        )
        for row in rows
    ]


def _schedules(rows: list[Row]) -> list[r.ScheduleRow]:
    return [
        r.ScheduleRow(
            code=row["code"],
            weekday=int(row["weekday"]),
            start=minute(row["start"]),
            end=minute(row["end"]),
            pause=int(row["break_minutes"]),
            valid_from=day_or_none(row.get("valid_from", "")),
            valid_to=day_or_none(row.get("valid_to", "")),
        )
        for row in rows
    ]


def _assignments(rows: list[Row]) -> dict[str, list[r.Assignment]]:
    found: dict[str, list[r.Assignment]] = defaultdict(list)
    for row in rows:
        found[row["nip"]].append(
            r.Assignment(
                row["nip"], row["position_code"], row["kind"], day(row["start"]), day_or_none(row.get("end", ""))
            )
        )
    return found


def _spans(rows: list[Row]) -> dict[str, list[r.Span]]:
    found: dict[str, list[r.Span]] = defaultdict(list)
    for row in rows:
        found[row["nip"]].append(
            r.Span(row["nip"], day(row["start"]), day(row["end"]), row.get("kind", ""), number(row.get("percent", "0")))
        )
    return found


def _activities(rows: list[Row]) -> dict[tuple[str, date], list[r.Activity]]:
    found: dict[tuple[str, date], list[r.Activity]] = defaultdict(list)
    for row in rows:
        found[row["nip"], day(row["date"])].append(
            r.Activity(
                nip=row["nip"],
                day=day(row["date"]),
                start=minute(row["start"]),
                end=minute(row["end"]),
                quantity=number(row.get("quantity") or "0"),
                indicator=row.get("indicator_code", ""),
                status=row["status"],
            )
        )
    return found


def _outages(rows: list[Row]) -> list[r.Outage]:
    return [
        r.Outage(
            datetime.fromisoformat(row["start"]), datetime.fromisoformat(row["end"]), frozenset(row["units"].split())
        )
        for row in rows
    ]


def _rosters(shifts: list[Row], rows: list[Row]) -> dict[tuple[str, date], r.ScheduleRow | None]:
    hours: dict[str, r.ScheduleRow] = {}
    for row in shifts:
        start, end = minute(row["start"]), minute(row["end"])
        end = end if end > start else end + 24 * 60
        hours[row["code"]] = r.ScheduleRow(row["code"], 0, start, end, int(row["break_minutes"]), None, None)
    return {(row["nip"], day(row["date"])): hours[row["shift"]] if row["shift"] else None for row in rows}


def _marks(row: Row) -> r.Marks:
    return r.Marks(minute_or_none(row.get("check_in", "")), minute_or_none(row.get("check_out", "")), row["mode"])


def _reading_key(row: Row) -> r.ReadingKey:
    return row["holder_nip"], row["indicator_code"], Month.parse(row["month"])


def load(folder: Path | str) -> r.City:
    """The city of a folder, every table of it."""
    place = Path(folder)

    def rows(kind: str) -> list[Row]:
        return table(place, kind)

    return r.City(
        units={
            u["code"]: r.Unit(u["code"], u["kind"], u.get("parent_code", ""), u.get("schedule", ""))
            for u in rows("units")
        },
        schedules=_schedules(rows("schedules")),
        holidays={day(row["date"]) for row in rows("holidays")},
        positions={
            p["code"]: r.Position(p["code"], p["unit_code"], p["level"], number(p["tpp_base"]))
            for p in rows("positions")
        },
        employees=[row["nip"] for row in rows("employees")],
        assignments=_assignments(rows("assignments")),
        limits={(x["register"], x["class"]): r.Limit(int(x["limit"]), x["limit_unit"]) for x in rows("registers")},
        agreements={
            (int(a["year"]), a["holder_nip"]): r.Agreement(
                int(a["year"]), a["holder_nip"], a["pledge"] == "yes", day_or_none(a.get("signed_on", ""))
            )
            for a in rows("agreements")
        },
        targets=_targets(rows("targets")),
        cases=_cases(rows("cases")),
        # A rejected reading has no value that counts (rules §3), so it is kept as one without value.
        readings={
            _reading_key(x): None if x.get("verified") == "no" else number_or_none(x["value"]) for x in rows("readings")
        },
        accepted={_reading_key(x) for x in rows("justifications") if x["accepted"] == "yes"},
        attendance={(a["nip"], day(a["date"])): _marks(a) for a in rows("attendance")},
        leave=_spans(rows("leave")),
        activities=_activities(rows("activities")),
        ratings={(b["nip"], Month.parse(b["month"])): b["rating"] for b in rows("behaviour")},
        sanctions=_spans(rows("sanctions")),
        outages=_outages(rows("outages")),
        rosters=_rosters(rows("shifts"), rows("rosters")),
        rostered={(row["nip"], Month.parse(row["date"][:7])) for row in rows("rosters")},
    )
