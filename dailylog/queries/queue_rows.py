"""What stands in a superior's queue as it is stored; two queries for the queue and the entry laid open.

Written out as the page of the day is (dailylog.queries.day_sql); person by person (dailylog.queries.team_day_sql).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from contracts.models import Target
from dailylog.models import Activity, Finding, Task
from dailylog.queries.day_rows import ask, with_evidence
from kinerja.rows import instances, read_json
from organization.models import Employee

_QUEUE = """
SELECT
    (SELECT jsonb_agg(
         to_jsonb(a) || jsonb_build_object(
             'by', jsonb_build_object('id', e.id, 'name', e.name),
             'serves', (SELECT jsonb_build_object('id', t.id, 'indicator_code', t.indicator_code,
                            'indicator', t.indicator, 'unit_of_measure', t.unit_of_measure)
                        FROM contracts_target t WHERE t.id = a.target_id),
             'fulfils', (SELECT jsonb_build_object('id', t.id, 'quantity', t.quantity)
                         FROM dailylog_task t WHERE t.id = a.task_id),
             'shown', EXISTS (SELECT FROM dailylog_evidence p WHERE p.activity_id = a.id),
             'decided', EXISTS (SELECT FROM dailylog_decision d WHERE d.activity_id = a.id))
         ORDER BY e.name, a.start)
     FROM organization_employee e
     CROSS JOIN LATERAL (SELECT * FROM dailylog_activity x WHERE x.employee_id = e.id AND x.date = %(day)s
                         AND x.status = 'submitted' OFFSET 0) a
     WHERE e.id = ANY(%(people)s::bigint[])) AS entries,
    (SELECT jsonb_agg(jsonb_build_array(w.date, w.employee_id, w.count) ORDER BY w.date)
     FROM (SELECT a.date, a.employee_id, count(*) FROM unnest(%(everyone)s::bigint[]) AS who(id)
           CROSS JOIN LATERAL (SELECT x.date, x.employee_id FROM dailylog_activity x
                               WHERE x.employee_id = who.id AND x.date BETWEEN %(first)s AND %(last)s
                                 AND x.status = 'submitted' OFFSET 0) a
           GROUP BY a.date, a.employee_id) w) AS waiting,
    (SELECT jsonb_agg(to_jsonb(f) || jsonb_build_object(
         'about', ARRAY(SELECT c.activity_id FROM dailylog_finding_activities c WHERE c.finding_id = f.id))
         ORDER BY f.employee_id, f.kind, f.mark)
     FROM dailylog_finding f
     WHERE f.employee_id = ANY(%(people)s::bigint[]) AND f.date = %(day)s
       AND f.state IN ('open', 'explained') AND f.gone_at IS NULL) AS findings
"""
_BACKGROUND = """
SELECT
    (SELECT jsonb_agg(s.total) FROM (
         SELECT sum(a.quantity) AS total FROM dailylog_activity a
         WHERE a.employee_id = %(person)s AND a.target_id = %(target)s AND a.quantity > 0
           AND a.date BETWEEN %(day)s::date - %(days)s AND %(day)s::date - 1
         GROUP BY a.date) s) AS amounts,
    (SELECT jsonb_agg(to_jsonb(a) ORDER BY a.start) FROM dailylog_activity a
     WHERE a.employee_id = %(person)s AND a.date = %(day)s) AS same_day
"""


class Queued(NamedTuple):
    """An entry that waits, with its person, target, task and photographs; whether it was ever decided on."""

    activity: Activity
    decided: bool


class About(NamedTuple):
    """A finding that waits, and the ids of the entries that it is about; none: about the whole day."""

    finding: Finding
    entries: frozenset[int]


class QueueRows(NamedTuple):
    """The entries of the day by person and hour, how many wait on which day of whom, and the day's findings."""

    entries: Sequence[Queued]
    waiting: Sequence[tuple[date, int, int]]
    findings: Sequence[About]


class BackgroundRows(NamedTuple):
    """What a person delivered for a target on each of the days before, and all entries of the day."""

    amounts: Sequence[Decimal]
    same_day: Sequence[Activity]


def queue_rows(people: Collection[int], day: date, *, everyone: Collection[int], first: date, last: date) -> QueueRows:
    """What waits of these people on a day, and what waits of everyone between two days."""
    row = ask(_QUEUE, {"people": list(people), "day": day, "everyone": list(everyone), "first": first, "last": last})
    waiting = read_json(row["waiting"]) or []
    findings = read_json(row["findings"]) or []
    return QueueRows(
        entries=_entries(read_json(row["entries"]) or []),
        waiting=[(date.fromisoformat(on), person, count) for on, person, count in waiting],
        findings=[
            About(finding, frozenset(each["about"]))
            for finding, each in zip(instances(Finding, findings), findings, strict=True)
        ],
    )


def background_rows(activity: Activity, *, days: int) -> BackgroundRows:
    """What stands around an entry, so many days back."""
    row = ask(
        _BACKGROUND,
        {"person": activity.employee_id, "target": activity.target_id, "day": activity.date, "days": days},
    )
    amounts = [Decimal(total) for total in read_json(row["amounts"]) or []]
    return BackgroundRows(amounts, instances(Activity, read_json(row["same_day"])))


def _entries(rows: list[dict[str, Any]]) -> list[Queued]:
    activities = instances(Activity, rows)
    for activity, row in zip(activities, rows, strict=True):
        (activity.employee,) = instances(Employee, [row["by"]])
        if row["serves"]:
            (activity.target,) = instances(Target, [row["serves"]])
        if row["fulfils"]:
            (activity.task,) = instances(Task, [row["fulfils"]])
    with_evidence(activities, [row["shown"] for row in rows])
    return [Queued(activity, row["decided"]) for activity, row in zip(activities, rows, strict=True)]
