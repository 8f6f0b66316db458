"""What the mayor promises the city: the regional indicators, above the promises of the heads of offices."""

from scoring.demo.spec import QUARTERS, Goal

_CLEAN = "Meningkatnya kualitas birokrasi yang akuntabel"
_DIGITAL = "Meningkatnya kualitas layanan digital dan keterbukaan informasi"
_GREEN = "Meningkatnya kualitas lingkungan hidup"
_SERVICE = "Meningkatnya kualitas pelayanan publik di kecamatan"

#: A code that offices promise too is reported as they reported it: sums added up, rates averaged.
REGION_GOALS: tuple[Goal, ...] = (
    Goal("SAKIP", "Nilai evaluasi SAKIP kota", "nilai", "75", 10, _CLEAN, accumulation="last", months=(6, 12)),
    Goal("RB", "Indeks reformasi birokrasi", "nilai", "78", 10, _CLEAN, accumulation="last", months=QUARTERS),
    Goal(
        "OPINI",
        "Opini BPK atas laporan keuangan daerah (WTP = 4)",
        "jenjang opini",
        "4",
        10,
        _CLEAN,
        accumulation="last",
        months=(5,),
        mean=100,
        spread=0,
    ),
    Goal("MCP", "Nilai pencegahan korupsi (MCP KPK)", "persen", "88", 10, _CLEAN, months=QUARTERS),
    Goal(
        "SPI",
        "Nilai survei penilaian integritas (SPI KPK)",
        "nilai",
        "78",
        8,
        _CLEAN,
        accumulation="last",
        months=(10,),
        mean=97,
        spread=1,
    ),
    Goal(
        "LHP",
        "Rekomendasi LHP BPK ditindaklanjuti paling lama 60 hari kerja",
        "persen",
        "95",
        10,
        _CLEAN,
        source="cases",
        register="LHP",
    ),
    Goal("ANGGARAN", "Realisasi anggaran terhadap rencana kas", "persen", "95", 10, _CLEAN),
    Goal(
        "INOVASI",
        "Jumlah inovasi perangkat daerah yang diterapkan",
        "inovasi",
        "8",
        10,
        _CLEAN,
        accumulation="sum",
        months=QUARTERS,
    ),
    Goal(
        "SPBE",
        "Indeks sistem pemerintahan berbasis elektronik",
        "nilai",
        "3.60",
        6,
        _DIGITAL,
        accumulation="last",
        months=(12,),
        mean=101,
        spread=2,
    ),
    Goal(
        "KIP",
        "Nilai keterbukaan informasi publik",
        "nilai",
        "90",
        6,
        _DIGITAL,
        accumulation="last",
        months=(11,),
        mean=102,
        spread=2,
    ),
    Goal("IKLH", "Indeks kualitas lingkungan hidup", "nilai", "62", 5, _GREEN, months=QUARTERS),
    Goal("SKM", "Nilai survei kepuasan masyarakat", "nilai", "84", 5, _SERVICE),
)
