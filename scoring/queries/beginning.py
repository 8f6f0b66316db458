"""What a new region still lacks before its first month can be scored, in the order in which it is entered.

A region that has closed a month has begun: each January its year has no agreements yet, and it is not new again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to enter: its page, the KIND of its table (empty: page only), and whether something is there."""

    title: StrPromise
    text: StrPromise
    url_name: str
    table: str
    done: bool


# Title, what to enter, the page's url name, the table's KIND.
_STEPS: tuple[tuple[StrPromise, StrPromise, str, str], ...] = (
    (
        _("Jadwal kerja"),
        _("Jam kerja dan istirahat tiap hari. Hari tanpa jam kerja dianggap libur."),
        "org_schedules",
        "schedules",
    ),
    (
        _("Hari libur"),
        _("Muat kalender nasional, lalu tambahkan libur daerah dengan nomor keputusannya."),
        "org_holidays_now",
        "holidays",
    ),
    (
        _("Daerah, OPD, bidang, dan tim"),
        _("Daerah lebih dahulu, dengan jadwal kerjanya; unit di bawahnya mengikuti."),
        "org_units",
        "units",
    ),
    (
        _("Jabatan"),
        _("Di halaman tiap unit: kepala unit lebih dahulu, lalu stafnya, masing-masing dengan pagu TPP."),
        "org_units",
        "positions",
    ),
    (
        _("Pegawai"),
        _("NIP dan nama, lalu jabatan yang dipegang. Kata sandi pertama diberikan dari halaman pegawai."),
        "org_people",
        "employees",
    ),
    (
        _("Penempatan"),
        _("Jabatan tiap pegawai dan sejak kapan. Di halaman pegawai baru dapat diisi sekaligus."),
        "org_vacancies",
        "assignments",
    ),
    (
        _("Peran"),
        _("BKPSDM, Bagian Ortala, dan Inspektorat, sekurangnya satu orang masing-masing."),
        "org_roles",
        "",
    ),
    (
        _("Perjanjian kinerja"),
        _("Ortala membuka putaran perjanjian. Yang sudah ditandatangani di kertas masuk lewat tabel, lalu sasarannya."),
        "rounds",
        "agreements",
    ),
    (
        _("Sasaran kinerja"),
        _("Indikator, bobot, dan angka tiap bulan dari tiap perjanjian."),
        "agreements",
        "targets",
    ),
    (
        _("Penghitungan pertama"),
        _("Pilih bulan pada kotak di bawah, lalu Mulai hitung. Sesudah itu setiap malam dihitung sendiri."),
        "runs",
        "",
    ),
)
# In the same order: whether there is any of it on a day; last, whether a month is closed.
_DONE = """
SELECT EXISTS (SELECT FROM organization_schedulehours),
    EXISTS (SELECT FROM organization_holiday WHERE extract(year FROM date) = extract(year FROM %(day)s::date)),
    EXISTS (SELECT FROM organization_unit WHERE kind = 'opd')
        AND EXISTS (SELECT FROM organization_unit WHERE schedule_id IS NOT NULL),
    EXISTS (SELECT FROM organization_position WHERE level = 'opd_head'),
    (SELECT count(*) FROM (SELECT FROM organization_employee LIMIT 2) AS people) > 1,
    EXISTS (SELECT FROM organization_assignment WHERE kind = 'definitive'),
    (SELECT count(DISTINCT role) FROM organization_rolegrant
        WHERE role IN ('bkpsdm', 'ortala', 'inspectorate') AND start <= %(day)s
            AND coalesce("end" >= %(day)s, true)) = 3,
    EXISTS (SELECT FROM contracts_agreement WHERE year = extract(year FROM %(day)s::date) AND signed_on IS NOT NULL),
    EXISTS (SELECT FROM contracts_target),
    EXISTS (SELECT FROM scoring_individualscore),
    EXISTS (SELECT FROM scoring_month WHERE locked_at IS NOT NULL)
"""


def steps(day: date) -> list[Step]:
    """Every step with its state, as of a day; empty as soon as none is open, or a month is closed."""
    with connection.cursor() as cursor:
        cursor.execute(_DONE, {"day": day})
        *done, begun = cursor.fetchone()
    if begun or all(done):
        return []
    return [Step(*step, done=there) for step, there in zip(_STEPS, done, strict=True)]
