"""The table of everything that a region's scoring policy decides, with the defaults of the rules."""

from __future__ import annotations

from collections.abc import Iterator

from kinerja.text import gettext_noop as _
from scoring.rules.policy_values import (
    NOT_SCORED,
    Parse,
    PolicyKey,
    choice,
    number,
    number_choice,
    weight_or_none,
    whole,
)

LEVELS = ("head_of_region", "regional_secretary", "assistant", "opd_head", "division_head", "team_lead", "staff")
COMPONENTS = ("results", "activity", "unit", "behaviour")
LEAVE_KINDS = ("annual", "sick", "maternity", "important", "long", "unpaid", "dinas_luar")
BANDS = (1, 2, 3, 4)

_LEVEL_WEIGHTS = {
    "opd_head": ("80", "0", "0", "20"),
    "division_head": ("60", "0", "20", "20"),
    "team_lead": ("50", "20", "10", "20"),
    "staff": ("40", "30", "10", "20"),
}
_BAND_STARTS = ("1", "31", "61", "91")
_BAND_POINTS = ("0.50", "1.00", "1.25", "1.50")
_UNPAID_LEAVE = {"unpaid": "3.00"}
_COMPONENT_HELP = {
    "results": _("Bobot hasil kerja dalam IKI jenjang ini; none = jenjang tidak dinilai"),
    "activity": _("Bobot aktivitas harian dalam IKI jenjang ini; none = jenjang tidak dinilai"),
    "unit": _("Bobot kinerja unit dalam IKI jenjang ini; none = jenjang tidak dinilai"),
    "behaviour": _("Bobot perilaku kerja dalam IKI jenjang ini; none = jenjang tidak dinilai"),
}

_Row = tuple[str, str, Parse, str, str]
_PLAIN: tuple[_Row, ...] = (
    (
        "achievement.cap",
        "120",
        number_choice("100", "110", "120", "150"),
        _("Capaian tertinggi satu indikator, persen"),
        "§3",
    ),
    (
        "achievement.minimize",
        "subtract",
        choice("subtract", "divide"),
        _("Rumus indikator makin kecil makin baik: subtract = (2T − R)/T, divide = T/R"),
        "§3",
    ),
    (
        "achievement.stabilize_tolerance",
        "5",
        number(0, 100),
        _("Penyimpangan dari target stabil yang masih dianggap penuh, persen dari target"),
        "§3",
    ),
    (
        "activity.expected_numerator",
        "300",
        whole(1, 1440),
        _("Menit aktivitas yang diharapkan pada hari kerja penuh"),
        "§4",
    ),
    (
        "activity.expected_denominator",
        "450",
        whole(1, 1440),
        _("Menit efektif hari kerja penuh, pembanding menit yang diharapkan"),
        "§4",
    ),
    ("iki.cap", "120", number(100, 200), _("IKI tertinggi, persen"), "§5"),
    ("behaviour.above", "110", number(0, 200), _("Nilai perilaku di atas ekspektasi, persen"), "§5"),
    ("behaviour.meets", "100", number(0, 200), _("Nilai perilaku sesuai ekspektasi atau belum dinilai, persen"), "§5"),
    ("behaviour.below", "70", number(0, 200), _("Nilai perilaku di bawah ekspektasi, persen"), "§5"),
    ("predicate.above", "110", number(0, 200), _("Hasil kerja di atas ekspektasi mulai dari, persen"), "§5"),
    ("predicate.meets", "90", number(0, 200), _("Hasil kerja sesuai ekspektasi mulai dari, persen"), "§5"),
    ("discipline.absent", "3.00", number(0, 100), _("Poin tanpa keterangan (TK) per hari"), "§6"),
    (
        "discipline.unfiled",
        "1.00",
        number(0, 100),
        _("Poin hari hadir tanpa aktivitas yang diajukan sampai batas waktu"),
        "§6",
    ),
    (
        "discipline.finding",
        "0.50",
        number(0, 100),
        _("Poin per temuan pemeriksaan silang yang terbukti atau tidak dijelaskan"),
        "§6",
    ),
    (
        "discipline.supervisor_per_entry",
        "0.10",
        number(0, 100),
        _("Poin atasan per aktivitas tim yang belum diputuskan sampai batas waktu"),
        "§6",
    ),
    (
        "discipline.supervisor_max",
        "5.00",
        number(0, 100),
        _("Poin tertinggi atasan per bulan karena aktivitas yang belum diputuskan"),
        "§6",
    ),
    ("wfa.max_minutes", "450", whole(1, 1440), _("Menit hadir yang dituntut paling banyak pada hari WFA"), "§6"),
    ("tpp.weight.iki", "70", number(0, 100), _("Bobot IKI dalam produktivitas"), "§7"),
    ("tpp.weight.iko", "30", number(0, 100), _("Bobot IKO perangkat daerah dalam produktivitas"), "§7"),
    ("tpp.weight.productivity", "60", number(0, 100), _("Bagian TPP dari produktivitas, persen"), "§7"),
    ("tpp.weight.discipline", "40", number(0, 100), _("Bagian TPP dari disiplin, persen"), "§7"),
    ("tpp.acting_percent", "20", number(0, 100), _("Tambahan TPP jabatan Plt/Plh, persen dari TPP jabatan itu"), "§7"),
    (
        "tpp.discipline_mode",
        "component",
        choice("component", "whole"),
        _("Poin disiplin memotong: component = bagian disiplin, whole = seluruh TPP"),
        "§7",
    ),
    (
        "crosscheck.overtime_minutes",
        "60",
        whole(1, 1440),
        _("Menit pulang setelah jam kerja tanpa aktivitas yang menjadi temuan"),
        "§8",
    ),
    (
        "crosscheck.copied_days",
        "5",
        whole(2, 31),
        _("Hari kerja berturut-turut dengan uraian sama yang menjadi temuan"),
        "§8",
    ),
    (
        "crosscheck.quantity_factor",
        "10",
        number(2, 1000),
        _("Kelipatan median kuantitas harian yang menjadi temuan"),
        "§8",
    ),
    (
        "crosscheck.bulk_entries",
        "50",
        whole(2, 100000),
        _("Jumlah aktivitas yang disetujui sekaligus yang menjadi temuan"),
        "§8",
    ),
    (
        "crosscheck.bulk_seconds",
        "10",
        whole(1, 3600),
        _("Detik untuk menyetujui sejumlah aktivitas itu yang menjadi temuan"),
        "§8",
    ),
    ("pledge.threshold", "3", whole(2, 12), _("Bulan meleset berturut-turut yang menyalakan ikrar"), "§9"),
    ("filing.deadline_workdays", "3", whole(1, 10), _("Batas pengajuan aktivitas, hari kerja setelah harinya"), "§11"),
    (
        "approval.deadline_workday",
        "5",
        whole(1, 20),
        _("Batas keputusan atasan, hari kerja ke berapa bulan berikutnya"),
        "§11",
    ),
    (
        "reading.deadline_workday",
        "5",
        whole(1, 20),
        _("Batas laporan realisasi, hari kerja ke berapa bulan berikutnya"),
        "§11",
    ),
    (
        "objection.deadline_workday",
        "10",
        whole(1, 20),
        _("Batas keberatan, hari kerja ke berapa bulan berikutnya"),
        "§11",
    ),
)


def _level_rows() -> Iterator[_Row]:
    for level in LEVELS:
        defaults = _LEVEL_WEIGHTS.get(level, (NOT_SCORED,) * len(COMPONENTS))
        for component, default in zip(COMPONENTS, defaults, strict=True):
            yield f"iki.{level}.{component}", default, weight_or_none(0, 100), _COMPONENT_HELP[component], "§5"


def _discipline_rows() -> Iterator[_Row]:
    for band, start, points in zip(BANDS, _BAND_STARTS, _BAND_POINTS, strict=True):
        yield f"discipline.band.{band}", start, whole(1, 1440), _("Menit awal pita keterlambatan ini"), "§6"
        yield f"discipline.late.{band}", points, number(0, 100), _("Poin terlambat (TL) pada pita ini"), "§6"
        yield f"discipline.early.{band}", points, number(0, 100), _("Poin pulang cepat (PSW) pada pita ini"), "§6"
    for kind in LEAVE_KINDS:
        default = _UNPAID_LEAVE.get(kind, "0.00")
        yield f"discipline.leave.{kind}", default, number(0, 100), _("Poin per hari kerja cuti jenis ini"), "§6"


POLICY_KEYS: dict[str, PolicyKey] = {
    row[0]: PolicyKey(*row) for row in sorted((*_PLAIN, *_level_rows(), *_discipline_rows()), key=lambda row: row[0])
}
DEFAULT_VALUES: dict[str, str] = {name: key.default for name, key in POLICY_KEYS.items()}
