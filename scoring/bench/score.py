"""``score``: the city's month from rows to scores, beside the bare SQL that adds the same rows up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from django.db import connection

from kinerja.audit import acting
from kinerja.guards import tables_may_be_emptied
from organization.models import Unit, UnitKind
from scoring.actions import jobs
from scoring.actions.score import score_month
from scoring.bench.city import LARGE, LAST, MONTH, build
from scoring.bench.measure import Cost, apart, seconds, together
from scoring.bench.report import Figure
from scoring.models import Job

TURNS = 3
NEVER = Cost(float("inf"), 0)

BARE_TABLES = """
DROP TABLE IF EXISTS bench_person, bench_target;
CREATE TABLE bench_person (employee_id int8 PRIMARY KEY, entries int4, minutes float8, late int4);
CREATE TABLE bench_target (target_id int8 PRIMARY KEY, quantity numeric);
"""
# Rows looked at and counted, and one row a person written: less than any scoring has to do. Told for comparison.
COUNTED = """
INSERT INTO bench_person
SELECT p.id, a.entries, a.minutes, t.late
FROM organization_employee p
LEFT JOIN (
    SELECT employee_id, count(*) AS entries,
           sum(date_part('epoch', "end" - start) / 60) FILTER (WHERE status = 'approved') AS minutes
    FROM dailylog_activity WHERE date BETWEEN %(first)s AND %(last)s GROUP BY employee_id
) a ON a.employee_id = p.id
LEFT JOIN (
    SELECT employee_id, count(*) FILTER (WHERE check_in > '07:30') AS late
    FROM dailylog_attendance WHERE date BETWEEN %(first)s AND %(last)s GROUP BY employee_id
) t ON t.employee_id = p.id
ON CONFLICT (employee_id) DO UPDATE SET entries = excluded.entries, minutes = excluded.minutes, late = excluded.late
"""
# The least that the rules can cost (§3, §4): of every day the union of the entries inside presence, so that what
# overlaps is paid once, and of every target the sum of its quantities; written as they come, nothing decided.
# Written for speed: the window goes through the entries in the order of their key, and compares before it converts.
BARE = """
INSERT INTO bench_person
SELECT employee_id, count(*),
       sum(date_part('epoch', least(a."end", t.check_out) - greatest(a.start, a.before, t.check_in)) / 60),
       count(*) FILTER (WHERE t.check_in > '07:30')
FROM (
    SELECT employee_id, date, start, "end", max("end") OVER (
        PARTITION BY employee_id, date ORDER BY start ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM dailylog_activity WHERE status = 'approved' AND date BETWEEN %(first)s AND %(last)s
) a
JOIN (
    SELECT employee_id, date, check_in, check_out
    FROM dailylog_attendance WHERE date BETWEEN %(first)s AND %(last)s
) t USING (employee_id, date)
WHERE least(a."end", t.check_out) > greatest(a.start, a.before, t.check_in)
GROUP BY employee_id
ON CONFLICT (employee_id) DO UPDATE SET entries = excluded.entries, minutes = excluded.minutes, late = excluded.late;
INSERT INTO bench_target
SELECT target_id, sum(quantity)
FROM dailylog_activity
WHERE status = 'approved' AND target_id IS NOT NULL AND date BETWEEN %(first)s AND %(last)s
GROUP BY target_id
ON CONFLICT (target_id) DO UPDATE SET quantity = excluded.quantity;
"""


def run() -> Iterator[Figure]:
    """Whole city for the first time and again, memory, one OPD, one and two workers."""
    build(LARGE)
    # Turn by turn, so that what else the machine does meets all three alike.
    counted, bare, first, again = float("inf"), float("inf"), NEVER, NEVER
    for _ in range(TURNS):
        counted = min(counted, seconds(partial(_run_month, COUNTED), before=_bare_tables))
        bare = min(bare, seconds(partial(_run_month, BARE), before=_bare_tables))
        first = _least(first, _score, before=_forget)
        again = _least(again, _score)
    yield Figure("score: the rows merely counted in SQL", counted, "s")
    yield Figure("score: bare SQL", bare, "s")
    yield Figure("score: the city, first time", first.seconds, "s", limit=bare, bar=4)
    yield Figure("score: the city, again", again.seconds, "s", limit=bare, bar=4)
    yield Figure("score: peak memory", max(first.megabytes, again.megabytes), "MB", bar=400)
    code = Unit.objects.filter(kind=UnitKind.OPD).order_by("code").values_list("code", flat=True)[0]
    one_opd = NEVER
    for _ in range(TURNS):
        one_opd = _least(one_opd, partial(score_month, month=MONTH, opd_code=code))
    yield Figure("score: one OPD", one_opd.seconds, "s", bar=2)
    one, two = _workers(1), _workers(2)
    yield Figure("score: one worker", one.seconds, "s")
    yield Figure("score: a worker's memory", max(one.megabytes, two.megabytes), "MB", bar=400)
    yield Figure(
        "score: speed of two workers to one", 1 / two.seconds, "1/s", limit=1 / one.seconds, bar=1.7, least=True
    )


def _bare_tables() -> None:
    _run(BARE_TABLES)


def _run_month(statement: str) -> None:
    _run(statement, first=MONTH, last=LAST)


def _run(statement: str, **values: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)


def _forget() -> None:
    with tables_may_be_emptied():
        _run("TRUNCATE scoring_individualscore, scoring_organizationscore, scoring_achievement")
    _run("VACUUM ANALYZE scoring_revision")


def _score() -> None:
    with acting("bench"):
        score_month(month=MONTH)


def _least(so_far: Cost, work: Callable[[], object], before: Callable[[], object] | None = None) -> Cost:
    """One more turn: the shorter time, the higher peak."""
    if before is not None:
        before()
    cost = apart(work)
    return Cost(min(so_far.seconds, cost.seconds), max(so_far.megabytes, cost.megabytes))


def _workers(count: int) -> Cost:
    """The longest of so many processes that take the month's OPDs from each other."""
    best = NEVER
    for _ in range(TURNS):
        _forget()
        Job.objects.all().delete()
        jobs.request_scoring(month=MONTH)
        waiting = jobs.jobs_to_wake()
        costs = together([partial(_work, waiting)] * count)
        took, peak = max(cost.seconds for cost in costs), max(cost.megabytes for cost in costs)
        best = Cost(min(best.seconds, took), max(best.megabytes, peak))
        if Job.objects.exclude(state="done").exists():
            raise RuntimeError("the workers left jobs undone")
    return best


def _work(waiting: list[int]) -> None:
    with acting("bench"):
        for job_id in waiting:
            jobs.run_job(job_id)
