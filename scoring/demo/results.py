"""What is reported and decided month by month: readings, justifications, behaviour ratings, sanctions."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from scoring.demo.agreements import Deed, Promise
from scoring.demo.calendar import month_end, months_until, objection_closed
from scoring.demo.career import City, recent
from scoring.demo.people import Person
from scoring.demo.registers import excused_months, troubled_months
from scoring.demo.structure import seats_by_code

SANCTIONED_SEAT = "KEC-SW-TRB-TIM-S03"
#: Seat, indicator and how many months ago the reading was rejected by its verifier.
_REJECTED = (("DLH-KEPALA", "TIMBULAN", 2), ("KOMINFO-KEPALA", "YT", 5), ("BKPSDM-BANG-KABID", "KEPUASAN", 3))
_SCORED = {"opd_head", "division_head", "team_lead", "staff"}


def reading_rows(city: City, deeds: list[Deed]) -> Iterator[dict[str, str]]:
    """Readings of the months that have ended; from the tenth also a first figure of the running month, unverified."""
    reported: defaultdict[tuple[str, date], list[Decimal]] = defaultdict(list)
    # The region reports last: what several offices promise is made of what they reported.
    for deed in sorted(deeds, key=lambda deed: deed.superior is None):
        for promise, month in _due(city, deed):
            if deed.superior is None and reported[promise.code, month]:
                yield from _together(city, deed, promise, month, reported[promise.code, month])
                continue
            for row in _reading(city, deed, promise, month):
                if _of_the_region(deed, promise):
                    reported[promise.code, month].append(Decimal(row["value"]))
                yield row


def _of_the_region(deed: Deed, promise: Promise) -> bool:
    return deed.seat.level == "opd_head" and promise.parent == promise.code


def _due(city: City, deed: Deed) -> Iterator[tuple[Promise, date]]:
    """Promises that are reported, with each month in which they are."""
    for promise in deed.promises.values():
        if promise.goal and promise.source == "reading" and deed.signed_on:
            for month in months_until(city.today):
                if month.year == deed.year and month.month in promise.monthly:
                    yield promise, month


def _together(city: City, deed: Deed, promise: Promise, month: date, parts: list[Decimal]) -> Iterator[dict[str, str]]:
    """What the offices reported, as one figure of the region: numbers added up, rates averaged."""
    adds_up = promise.goal is not None and promise.goal.accumulation == "sum"
    whole = sum(parts, Decimal(0))
    value = whole if adds_up else (whole / len(parts)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    rng = Random(f"{deed.holder.nip} {promise.code} {month}")
    yield _row(deed, promise, month, value, _verdict(city, deed, promise, month, rng))


def _reading(city: City, deed: Deed, promise: Promise, month: date) -> Iterator[dict[str, str]]:
    rng = Random(f"{deed.holder.nip} {promise.code} {month}")
    ended = month_end(month) < city.today
    early = not ended and city.today.day >= 10 and deed.seat.code == "KOMINFO-KEPALA"
    forgotten = rng.randrange(100) == 0
    if (ended and not forgotten) or early:
        value = _value(rng, promise, month)
        yield _row(deed, promise, month, value, _verdict(city, deed, promise, month, rng) if ended else "", early=early)


def _row(
    deed: Deed, promise: Promise, month: date, value: Decimal, verified: str, *, early: bool = False
) -> dict[str, str]:
    return {
        "year": str(deed.year),
        "holder_nip": deed.holder.nip,
        "indicator_code": promise.code,
        "month": f"{month:%Y-%m}",
        "value": str(value),
        "verified": verified,
        "note": "Angka sementara" if early else f"Laporan bulan {month:%m/%Y} beserta lampiran",
    }


def _value(rng: Random, promise: Promise, month: date) -> Decimal:
    target = promise.monthly[month.month]
    goal = promise.goal
    percent = rng.randint(goal.mean - goal.spread, goal.mean + goal.spread) if goal else 100
    value = target * percent / (200 if goal and month.month in goal.short else 100)
    if promise.unit in {"persen", "nilai"}:
        value = min(value, Decimal(100)) if promise.unit == "persen" else value
        return value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return value.quantize(Decimal("1") if target >= 50 else Decimal("0.1"), ROUND_HALF_UP)


def _verdict(city: City, deed: Deed, promise: Promise, month: date, rng: Random) -> str:
    age = (city.today.year - month.year) * 12 + city.today.month - month.month
    if (deed.seat.code, promise.code, age) in _REJECTED:
        return "no"
    # A month cannot be closed while a reading waits, so only the months still open have any.
    waiting = not objection_closed(month, city.today) and rng.randrange(3) == 0
    return "" if waiting else "yes"


def justification_rows(city: City, deeds: list[Deed]) -> Iterator[dict[str, str]]:
    """Last year's fibre cuts were accounted for; the first of this year's was not."""
    head = {deed.year: deed for deed in deeds if deed.seat.code == "KOMINFO-KEPALA"}
    excused = excused_months(city.today)
    for month in excused:
        yield _justification(
            head[month.year], month, "yes", "Kabel dicuri; laporan polisi dan surat operator terlampir"
        )
    later = [month for month in troubled_months(city.today) if month not in excused and month_end(month) < city.today]
    for month in later[:1]:
        yield _justification(head[month.year], month, "no", "Suku cadang terlambat; pesanan tidak dapat ditunjukkan")


def _justification(deed: Deed, month: date, accepted: str, note: str) -> dict[str, str]:
    return {
        "year": str(deed.year),
        "holder_nip": deed.holder.nip,
        "indicator_code": "TIK",
        "month": f"{month:%Y-%m}",
        "accepted": accepted,
        "note": note,
    }


def behaviour_rows(city: City) -> Iterator[dict[str, str]]:
    """Ratings of the months that have ended; some superiors forget."""
    for person in city.people:
        rng = Random(f"behaviour {person.nip}")
        for month in months_until(city.today):
            seat = person.seat_on(month_end(month))
            rating = _rating(rng, person)
            if rating and seat and seat.level in _SCORED and month_end(month) < city.today:
                yield {"nip": person.nip, "month": f"{month:%Y-%m}", "rating": rating}


def _rating(rng: Random, person: Person) -> str:
    fate = rng.randrange(100) + (person.drive - 100)
    if rng.randrange(25) == 0:
        return ""
    if fate < -22:
        return "below"
    return "above" if fate > 82 else "meets"


def sanction_rows(city: City) -> Iterator[dict[str, str]]:
    """One sanction: late reports without reason, a quarter of the allowance for six months."""
    start = recent(city.today, 5, 1)
    person = city.holder(seats_by_code()[SANCTIONED_SEAT].code, start)
    if person:
        yield {
            "nip": person.nip,
            "start": start.isoformat(),
            "end": (start + timedelta(days=183)).isoformat(),
            "percent": "25",
            "reference": f"800.1.6.2/{start.year}/017 BKPSDM",
        }
