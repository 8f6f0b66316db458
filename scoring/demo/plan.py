"""The medium-term plan of Kota Tirtawangi: missions, goals, objectives, programmes and their money."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

#: Years of a medium-term plan (RPJMD).
LENGTH = 5
_KINDS = ("mission", "goal", "objective", "programme")

#: Code, name, unit; the dots of a code tell the storey.
_NODES: tuple[tuple[str, str, str], ...] = (
    ("1", "Mewujudkan tata kelola pemerintahan yang bersih, digital, dan melayani", ""),
    ("1.1", "Meningkatnya kualitas birokrasi yang akuntabel", ""),
    ("1.1.1", "Meningkatnya mutu perencanaan dan laporan kinerja perangkat daerah", "ORG"),
    ("1.1.1.01", "Program Penataan Organisasi", "ORG"),
    ("1.1.1.02", "Program Penunjang Urusan Pemerintahan Daerah", "ORG"),
    ("1.1.2", "Meningkatnya akuntabilitas kinerja dan keuangan", "INSP"),
    ("1.1.2.01", "Program Penyelenggaraan Pengawasan", "INSP"),
    ("1.1.2.02", "Program Perumusan Kebijakan, Pendampingan, dan Asistensi", "INSP"),
    ("1.1.3", "Meningkatnya mutu pengelolaan pegawai berdasarkan sistem merit", "BKPSDM"),
    ("1.1.3.01", "Program Kepegawaian Daerah", "BKPSDM"),
    ("1.1.3.02", "Program Pengembangan Sumber Daya Manusia", "BKPSDM"),
    ("1.2", "Meningkatnya kualitas layanan digital dan keterbukaan informasi", ""),
    ("1.2.1", "Meningkatnya keterbukaan dan jangkauan informasi publik", "KOMINFO"),
    ("1.2.1.01", "Program Pengelolaan Informasi dan Komunikasi Publik", "KOMINFO"),
    ("1.2.1.02", "Program Pelayanan Informasi Publik", "KOMINFO"),
    ("1.2.2", "Meningkatnya keandalan layanan digital pemerintah kota", "KOMINFO"),
    ("1.2.2.01", "Program Pengelolaan Aplikasi Informatika", "KOMINFO"),
    ("1.2.2.02", "Program Penyelenggaraan Persandian untuk Pengamanan Informasi", "KOMINFO"),
    ("1.2.2.03", "Program Penyelenggaraan Statistik Sektoral", "KOMINFO"),
    ("2", "Mewujudkan lingkungan kota yang bersih dan lestari", ""),
    ("2.1", "Meningkatnya kualitas lingkungan hidup", ""),
    ("2.1.1", "Meningkatnya kebersihan dan mutu lingkungan kota", "DLH"),
    ("2.1.1.01", "Program Pengelolaan Persampahan", "DLH"),
    ("2.1.1.02", "Program Pengendalian Pencemaran dan Kerusakan Lingkungan Hidup", "DLH"),
    ("2.1.1.03", "Program Pengelolaan Keanekaragaman Hayati", "DLH"),
    ("2.1.2", "Meningkatnya kesiapsiagaan warga menghadapi perubahan iklim", "DLH"),
    ("2.1.2.01", "Program Peningkatan Pendidikan dan Pelatihan Lingkungan Hidup untuk Masyarakat", "DLH"),
    ("3", "Mewujudkan pelayanan kewilayahan yang dekat dengan warga", ""),
    ("3.1", "Meningkatnya kualitas pelayanan publik di kecamatan", ""),
    ("3.1.1", "Meningkatnya mutu pelayanan dan ketertiban wilayah", "KEC-SW"),
    ("3.1.1.01", "Program Penyelenggaraan Pemerintahan dan Pelayanan Publik", "KEC-SW"),
    ("3.1.1.02", "Program Koordinasi Ketenteraman dan Ketertiban Umum", "KEC-SW"),
    ("3.2", "Meningkatnya keberdayaan masyarakat", ""),
    ("3.2.1", "Meningkatnya peran serta masyarakat dalam pembangunan wilayah", "KEC-SW"),
    ("3.2.1.01", "Program Pemberdayaan Masyarakat Desa dan Kelurahan", "KEC-SW"),
)


@dataclass(frozen=True, slots=True)
class Money:
    """The budget of a programme in the first year of the plan, in millions of rupiah, by source of funds."""

    code: str
    millions: int
    funding: str = "APBD"


_MONEY = (
    Money("1.1.1.01", 1_850),
    Money("1.1.1.02", 2_400),
    Money("1.1.2.01", 4_120),
    Money("1.1.2.02", 960),
    Money("1.1.3.01", 3_275),
    Money("1.1.3.02", 5_480),
    Money("1.2.1.01", 4_215),
    Money("1.2.1.02", 640),
    Money("1.2.2.01", 12_976),
    Money("1.2.2.02", 1_450),
    Money("1.2.2.03", 385),
    Money("2.1.1.01", 38_600),
    Money("2.1.1.01", 6_500, "DAK"),
    Money("2.1.1.02", 2_750),
    Money("2.1.1.03", 7_900),
    Money("2.1.2.01", 425),
    Money("3.1.1.01", 3_640),
    Money("3.1.1.02", 1_180),
    Money("3.2.1.01", 2_260),
    Money("3.2.1.01", 1_500, "DAU Tambahan"),
)
#: Budgets grow by this many percent of the first year with every year.
_GROWTH = 5


def first_year(today: date) -> int:
    """The first year of the plan: last year, with which the story begins; next year's agreements lie in it as well."""
    return today.year - 1


def objective_rows(today: date) -> Iterator[dict[str, str]]:
    """The tree, the upper storeys before those below them."""
    begun = first_year(today)
    for code, name, unit in _NODES:
        parent, _dot, _last = code.rpartition(".")
        yield {
            "code": code,
            "kind": _KINDS[code.count(".")],
            "name": name,
            "parent_code": parent,
            "unit_code": unit,
            "first_year": str(begun),
            "last_year": str(begun + LENGTH - 1),
        }


def budget_rows(today: date) -> Iterator[dict[str, str]]:
    """The money of every programme for every year of the plan, in rupiah."""
    begun = first_year(today)
    for year in range(begun, begun + LENGTH):
        percent = 100 + _GROWTH * (year - begun)
        for money in _MONEY:
            yield {
                "code": money.code,
                "year": str(year),
                "funding": money.funding,
                "amount": str(money.millions * 10_000 * percent),
            }
