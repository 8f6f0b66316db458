"""Brings the demo city into an empty database: import, logins, rights, scores, closed months."""

import sys
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import transaction

from kinerja.errors import DomainError
from organization.models import Employee, RoleGrant, Unit
from scoring.actions.close import close_month
from scoring.actions.score import score_month
from scoring.demo.calendar import months_until, objection_closed
from scoring.demo.career import WHOLE_DAY
from scoring.demo.days import plan_days
from scoring.demo.logins import DEMO_PASSWORD, GRANTS
from scoring.demo.people import first_holders
from scoring.demo.promises import hold_round
from scoring.demo.tables import write_tables
from scoring.periods import end_of_yesterday, local_now

Report = Callable[[str], None]


def install_demo(*, today: date, as_of: datetime | None, report: Report) -> None:
    """All or nothing, in one transaction; ``as_of`` is the instant of the scores, none is the end of yesterday.

    DomainError "city_not_empty" when anybody is in the database already: the published password must never reach a
    real city.
    """
    if Employee.objects.exists():
        raise DomainError(
            "city_not_empty", "Basis data sudah berisi pegawai. Kota contoh hanya dipasang pada basis data kosong."
        )
    with transaction.atomic():
        now = local_now()
        _import(today, WHOLE_DAY if as_of else now.hour * 60 + now.minute, report)
        # One hash for all: a hash each would cost the first start a minute.
        Employee.objects.update(password=make_password(DEMO_PASSWORD), must_change_password=False)
        _grant(date(today.year - 1, 1, 1))
        score_months(today, as_of, report)
        if as_of is None:
            # Papers are signed now or not at all; a story of another day has none.
            report(f"Putaran {hold_round(today).year} dibuka")
            tasks, findings = plan_days(today)
            report(f"{tasks} tugas diberikan, {findings} temuan menunggu penjelasan")


def end_of(today: date) -> datetime:
    """The last second of a day, local time."""
    return datetime.combine(today, time(23, 59, 59))


def _import(today: date, minute: int, report: Report) -> None:
    with TemporaryDirectory(prefix="kinerja-demo-") as name:
        written = write_tables(Path(name), today, minute=minute)
        report(f"{sum(written.values())} baris dibuat untuk {len(written)} tabel")
        # Standard output is for the logins alone: script/server keeps them for later starts.
        call_command("import_city", name, stdout=sys.stderr)


def _grant(start: date) -> None:
    people = Employee.objects.in_bulk([person.nip for person in first_holders().values()], field_name="nip")
    units = Unit.objects.in_bulk([unit for _, _, unit in GRANTS if unit], field_name="code")
    RoleGrant.objects.bulk_create(
        RoleGrant(employee=people[first_holders()[seat].nip], role=role, unit=units.get(unit), start=start)
        for seat, role, unit in GRANTS
    )


def score_months(today: date, as_of: datetime | None, report: Report) -> None:
    """Close the months whose objection window has passed, which scores them; score those that are still open.

    As every night, a month of which no day is over is left alone: figures of nothing would be zeros.
    """
    for month in months_until(today):
        if objection_closed(month, today):
            close_month(month=month, by=None, as_of=as_of)
        elif moment := as_of or end_of_yesterday(month):
            score_month(month=month, as_of=moment)
        else:
            continue
        report(f"Bulan {month:%Y-%m} dihitung")
