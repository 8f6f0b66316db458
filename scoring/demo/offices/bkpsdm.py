"""Badan Kepegawaian dan Pengembangan Sumber Daya Manusia: files of civil servants, in time and complete."""

from scoring.demo.spec import QUARTERS, Division, Goal, Job, Line, Office, Team, innovations

_MERIT = "Meningkatnya mutu pengelolaan pegawai berdasarkan sistem merit"

_FILES = Line(
    "BERKAS",
    "Jumlah berkas layanan kepegawaian yang diselesaikan",
    "berkas",
    26,
    (
        ("Memeriksa kelengkapan berkas kenaikan pangkat pegawai {kantor}", "Berkas lengkap atau dikembalikan"),
        ("Menyusun konsep keputusan mutasi pegawai {kantor}", "Konsep keputusan"),
        ("Memproses usul pensiun pegawai {kantor}", "Usul terkirim ke kantor regional"),
        ("Memasukkan riwayat jabatan ke sistem informasi kepegawaian", "Riwayat jabatan mutakhir"),
        ("Memproses usul kartu pegawai dan kartu suami/istri", "Usul terkirim"),
    ),
    climbs="head",
    objective=_MERIT,
)
_DISCIPLINE = Line(
    "DISIPLIN",
    "Jumlah rekap kehadiran dan kasus disiplin yang ditangani",
    "rekap",
    9,
    (
        ("Memeriksa rekap kehadiran {kantor}", "Rekap kehadiran terverifikasi"),
        ("Menyusun daftar TPP pegawai {kantor}", "Daftar TPP siap bayar"),
        ("Memanggil dan memeriksa pegawai atas dugaan pelanggaran disiplin", "Berita acara pemeriksaan"),
    ),
    objective=_MERIT,
)
_TRAINING = Line(
    "LATIH",
    "Jumlah peserta pengembangan kompetensi",
    "peserta",
    35,
    (
        ("Menyelenggarakan pelatihan {pelatihan}", "Daftar hadir dan hasil uji peserta"),
        ("Menyusun kurikulum pelatihan {pelatihan}", "Kurikulum dan jadwal"),
        ("Memeriksa usul tugas belajar dari {kantor}", "Rekomendasi tugas belajar"),
        ("Mengolah hasil penilaian kompetensi pegawai {kantor}", "Peta kompetensi"),
    ),
    climbs="head",
    objective=_MERIT,
)
_ADMIN = Line(
    "TATA",
    "Jumlah dokumen tata usaha yang diselesaikan",
    "dokumen",
    28,
    (
        ("Menyusun surat pertanggungjawaban belanja {belanja}", "Dokumen SPJ lengkap"),
        ("Mengagendakan surat masuk tentang {topik}", "Surat terdistribusi"),
        ("Memutakhirkan daftar aset badan", "Daftar aset mutakhir"),
    ),
)
_SERVICE_ON_TIME = Goal(
    "LAYANAN",
    "Usul kenaikan pangkat dan mutasi selesai paling lama 14 hari kerja",
    "persen",
    "90",
    30,
    _MERIT,
    source="cases",
    register="KEPEG",
    parent="LAYANAN",
)

BKPSDM = Office(
    "BKPSDM",
    "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    "Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    "5-hari",
    (
        Division(
            "BKPSDM-SEK",
            "Sekretariat BKPSDM",
            "Sekretaris BKPSDM",
            (
                Team(
                    "BKPSDM-SEK-UMUM",
                    "Tim Umum dan Keuangan",
                    "Ketua Tim Umum dan Keuangan",
                    (Job("Pengelola Keuangan", 2, (_ADMIN,), 3_900_000),),
                ),
            ),
            (Goal("ANGGARAN", "Realisasi anggaran terhadap rencana kas", "persen", "95", 20, parent="ANGGARAN"),),
        ),
        Division(
            "BKPSDM-MUT",
            "Bidang Mutasi, Disiplin, dan Informasi",
            "Kepala Bidang Mutasi, Disiplin, dan Informasi",
            (
                Team(
                    "BKPSDM-MUT-LAY",
                    "Tim Mutasi dan Kepangkatan",
                    "Ketua Tim Mutasi dan Kepangkatan",
                    (Job("Analis SDM Aparatur Ahli Pertama", 4, (_FILES,), 4_900_000),),
                    (_SERVICE_ON_TIME,),
                ),
                Team(
                    "BKPSDM-MUT-DIS",
                    "Tim Disiplin dan Kesejahteraan",
                    "Ketua Tim Disiplin dan Kesejahteraan",
                    (Job("Pengelola Disiplin dan TPP", 3, (_DISCIPLINE,), 4_400_000),),
                ),
            ),
            (_SERVICE_ON_TIME,),
        ),
        Division(
            "BKPSDM-BANG",
            "Bidang Pengembangan Kompetensi",
            "Kepala Bidang Pengembangan Kompetensi",
            (
                Team(
                    "BKPSDM-BANG-LAT",
                    "Tim Pelatihan",
                    "Ketua Tim Pelatihan",
                    (Job("Widyaiswara dan Pengelola Pelatihan", 3, (_TRAINING,), 4_700_000),),
                ),
            ),
            (Goal("KEPUASAN", "Nilai kepuasan peserta pelatihan", "nilai", "85", 20, parent="MERIT", mean=103),),
        ),
    ),
    (
        Goal(
            "LAYANAN",
            "Usul kenaikan pangkat dan mutasi selesai paling lama 14 hari kerja",
            "persen",
            "90",
            30,
            _MERIT,
            source="cases",
            register="KEPEG",
        ),
        Goal(
            "MERIT",
            "Indeks sistem merit",
            "nilai",
            "280",
            20,
            _MERIT,
            accumulation="last",
            months=QUARTERS,
            mean=101,
            spread=4,
        ),
        Goal("ANGGARAN", "Realisasi anggaran terhadap rencana kas", "persen", "95", 10, mean=103, spread=4),
        innovations(),
    ),
    (("BERKAS", 20), ("LATIH", 20)),
    together=104,
    supports=(("LAYANAN", "RB"), ("MERIT", "RB"), ("BERKAS", "RB"), ("LATIH", "RB")),
)
