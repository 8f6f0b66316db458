"""Scoring by real Celery workers over a real Redis: one, four, or one that is killed half-way – the same rows."""

import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from scoring.actions import jobs
from scoring.actions.score import score_month
from scoring.models import Job, JobKind, JobState, Month, Revision
from scoring.tasks import run_job
from tests.figures import stored_figures
from tests.races import kept_waiting, session, until

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "kota-contoh"
MARCH = date(2025, 3, 1)

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def worker(queue: str, processes: int) -> Iterator[subprocess.Popen[bytes]]:
    """A Celery worker on the test's database and on a queue of its own; killed with its children in the end."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    url = urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "kinerja",
        "worker",
        "-Q",
        queue,
        "-c",
        str(processes),
        "-l",
        "ERROR",
    ]
    process = subprocess.Popen(
        [*command, "--without-gossip", "--without-mingle", "-n", f"{queue}@%h"],
        env=os.environ | {"DATABASE_URL": url, "KINERJA_AS_OWNER": "0"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        kill(process)


def kill(process: "subprocess.Popen[bytes]") -> None:
    """Kill a worker and its children without a word."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def waiting_jobs() -> list[int]:
    """What the dispatcher finds when all messages so far count as lost."""
    Job.objects.filter(kind=JobKind.SCORE_OPD, state=JobState.PENDING).update(sent_at=None)
    return jobs.jobs_to_wake()


def wake(job_ids: list[int], queue: str) -> None:
    """What the dispatcher does with them, on the test's own queue."""
    for job_id in job_ids:
        run_job.apply_async(args=[job_id], queue=queue)


def done() -> bool:
    return not Job.objects.filter(kind=JobKind.SCORE_OPD).exclude(state=JobState.DONE).exists()


@pytest.fixture
def whole() -> list[tuple[object, ...]]:
    """The golden city, and its rows as one process makes them; the revision is gone again."""
    call_command("import_city", str(GOLDEN), verbosity=0)
    score_month(month=MARCH)
    found = stored_figures()
    Revision.objects.all().delete()
    return found


@pytest.mark.parametrize("processes", [1, 4])
def test_workers_make_the_same_rows_as_one_process(whole: list[tuple[object, ...]], processes: int) -> None:
    queue = f"test-{uuid.uuid4().hex[:8]}"
    parent = jobs.request_scoring(month=MARCH)
    with worker(queue, processes):
        wake(waiting_jobs(), queue)
        until(done, "all parts are done")
    jobs.finish_parents()

    parent.refresh_from_db()
    assert parent.state == JobState.DONE
    assert stored_figures() == whole


def test_a_worker_killed_half_way_loses_and_doubles_nothing(whole: list[tuple[object, ...]]) -> None:
    """The worker is killed while it holds a claimed job; the next one finds the row pending and does it."""
    queue = f"test-{uuid.uuid4().hex[:8]}"
    jobs.request_scoring(month=MARCH)
    with worker(queue, 1) as first:
        waiting = waiting_jobs()
        with transaction.atomic():
            Month.objects.select_for_update().get(month=MARCH)
            wake(waiting, queue)
            until(lambda: bool(kept_waiting(session())), "the worker is inside a job")
            kill(first)
    assert stored_figures() == []
    assert not Job.objects.filter(kind=JobKind.SCORE_OPD, state=JobState.DONE).exists()

    with worker(queue, 1):
        wake(waiting_jobs(), queue)
        until(done, "all parts are done")
    assert stored_figures() == whole
    assert max(Job.objects.filter(kind=JobKind.SCORE_OPD).values_list("attempts", flat=True)) == 2
