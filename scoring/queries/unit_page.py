"""A unit's month: its targets, the units below it, and its people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet

from kinerja.reading import parsed
from organization.models import Unit, UnitKind
from scoring.models import Achievement, OrganizationScore, Revision
from scoring.queries.lasting import figures_text
from scoring.queries.published import CURRENT
from scoring.rules.ranking import rank
from scoring.rules.standing import Standing, standing

# A unit with those above it, itself first: they are read with it, because every page of a unit shows the way back.
_WITH_THOSE_ABOVE = """
WITH RECURSIVE above AS (
    SELECT id, code, name, kind, parent_id, schedule_id, 0 AS height FROM organization_unit WHERE code = %s
    UNION ALL
    SELECT u.id, u.code, u.name, u.kind, u.parent_id, u.schedule_id, above.height + 1
    FROM above
    CROSS JOIN LATERAL (SELECT * FROM organization_unit x WHERE x.id = above.parent_id OFFSET 0) u
) SELECT id, code, name, kind, parent_id, schedule_id FROM above ORDER BY height
"""
_FIELDS = ("id", "code", "name", "kind", "parent_id", "schedule_id")

# One text with everything that the page says of the unit and of those directly below; no row where the unit had no
# figure in the revision.
_UNIT = """
WITH histories AS (
    SELECT o.unit_id, json_agg(o.iko ORDER BY r.month_id) AS months
    FROM scoring_revision r
    JOIN scoring_organizationscore o ON o.revision_id = r.id
    WHERE r.state = ANY(%(current)s) AND r.month_id > %(since)s AND r.month_id <= %(month)s AND o.iko IS NOT NULL
    AND (o.unit_id = %(unit)s OR o.unit_id IN (SELECT id FROM organization_unit WHERE parent_id = %(unit)s))
    GROUP BY o.unit_id
)
SELECT json_build_object(
    'head', coalesce(h.name, ''), 'agreement', s.agreement_id, 'iko', s.iko, 'iko_ytd', s.iko_ytd, 'reason', s.reason,
    'history', (SELECT months FROM histories WHERE unit_id = %(unit)s),
    'targets', (
        SELECT json_agg(json_build_object(
            'pk', t.id, 'code', t.indicator_code, 'indicator', t.indicator, 'weight', t.weight::text,
            'unit', t.unit_of_measure, 'realised', a.realised, 'promised', a.target_value,
            'achievement', a.achievement, 'to_date', a.ytd_achievement
        ))
        FROM contracts_target t
        JOIN scoring_achievement a ON a.revision_id = s.revision_id AND a.target_id = t.id
        WHERE t.agreement_id = s.agreement_id
    ),
    'units', (
        SELECT json_agg(json_build_object(
            'code', u.code, 'name', u.name, 'head', coalesce(uh.name, ''), 'iko', us.iko, 'reason', us.reason,
            'history', (SELECT months FROM histories WHERE unit_id = u.id)
        ))
        FROM organization_unit u
        JOIN scoring_organizationscore us ON us.revision_id = s.revision_id AND us.unit_id = u.id
        LEFT JOIN organization_employee uh ON uh.id = us.head_id
        WHERE u.parent_id = %(unit)s
    ),
    'ranking', CASE WHEN %(ranked)s THEN (
        SELECT json_agg(json_build_array(u.code, o.iko) ORDER BY u.code)
        FROM organization_unit u
        JOIN scoring_organizationscore o ON o.revision_id = s.revision_id AND o.unit_id = u.id
        WHERE u.kind = 'opd'
    ) END
)::text
FROM scoring_organizationscore s
LEFT JOIN organization_employee h ON h.id = s.head_id
WHERE s.revision_id = %(revision)s AND s.unit_id = %(unit)s
"""
# An array of units, and not a join: the planner then expects a few, not a third of the city.
_PEOPLE = """
WITH found AS MATERIALIZED (
    SELECT employee_id, unit_id, iki, discipline, tpp
    FROM scoring_individualscore
    WHERE revision_id = %(revision)s AND unit_id = ANY(ARRAY(
        WITH RECURSIVE below AS (
            SELECT id FROM organization_unit WHERE id = %(unit)s
            UNION SELECT u.id FROM below
            CROSS JOIN LATERAL (SELECT * FROM organization_unit x WHERE x.parent_id = below.id OFFSET 0) u
        ) SELECT id FROM below
    ))
), counted AS (
    SELECT count(*) AS count, greatest(1, (count(*) + %(size)s - 1) / %(size)s) AS pages FROM found
)
SELECT json_build_object('count', count, 'rows', (
    SELECT coalesce(json_agg(json_build_array(
        line.nip, line.name, (SELECT name FROM organization_unit WHERE id = line.unit_id),
        line.iki, line.discipline, line.tpp::text
    ) ORDER BY line.iki ASC NULLS LAST, line.nip), '[]')
    FROM (
        SELECT e.nip, e.name, f.unit_id, f.iki, f.discipline, f.tpp
        FROM found f JOIN organization_employee e ON e.id = f.employee_id
        ORDER BY f.iki ASC NULLS LAST, e.nip
        LIMIT %(size)s
        OFFSET (CASE WHEN %(page)s BETWEEN 1 AND pages THEN %(page)s ELSE pages END - 1) * %(size)s
    ) line
), 'page', CASE WHEN %(page)s BETWEEN 1 AND pages THEN %(page)s ELSE pages END)::text
FROM counted
"""


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit below, with its score and its twelve months."""

    code: str
    name: str
    head: str
    iko: Decimal | None
    reason: str
    history: tuple[Decimal, ...]
    finished: bool

    @property
    def standing(self) -> Standing:
        """Word and shape of the score."""
        return standing(self.iko, finished=self.finished)


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target of the head's agreement in the month and over the year to date."""

    pk: int
    code: str
    indicator: str
    weight: str
    unit: str
    realised: Decimal | None
    promised: Decimal | None
    achievement: Decimal | None
    to_date: Decimal | None
    finished: bool

    @property
    def standing(self) -> Standing:
        """Word and shape of the month's achievement."""
        return standing(self.achievement, finished=self.finished)

    @property
    def short(self) -> Decimal | None:
        """What is missing to 100, None when nothing is."""
        achieved = self.achievement
        return Decimal(100) - achieved if achieved is not None and achieved < 100 else None


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """A unit in a month: ``targets`` and ``units`` with those that need a look first; for an OPD its rank."""

    head: str
    agreement: int | None
    iko: Decimal | None
    iko_ytd: Decimal | None
    reason: str
    history: tuple[Decimal, ...]
    targets: list[TargetLine]
    units: list[UnitLine]
    place: int | None
    ranked: int | None


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person of a unit or of one below."""

    nip: str
    name: str
    unit: str
    iki: Decimal | None
    discipline: Decimal
    tpp: Decimal


def unit_text(revision: Revision, unit: Unit) -> str:
    """What a revision says of a unit, its targets and the units below, as JSON; empty for no figure. One query."""
    month = revision.month_id
    asked = {
        "revision": revision.pk,
        "unit": unit.pk,
        "ranked": unit.kind == UnitKind.OPD,
        "month": month,
        "since": month.replace(year=month.year - 1),
        "current": [str(state) for state in CURRENT],
    }
    return figures_text(_UNIT, asked)


def unit_figures(text: str, code: str, *, finished: bool) -> UnitFigures:
    """A ``unit_text`` of the unit ``code``."""
    found: dict[str, Any] = parsed(text)
    targets = [TargetLine(**row, finished=finished) for row in found["targets"] or []]
    units = [UnitLine(**{**row, "history": _months(row)}, finished=finished) for row in found["units"] or []]
    ranking = None if found["ranking"] is None else rank((each, score) for each, score in found["ranking"])
    return UnitFigures(
        **{key: found[key] for key in ("head", "agreement", "iko", "iko_ytd", "reason")},
        history=_months(found),
        targets=sorted(targets, key=lambda line: _by_need(line.achievement, line.code)),
        units=sorted(units, key=lambda line: _by_need(line.iko, line.code)),
        place=next((line.rank for line in ranking or [] if line.code == code), None),
        ranked=None if ranking is None else sum(line.rank is not None for line in ranking),
    )


def _months(row: Mapping[str, Any]) -> tuple[Decimal, ...]:
    return tuple(row["history"] or ())


def _by_need(score: Decimal | None, code: str) -> tuple[bool, Decimal, str]:
    return score is None, score or Decimal(0), code


def people_text(revision: Revision, unit: Unit, page: int, size: int) -> str:
    """One page of the people of a unit and of those below it, the lowest IKI first, as JSON; one query.

    A page that there is not is the last one.
    """
    return figures_text(_PEOPLE, {"revision": revision.pk, "unit": unit.pk, "page": page, "size": size})


def people_lines(text: str) -> tuple[list[PersonLine], int, int]:
    """A ``people_text``: its lines, the number of the page, and how many people there are on all pages."""
    found = parsed(text)
    lines = [
        PersonLine(nip, name, unit, iki, discipline, Decimal(tpp))
        for nip, name, unit, iki, discipline, tpp in found["rows"]
    ]
    return lines, found["page"], found["count"]


def unit_with_those_above(code: str) -> Unit | None:
    """A unit by its code, with ``parent`` filled in up to the top; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_WITH_THOSE_ABOVE, [code])
        line = [Unit.from_db(DEFAULT_DB_ALIAS, _FIELDS, row) for row in cursor.fetchall()]
    for unit, above in pairwise(line):
        unit.parent = above
    return line[0] if line else None


def ancestors_of(unit: Unit) -> list[Unit]:
    """The units above, the highest first, without the region; at most as many queries as the tree is deep."""
    found: list[Unit] = []
    above = unit.parent
    while above is not None and above.parent_id is not None:
        found.append(above)
        above = above.parent
    return found[::-1]


def target_ids(figure: OrganizationScore) -> QuerySet[Achievement, int]:
    """The targets that a unit's index was made of, by code of their indicator."""
    made_of = Achievement.objects.filter(revision=figure.revision, target__agreement_id__in=[figure.agreement_id])
    return made_of.order_by("target__indicator_code").values_list("target_id", flat=True)
