"""The exports of the interchange format, as lists of rows of text without the header."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction

from tests.oracle import allowance as tpp
from tests.oracle.achievement import outcome
from tests.oracle.days import deciding_position
from tests.oracle.discipline import discipline
from tests.oracle.index import WEIGHTS, index
from tests.oracle.months import Month
from tests.oracle.numbers import fixed, plain
from tests.oracle.pledge import standings
from tests.oracle.records import City, Position, Target
from tests.oracle.year import iko, iko_to_date, year_to_date

Row = list[str]
Export = Callable[[City, str, datetime | None], list[Row]]

HEADERS = {
    "scores": "nip month unit_code opd_code level results activity unit behaviour iki iko"
    " productivity discipline tpp_base tpp",
    "achievements": "holder_nip indicator_code month state target realised achievement",
    "ytd": "holder_nip indicator_code target realised achievement",
    "rankings": "rank opd_code iko",
    "rankings_ytd": "rank opd_code iko",
    "pledges": "holder_nip indicator_code run status flagged",
}


def _opd_of(city: City, unit_code: str) -> str:
    code = unit_code
    while code and city.units[code].kind != "opd":
        code = city.units[code].parent
    return code


def _score_row(city: City, nip: str, position: Position, month: Month) -> Row:
    opd = _opd_of(city, position.unit)
    opd_iko = iko(city, opd, month) if opd else None
    person = index(city, nip, position.unit, position.level, month)
    productive = tpp.productivity(city, nip, month, person.iki, opd_iko)
    disciplined = discipline(city, nip, month)
    base = tpp.base(city, nip, month)
    paid = tpp.allowance(base, productive, disciplined, tpp.sanction_percent(city, nip, month))
    parts = (person.results, person.activity, person.unit, person.behaviour, person.iki, opd_iko)
    figures = [fixed(x) for x in (*parts, productive, disciplined)]
    return [nip, str(month), position.unit, opd, position.level, *figures, fixed(base, 0), fixed(paid, 0)]


def scores(city: City, period: str, as_of: datetime | None = None) -> list[Row]:
    seen, month = city.seen_at(as_of), Month.parse(period)
    rows = []
    for nip in sorted(seen.employees):
        position = deciding_position(seen, nip, month)
        if position is not None and position.level in WEIGHTS:
            rows.append(_score_row(seen, nip, position, month))
    return rows


def _year_targets(city: City, year: int) -> list[Target]:
    return sorted((t for t in city.targets if t.year == year), key=lambda t: t.key)


def achievements(city: City, period: str, as_of: datetime | None = None) -> list[Row]:
    seen, month = city.seen_at(as_of), Month.parse(period)
    rows = []
    for target in _year_targets(seen, month.year):
        found = outcome(seen, target, month)
        realised = found.realised if found.due else None
        shown = fixed(realised) if target.source == "cases" else plain(realised)
        rows.append([*target.key, str(month), found.state, plain(found.target), shown, fixed(found.achievement)])
    return rows


def ytd(city: City, period: str, as_of: datetime | None = None) -> list[Row]:
    seen, month = city.seen_at(as_of), Month.parse(period)
    rows = []
    for target in _year_targets(seen, month.year):
        found = year_to_date(seen, target, month)
        if found is None:
            rows.append([*target.key, "", "", ""])
        elif target.source == "cases":
            rows.append([*target.key, plain(found.target), fixed(found.realised), fixed(found.achievement)])
        elif target.accumulation == "average":
            rows.append([*target.key, fixed(found.target, 4), fixed(found.realised, 4), fixed(found.achievement)])
        else:
            rows.append([*target.key, plain(found.target), plain(found.realised), fixed(found.achievement)])
    return rows


def _ranked(city: City, score: Callable[[str], Fraction | None]) -> list[Row]:
    """Rules §10: equal scores share a rank and the next is skipped; without a score last and unranked."""
    scored = [(score(code), code) for code in sorted(u.code for u in city.units.values() if u.kind == "opd")]
    rows = []
    for figure, code in sorted(scored, key=lambda pair: -pair[0] if pair[0] is not None else Fraction(1)):
        better = sum(1 for other, _ in scored if figure is not None and other is not None and other > figure)
        rows.append(["" if figure is None else str(better + 1), code, fixed(figure)])
    return rows


def rankings(city: City, period: str, as_of: datetime | None = None) -> list[Row]:
    seen, month = city.seen_at(as_of), Month.parse(period)
    return _ranked(seen, lambda code: iko(seen, code, month))


def rankings_ytd(city: City, period: str, as_of: datetime | None = None) -> list[Row]:
    seen, month = city.seen_at(as_of), Month.parse(period)
    return _ranked(seen, lambda code: iko_to_date(seen, code, month))


def pledges(city: City, period: str, as_of: datetime | None = None) -> list[Row]:
    seen, month = city.seen_at(as_of), Month.parse(period)
    rows = []
    for agreement in seen.agreements.values():
        if agreement.pledge and agreement.year == month.year:
            found = standings(seen, agreement, month)
            flagged = "yes" if any(s.status == "breached" for s in found) else "no"
            rows += [[*s.target.key, str(s.run), s.status, flagged] for s in found]
    return sorted(rows)


EXPORTS: dict[str, Export] = {
    "scores": scores,
    "achievements": achievements,
    "ytd": ytd,
    "rankings": rankings,
    "rankings_ytd": rankings_ytd,
    "pledges": pledges,
}


def export(city: City, kind: str, period: str, as_of: datetime | None = None) -> list[dict[str, str]]:
    """The rows of an export by column name."""
    header = HEADERS[kind].split()
    return [dict(zip(header, row, strict=True)) for row in EXPORTS[kind](city, period, as_of)]
