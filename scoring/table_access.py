"""Which office takes which table in and out (mission, "Who uses it")."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kinerja.tables.registry import export_kinds, table_kinds
from organization.access import access_for
from organization.models import Role
from scoring.policies import may_see_all_pledges, may_see_ranking, sees_all_figures

TITLES = {
    "schedules": pgettext_lazy("daftar", "Jadwal kerja"),
    "shifts": pgettext_lazy("daftar", "Giliran kerja"),
    "units": pgettext_lazy("daftar", "Unit"),
    "holidays": _("Hari libur"),
    "positions": pgettext_lazy("daftar", "Jabatan"),
    "employees": pgettext_lazy("daftar", "Pegawai"),
    "assignments": _("Penempatan"),
    "rosters": _("Jadwal giliran"),
    "registers": _("Register perkara dan kelasnya"),
    "objectives": _("Pohon perencanaan"),
    "budgets": _("Anggaran program"),
    "indicators": _("Kamus indikator"),
    "agreements": _("Perjanjian kinerja"),
    "targets": _("Sasaran kinerja"),
    "cases": pgettext_lazy("daftar", "Perkara"),
    "readings": _("Laporan nilai"),
    "justifications": _("Pertanggungjawaban"),
    "attendance": _("Kehadiran"),
    "leave": _("Cuti dan dinas luar"),
    "leave_balances": _("Saldo awal cuti tahunan"),
    "activities": _("Kegiatan harian"),
    "behaviour": _("Penilaian perilaku"),
    "sanctions": _("Hukuman disiplin"),
    "policy": _("Kebijakan penilaian"),
    "scores": _("Angka pegawai"),
    "achievements": _("Capaian bulan"),
    "ytd": _("Capaian sampai dengan bulan"),
    "rankings": _("Peringkat bulan"),
    "rankings_ytd": _("Peringkat sampai dengan bulan"),
    "pledges": _("Kesanggupan"),
    "payroll": _("Daftar TPP"),
    "superiors": _("Atasan yang perlu dilihat"),
}

_PEOPLE = frozenset(
    {
        "units",
        "positions",
        "employees",
        "assignments",
        "schedules",
        "shifts",
        "rosters",
        "holidays",
        "attendance",
        "leave",
        "leave_balances",
        "behaviour",
        "sanctions",
    }
)
_PLANNING = frozenset({"objectives", "budgets", "indicators"})
_PROMISES = frozenset(
    {"agreements", "targets", "registers", "cases", "readings", "justifications", "policy", "holidays"}
)
_LOGS = frozenset({"activities"})
_FIGURES = frozenset({"scores", "payroll"})
_RANKINGS = frozenset({"rankings", "rankings_ytd"})


def importable(user: Any) -> list[str]:
    """The kinds that the user may upload, in the order in which a city is loaded."""
    roles = access_for(user).roles
    allowed: set[str] = set()
    if Role.BKPSDM in roles:
        allowed |= _PEOPLE
    if Role.ORTALA in roles:
        allowed |= _PLANNING | _PROMISES
    return [kind for kind in table_kinds() if kind in allowed or Role.OPERATOR in roles]


def may_import(user: Any, kind: str) -> bool:
    """Upload a table of this kind."""
    return kind in importable(user)


def may_export(user: Any, kind: str) -> bool:
    """Download: what one may upload, and the results that one may see on the pages; the inspectorate everything.

    Daily logs leave only with the inspectorate: who loads them for a machine need not read them.
    """
    access = access_for(user)
    if Role.INSPECTORATE in access.roles:
        return True
    if kind in table_kinds():
        return kind not in _LOGS and may_import(user, kind)
    if kind in _RANKINGS:
        return may_see_ranking(user)
    if kind in _FIGURES:
        return sees_all_figures(access)
    return may_see_all_pledges(user) if kind == "pledges" else access.sees_city


def exportable(user: Any) -> list[str]:
    """The kinds that the user may download: first the tables that also come in, then the results."""
    return [kind for kind in (*table_kinds(), *export_kinds()) if may_export(user, kind)]


def may_use_tables(user: Any) -> bool:
    """Open the page of tables: whoever uploads some, and the inspectorate."""
    roles = access_for(user).roles
    return bool(roles & {Role.BKPSDM, Role.ORTALA, Role.OPERATOR, Role.INSPECTORATE})
