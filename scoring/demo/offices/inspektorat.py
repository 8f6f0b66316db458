"""Inspektorat: audits, reviews and the follow-up of findings."""

from scoring.demo.spec import QUARTERS, Division, Goal, Job, Line, Office, Team

_AUDIT = "Meningkatnya akuntabilitas kinerja dan keuangan"

_PAPERS = Line(
    "KERTAS",
    "Jumlah kertas kerja audit dan reviu yang diselesaikan",
    "kertas kerja",
    8,
    (
        ("Menguji bukti belanja {belanja} pada {kantor}", "Kertas kerja pengujian"),
        ("Reviu laporan kinerja {kantor}", "Catatan hasil reviu"),
        ("Wawancara dan cek fisik pekerjaan {tempat}", "Berita acara pemeriksaan fisik"),
        ("Menyusun simpulan audit {kantor}", "Konsep laporan hasil audit"),
        ("Menguji keabsahan foto dan bukti kinerja {kantor}", "Daftar bukti terverifikasi"),
    ),
    climbs="head",
    objective=_AUDIT,
)
_FOLLOW = Line(
    "TINDAK",
    "Jumlah rekomendasi yang dipantau tindak lanjutnya",
    "rekomendasi",
    10,
    (
        ("Meminta bukti tindak lanjut temuan kepada {kantor}", "Surat permintaan bukti"),
        ("Menilai bukti tindak lanjut rekomendasi {kantor}", "Status rekomendasi diperbarui"),
        ("Rapat pembahasan tindak lanjut dengan {kantor}", "Berita acara pembahasan"),
    ),
    objective=_AUDIT,
)
_ADMIN = Line(
    "TATA",
    "Jumlah dokumen tata usaha yang diselesaikan",
    "dokumen",
    28,
    (
        ("Menyusun surat tugas pemeriksaan {kantor}", "Surat tugas terbit"),
        ("Menyusun surat pertanggungjawaban belanja {belanja}", "Dokumen SPJ lengkap"),
        ("Menata arsip laporan hasil pemeriksaan", "Arsip terdaftar"),
    ),
)
_LHP = Goal(
    "LHP",
    "Rekomendasi LHP BPK ditindaklanjuti paling lama 60 hari kerja",
    "persen",
    "95",
    30,
    _AUDIT,
    source="cases",
    register="LHP",
    parent="LHP",
)


def _irban(number: str, name: str, auditors: int, line: Line, goals: tuple[Goal, ...]) -> Division:
    return Division(
        f"INSP-{number}",
        f"Inspektur Pembantu {name}",
        f"Inspektur Pembantu {name}",
        (
            Team(
                f"INSP-{number}-TIM",
                f"Tim Audit {name}",
                f"Pengendali Teknis {name}",
                (Job("Auditor Ahli Pertama", auditors, (line,), 5_600_000, field=True),),
            ),
        ),
        goals,
    )


INSPEKTORAT = Office(
    "INSP",
    "Inspektorat",
    "Inspektur",
    "5-hari",
    (
        Division(
            "INSP-SEK",
            "Sekretariat Inspektorat",
            "Sekretaris Inspektorat",
            (
                Team(
                    "INSP-SEK-UMUM",
                    "Tim Umum dan Pelaporan",
                    "Ketua Tim Umum dan Pelaporan",
                    (Job("Pengelola Pelaporan", 2, (_ADMIN,), 3_900_000),),
                ),
            ),
            (Goal("ANGGARAN", "Realisasi anggaran terhadap rencana kas", "persen", "95", 20, parent="ANGGARAN"),),
        ),
        _irban("I", "Wilayah I", 4, _PAPERS, ()),
        _irban("II", "Wilayah II", 4, _FOLLOW, (_LHP,)),
    ),
    (
        Goal(
            "LHP",
            "Rekomendasi LHP BPK ditindaklanjuti paling lama 60 hari kerja",
            "persen",
            "95",
            35,
            _AUDIT,
            source="cases",
            register="LHP",
        ),
        Goal(
            "MCP", "Nilai pencegahan korupsi (MCP KPK)", "persen", "88", 25, _AUDIT, months=QUARTERS, mean=101, spread=4
        ),
        Goal("ANGGARAN", "Realisasi anggaran terhadap rencana kas", "persen", "95", 10, mean=103, spread=4),
    ),
    (("KERTAS", 30),),
    together=102,
    supports=(("KERTAS", "MCP"),),
)
