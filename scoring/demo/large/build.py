"""Runs the SQL of the large city in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from kinerja.errors import DomainError
from organization.models import Employee
from scoring.demo.calendar import days_of, month_end, next_month
from scoring.demo.large import months, people

Report = Callable[[str], None]
_PEOPLE_PER_OPD = 500
_MANAGERS_PER_OPD = 26
_LEVELS = (("opd_head", "opd", "OPD"), ("division_head", "division", "Bidang"), ("team_lead", "team", "Tim"))
_GIVEN = ("Agus", "Siti", "Budi", "Dewi", "Made", "Putu", "Andi", "Nur", "Rizal", "Fitri", "Yohanes", "Maria", "Lukas")
_FAMILY = ("Santosa", "Rahayu", "Sihombing", "Tanjung", "Wirawan", "Lahay", "Rumbewas", "Halim", "Hasanah", "Bere")
_VERBS = (
    "Memeriksa berkas permohonan",
    "Meninjau lokasi pekerjaan",
    "Menyusun laporan kegiatan",
    "Melayani warga di loket",
    "Rapat koordinasi pembahasan surat",
)
_OUTPUTS = ("Berkas lengkap", "Catatan peninjauan", "Laporan terkirim", "Permohonan dilayani", "Notula rapat")


@dataclass(frozen=True, slots=True)
class Plan:
    """How large the city is and which months it has; the same seed gives the same rows."""

    people: int
    start: date
    months: int
    seed: int = 1

    @property
    def opds(self) -> int:
        """OPDs of about 500 people."""
        return max(1, self.people // _PEOPLE_PER_OPD)

    def each_month(self) -> list[date]:
        """First days of the months."""
        listed = [self.start]
        while len(listed) < self.months:
            listed.append(next_month(listed[-1]))
        return listed


def build_city(plan: Plan, report: Report) -> None:
    """Make the city; every weekday is a workday, four entries and one attendance row a person.

    DomainError "city_not_empty" when there are people, "city_too_small" for fewer than one OPD needs.
    """
    if Employee.objects.exists():
        raise DomainError(
            "city_not_empty", "Basis data sudah berisi pegawai. Kota besar hanya dibuat pada basis data kosong."
        )
    if plan.people < 1 + 2 * _MANAGERS_PER_OPD:
        raise DomainError("city_too_small", f"Kota paling sedikit berisi {1 + 2 * _MANAGERS_PER_OPD} orang.")
    with transaction.atomic():
        _dice(plan.seed)
        _people(plan, report)
        for year in sorted({month.year for month in plan.each_month()}):
            _agreements(year, report)
        for month in plan.each_month():
            _month(month, report)
    _run(months.ANALYZE)


def _run(sql: str, **values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return int(cursor.rowcount)


def _dice(seed: int) -> None:
    """``pg_temp.dice(key, sides)``: a repeatable number from 0 to sides − 1; gone with the session."""
    _run(
        "CREATE OR REPLACE FUNCTION pg_temp.dice(key bigint, sides int) RETURNS int LANGUAGE sql IMMUTABLE"
        " PARALLEL SAFE AS $$ SELECT ((hashint8extended(key, %(seed)s) & 2147483647) %% sides)::int $$",
        seed=seed,
    )


def _people(plan: Plan, report: Report) -> None:
    _run(people.SEATS, opds=plan.opds, people=plan.people)
    for sql in (people.SIZES, people.SCHEDULE, people.REGION):
        _run(sql)
    for level, kind, label in _LEVELS:
        _run(people.UNITS, level=level, kind=kind, label=label)
    _run(people.POSITIONS)
    _run(people.EMPLOYEES, given=list(_GIVEN), family=list(_FAMILY), givens=len(_GIVEN), families=len(_FAMILY))
    _run(people.WHO)
    report(f"{_run(people.ASSIGNMENTS)} orang dalam {plan.opds} OPD")
    _run(months.REGISTERS)


def _agreements(year: int, report: Report) -> None:
    _run(people.AGREEMENTS, year=year)
    targets = sum(_run(people.TARGETS, year=year, level=level) for level in [*(row[0] for row in _LEVELS), "staff"])
    report(f"{_run(people.SEAL, year=year)} perjanjian {year} dengan {targets} sasaran")


def _month(month: date, report: Report) -> None:
    cases = _run(months.CASES, month=month, zone=settings.TIME_ZONE)
    readings = _run(months.READINGS, month=month)
    _run(months.RATINGS, month=month)
    report(f"{month:%Y-%m}: {cases} perkara, {readings} laporan nilai")
    _run("DROP TABLE IF EXISTS city_log")
    _run(months.LOG, year=month.year)
    _run("ANALYZE city_log")
    words = {"verbs": list(_VERBS), "outputs": list(_OUTPUTS), "kinds": len(_VERBS)}
    for day in (day for day in days_of(month, month_end(month)) if day.weekday() < 5):
        at = (day - date(day.year, 1, 1)) // timedelta(days=1) % 256
        marks = _run(months.ATTENDANCE, day=day, at=at)
        entries = _run(months.ACTIVITIES, day=day, at=at, **words)
        report(f"{day}: {marks} kehadiran, {entries} kegiatan")
