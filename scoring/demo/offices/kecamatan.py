"""Kecamatan Sumberwangi: counter services six days a week, order in the streets, kelurahan coached."""

from scoring.demo.spec import Division, Goal, Job, Line, Office, Team, innovations

_SERVICE = "Meningkatnya mutu layanan kecamatan"
_ORDER = "Terwujudnya wilayah yang tertib dan warga yang berdaya"

_COUNTER = Line(
    "LOKET",
    "Jumlah permohonan warga yang dilayani di loket",
    "permohonan",
    90,
    (
        ("Melayani permohonan surat keterangan di loket", "Surat keterangan terbit"),
        ("Memeriksa berkas rekam KTP elektronik", "Berkas lengkap terkirim"),
        ("Memproses surat pengantar pindah penduduk", "Surat pengantar terbit"),
        ("Melayani legalisasi dokumen warga {tempat}", "Dokumen terlegalisasi"),
    ),
    climbs="head",
    objective=_SERVICE,
)
_PATROL = Line(
    "TERTIB",
    "Jumlah lokasi penertiban dan patroli",
    "lokasi",
    16,
    (
        ("Menertibkan pedagang kaki lima di {tempat}", "Berita acara dan foto"),
        ("Menertibkan reklame tak berizin di {tempat}", "Reklame diturunkan, foto terlampir"),
        ("Patroli wilayah dan pemantauan genangan di {tempat}", "Laporan patroli"),
        ("Mediasi perselisihan warga di {tempat}", "Berita acara mediasi"),
    ),
    climbs="head",
    objective=_ORDER,
)
_COACH = Line(
    "BINA",
    "Jumlah kegiatan pemberdayaan masyarakat yang difasilitasi",
    "kegiatan",
    7,
    (
        ("Memfasilitasi musyawarah kelurahan {tempat}", "Berita acara musyawarah"),
        ("Mendampingi posyandu dan kader PKK {tempat}", "Daftar hadir dan catatan"),
        ("Memeriksa usul pembangunan {tempat}", "Lembar verifikasi usul"),
    ),
    objective=_ORDER,
)
_ADMIN = Line(
    "TATA",
    "Jumlah dokumen tata usaha yang diselesaikan",
    "dokumen",
    26,
    (
        ("Menyusun surat pertanggungjawaban belanja {belanja}", "Dokumen SPJ lengkap"),
        ("Mengagendakan surat masuk tentang {topik}", "Surat terdistribusi"),
        ("Menyusun laporan bulanan kecamatan", "Laporan terkirim"),
    ),
)
_LETTERS = Goal(
    "SURAT",
    "Surat keterangan terbit paling lama 2 hari kerja",
    "persen",
    "95",
    35,
    _SERVICE,
    source="cases",
    register="SURAT",
    parent="SURAT",
)

KECAMATAN = Office(
    "KEC-SW",
    "Kecamatan Sumberwangi",
    "Camat Sumberwangi",
    "6-hari",
    (
        Division(
            "KEC-SW-SEK",
            "Sekretariat Kecamatan Sumberwangi",
            "Sekretaris Kecamatan Sumberwangi",
            (
                Team(
                    "KEC-SW-SEK-UMUM",
                    "Tim Umum dan Keuangan",
                    "Ketua Tim Umum dan Keuangan",
                    (Job("Pengadministrasi Keuangan", 2, (_ADMIN,), 3_600_000),),
                ),
            ),
            (Goal("ANGGARAN", "Realisasi anggaran terhadap rencana kas", "persen", "95", 20, parent="ANGGARAN"),),
        ),
        Division(
            "KEC-SW-PEL",
            "Seksi Pelayanan Umum",
            "Kepala Seksi Pelayanan Umum",
            (
                Team(
                    "KEC-SW-PEL-LOKET",
                    "Tim Loket Pelayanan",
                    "Ketua Tim Loket Pelayanan",
                    (Job("Petugas Loket Pelayanan", 5, (_COUNTER,), 3_700_000),),
                    (_LETTERS,),
                ),
            ),
            (_LETTERS,),
        ),
        Division(
            "KEC-SW-TRB",
            "Seksi Ketenteraman dan Pemberdayaan",
            "Kepala Seksi Ketenteraman dan Pemberdayaan",
            (
                Team(
                    "KEC-SW-TRB-TIM",
                    "Tim Ketenteraman dan Pemberdayaan",
                    "Ketua Tim Ketenteraman dan Pemberdayaan",
                    (
                        Job("Petugas Ketenteraman dan Ketertiban", 4, (_PATROL,), 3_700_000, field=True),
                        Job("Pendamping Pemberdayaan", 2, (_COACH,), 3_700_000, field=True),
                    ),
                ),
            ),
        ),
    ),
    (
        Goal(
            "SURAT",
            "Surat keterangan terbit paling lama 2 hari kerja",
            "persen",
            "95",
            30,
            _SERVICE,
            source="cases",
            register="SURAT",
        ),
        Goal("SKM", "Nilai survei kepuasan masyarakat", "nilai", "84", 20, _SERVICE, mean=102, spread=4),
        Goal("ANGGARAN", "Realisasi anggaran terhadap rencana kas", "persen", "95", 10, mean=103, spread=4),
        innovations(6),
    ),
    (("LOKET", 20), ("TERTIB", 20)),
    14_000_000,
    together=105,
    supports=(("SURAT", "SKM"), ("LOKET", "SKM"), ("TERTIB", "SKM")),
)
