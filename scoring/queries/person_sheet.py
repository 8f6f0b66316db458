"""A person's month as its page shows it: everything from one text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dailylog.queries.ledger import AFTER
from kinerja.days import ONE_DAY, last_of_month
from kinerja.reading import parsed, read_text
from organization.models import Employee, Unit
from scoring.models import IndividualScore, Revision
from scoring.queries.explain import person_outline
from scoring.queries.person_days import DEADLINES_WITHIN, leave_days, work_days
from scoring.queries.person_page import PersonMonth
from scoring.rules.days import unpack_days
from scoring.rules.losses import losses
from scoring.rules.policy import Policy

# No row for a person without figures in the revision. Of the units only those whose agreements enter the score.
_SHEET = """
SELECT json_build_object(
    'columns', json_build_object(
        'id', s.id, 'opd_id', s.opd_id, 'level', s.level, 'results', s.results, 'activity', s.activity,
        'unit_score', s.unit_score, 'behaviour', s.behaviour, 'iki', s.iki, 'iko', s.iko, 'predicate', s.predicate,
        'productivity', s.productivity, 'discipline', s.discipline, 'sanction_percent', s.sanction_percent,
        'breakdown', s.breakdown
    ),
    'money', json_build_array(s.tpp_base::text, s.tpp::text),
    'days', s.days,
    'unit', u.name,
    'opd', opd.name,
    'post', coalesce(p.title, s.breakdown ->> 'post'),
    'policy', r.policy,
    'units', (
        SELECT json_agg(json_build_array(os.unit_id, ou.name, os.agreement_id) ORDER BY os.unit_id)
        FROM scoring_organizationscore os
        JOIN organization_unit ou ON ou.id = os.unit_id
        WHERE os.revision_id = s.revision_id AND os.unit_id IN ((s.breakdown ->> 'unit_from')::bigint, s.opd_id)
    ),
    'holidays', (
        SELECT json_agg(json_build_array(date, name) ORDER BY date)
        FROM organization_holiday WHERE date BETWEEN %(month)s AND %(until)s
    ),
    'leave', (
        SELECT json_agg(json_build_array(kind, start, "end") ORDER BY start)
        FROM dailylog_leave WHERE employee_id = s.employee_id AND start <= %(last)s AND "end" >= %(month)s
    ),
    'disturbed', EXISTS (SELECT FROM dailylog_disturbance WHERE "end" >= %(before)s AND start <= %(moving)s)
)::text
FROM scoring_individualscore s
JOIN scoring_revision r ON r.id = s.revision_id
JOIN organization_unit u ON u.id = s.unit_id
LEFT JOIN organization_unit opd ON opd.id = s.opd_id
LEFT JOIN organization_position p ON p.code = s.breakdown ->> 'post'
WHERE s.revision_id = %(revision)s AND s.employee_id = %(employee)s
"""


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """A scored month with what its calendar needs: free days up to its last deadline, and days of leave, by name.

    ``disturbed`` says that outages may have moved a deadline of the month.
    """

    found: PersonMonth
    post: str
    holidays: Mapping[date, str]
    leave: Mapping[date, str]
    disturbed: bool


def person_text(revision: Revision, employee: Employee) -> str:
    """A person's figures in a revision with all that they are explained by, as JSON; empty for none. One query."""
    month = revision.month_id
    asked = {
        "revision": revision.pk,
        "employee": employee.pk,
        "month": month,
        "last": last_of_month(month),
        "until": month + DEADLINES_WITHIN,
        # A day more on either side: the region's midnight is not that of the database.
        "before": month - ONE_DAY,
        "moving": month + DEADLINES_WITHIN + AFTER + ONE_DAY,
    }
    return read_text(_SHEET, asked)


def person_sheet(text: str, month: date) -> PersonSheet:
    """A ``person_text`` of a month: the figures down to the agreements, without the targets below those."""
    read = parsed(text)
    policy = Policy.from_values(read["policy"])
    base, tpp = map(Decimal, read["money"])
    score = IndividualScore(**read["columns"], days=unpack_days(read["days"]), tpp_base=base, tpp=tpp)
    score.unit = Unit(name=read["unit"])
    score.opd = Unit(pk=score.opd_id, name=read["opd"]) if read["opd"] is not None else None
    tree, closed = person_outline(score, policy, {pk: (name, pact) for pk, name, pact in read["units"] or []})
    found = PersonMonth(score, policy, tree, losses(tree, policy), work_days(score, policy), closed)
    holidays = {date.fromisoformat(day): name for day, name in read["holidays"] or []}
    spans = [(kind, date.fromisoformat(start), date.fromisoformat(end)) for kind, start, end in read["leave"] or []]
    return PersonSheet(found, read["post"], holidays, leave_days(spans, month), read["disturbed"])
