"""Bagian Organisasi of the regional secretariat: it runs the yearly round of agreements."""

from scoring.demo.spec import QUARTERS, Division, Goal, Job, Line, Office, Team, innovations

_SAKIP = "Meningkatnya mutu perencanaan dan laporan kinerja perangkat daerah"

_REVIEW = Line(
    "REVIU",
    "Jumlah perjanjian kinerja dan indikator yang direviu",
    "dokumen",
    14,
    (
        ("Mereviu perjanjian kinerja {kantor}", "Catatan reviu indikator"),
        ("Mendampingi {kantor} menyusun pohon kinerja", "Pohon kinerja disepakati"),
        ("Memeriksa indikator {kantor} dengan uji SMART", "Lembar uji indikator"),
        ("Menyiapkan naskah penandatanganan perjanjian {kantor}", "Naskah siap tanda tangan"),
    ),
    climbs="head",
    objective=_SAKIP,
)
_PROCEDURE = Line(
    "SOP",
    "Jumlah analisis jabatan dan prosedur yang disusun",
    "dokumen",
    6,
    (
        ("Menyusun analisis beban kerja {kantor}", "Tabel beban kerja"),
        ("Membahas standar prosedur layanan dengan {kantor}", "Konsep prosedur"),
        ("Mengukur survei kepuasan masyarakat pada {kantor}", "Rekap hasil survei"),
    ),
    climbs="head",
    objective=_SAKIP,
)

ORGANISASI = Office(
    "ORG",
    "Bagian Organisasi Sekretariat Daerah",
    "Kepala Bagian Organisasi",
    "5-hari",
    (
        Division(
            "ORG-KIN",
            "Subbagian Kinerja dan Reformasi Birokrasi",
            "Kepala Subbagian Kinerja dan Reformasi Birokrasi",
            (
                Team(
                    "ORG-KIN-TIM",
                    "Tim Perjanjian Kinerja",
                    "Ketua Tim Perjanjian Kinerja",
                    (
                        Job("Analis Kebijakan Ahli Pertama", 3, (_REVIEW,), 4_900_000),
                        Job("Analis Kelembagaan", 2, (_PROCEDURE,), 4_500_000),
                    ),
                ),
            ),
            (Goal("TEPAT", "Dokumen kinerja OPD yang terbit tepat waktu", "persen", "95", 20, _SAKIP, parent="SAKIP"),),
        ),
    ),
    (
        Goal("SAKIP", "Nilai evaluasi SAKIP kota", "nilai", "75", 30, _SAKIP, accumulation="last", months=(6, 12)),
        Goal(
            "RB",
            "Indeks reformasi birokrasi",
            "nilai",
            "78",
            20,
            _SAKIP,
            accumulation="last",
            months=QUARTERS,
            mean=101,
            spread=3,
        ),
        Goal("ANGGARAN", "Realisasi anggaran terhadap rencana kas", "persen", "95", 10, mean=103, spread=4),
        innovations(),
    ),
    (("REVIU", 25), ("SOP", 15)),
    14_500_000,
    together=104,
    supports=(("REVIU", "SAKIP"), ("SOP", "RB")),
)
