"""Dinas Lingkungan Hidup: clean streets, parks, complaints answered."""

from scoring.demo.spec import QUARTERS, Division, Goal, Job, Line, Office, Team, innovations

_CLEAN = "Meningkatnya kebersihan dan mutu lingkungan kota"

_HAUL = Line(
    "ANGKUT",
    "Jumlah ritase pengangkutan sampah yang diawasi",
    "ritase",
    60,
    (
        ("Mengawasi pengangkutan sampah di {tempat}", "Lembar ritase tertandatangani"),
        ("Membersihkan tumpukan sampah liar di {tempat}", "Foto sebelum dan sesudah"),
        ("Memeriksa tempat penampungan sementara {tempat}", "Lembar pemeriksaan"),
        ("Menindaklanjuti pengaduan sampah warga {tempat}", "Pengaduan ditutup beserta foto"),
    ),
    climbs="head",
    objective=_CLEAN,
)
_BANK = Line(
    "BANKSAMPAH",
    "Jumlah kelompok bank sampah yang dibina",
    "kelompok",
    5,
    (
        ("Membina kelompok bank sampah {tempat}", "Daftar hadir dan catatan timbangan"),
        ("Penyuluhan pemilahan sampah di {tempat}", "Dokumentasi penyuluhan"),
        ("Merekap timbangan bank sampah {tempat}", "Rekap bulanan"),
    ),
    climbs="head",
    objective=_CLEAN,
)
_PARK = Line(
    "TAMAN",
    "Jumlah lokasi taman dan pohon pelindung yang dirawat",
    "lokasi",
    20,
    (
        ("Memangkas pohon pelindung di {tempat}", "Foto sebelum dan sesudah"),
        ("Merawat taman dan penyiraman {tempat}", "Lembar perawatan taman"),
        ("Menanam tanaman hias di {tempat}", "Jumlah bibit tertanam"),
    ),
    objective=_CLEAN,
)
_TEST = Line(
    "UJI",
    "Jumlah contoh air dan udara yang diuji",
    "contoh",
    8,
    (
        ("Mengambil contoh air sungai di {tempat}", "Contoh tersegel dan label"),
        ("Menguji contoh air limbah usaha di {tempat}", "Hasil uji laboratorium"),
        ("Mengawasi izin lingkungan usaha di {tempat}", "Berita acara pengawasan"),
    ),
    climbs="head",
    objective=_CLEAN,
)
_ADMIN = Line(
    "TATA",
    "Jumlah dokumen tata usaha yang diselesaikan",
    "dokumen",
    28,
    (
        ("Merekap pemakaian bahan bakar armada", "Rekap bahan bakar"),
        ("Menyusun surat pertanggungjawaban belanja {belanja}", "Dokumen SPJ lengkap"),
        ("Memproses surat masuk tentang {topik}", "Surat terdistribusi"),
    ),
)
_COMPLAINT = Goal(
    "ADUAN",
    "Pengaduan sampah selesai paling lama 3 hari kerja",
    "persen",
    "90",
    30,
    _CLEAN,
    source="cases",
    register="SAMPAH",
    parent="ADUAN",
)

LINGKUNGAN = Office(
    "DLH",
    "Dinas Lingkungan Hidup",
    "Kepala Dinas Lingkungan Hidup",
    "5-hari",
    (
        Division(
            "DLH-SEK",
            "Sekretariat Dinas Lingkungan Hidup",
            "Sekretaris Dinas Lingkungan Hidup",
            (
                Team(
                    "DLH-SEK-UMUM",
                    "Tim Umum, Keuangan, dan Armada",
                    "Ketua Tim Umum, Keuangan, dan Armada",
                    (Job("Pengelola Armada dan Keuangan", 2, (_ADMIN,), 3_700_000),),
                ),
            ),
            (Goal("ANGGARAN", "Realisasi anggaran terhadap rencana kas", "persen", "95", 20, parent="ANGGARAN"),),
        ),
        Division(
            "DLH-SAMPAH",
            "Bidang Pengelolaan Sampah",
            "Kepala Bidang Pengelolaan Sampah",
            (
                Team(
                    "DLH-SAMPAH-OPS",
                    "Tim Operasi Kebersihan",
                    "Ketua Tim Operasi Kebersihan",
                    (Job("Pengawas Kebersihan", 5, (_HAUL,), 3_800_000, field=True),),
                    (_COMPLAINT,),
                ),
                Team(
                    "DLH-SAMPAH-BINA",
                    "Tim Pengurangan Sampah",
                    "Ketua Tim Pengurangan Sampah",
                    (Job("Penyuluh Lingkungan Hidup", 3, (_BANK,), 4_300_000, field=True),),
                ),
            ),
            (_COMPLAINT,),
        ),
        Division(
            "DLH-TALING",
            "Bidang Penataan Lingkungan dan Pertamanan",
            "Kepala Bidang Penataan Lingkungan dan Pertamanan",
            (
                Team(
                    "DLH-TALING-TMN",
                    "Tim Pertamanan",
                    "Ketua Tim Pertamanan",
                    (Job("Pengelola Taman", 4, (_PARK,), 3_700_000, field=True),),
                ),
                Team(
                    "DLH-TALING-LAB",
                    "Tim Pengawasan dan Laboratorium",
                    "Ketua Tim Pengawasan dan Laboratorium",
                    (Job("Pengendali Dampak Lingkungan", 3, (_TEST,), 4_900_000, field=True),),
                ),
            ),
        ),
    ),
    (
        Goal(
            "ADUAN",
            "Pengaduan sampah selesai paling lama 3 hari kerja",
            "persen",
            "90",
            25,
            _CLEAN,
            source="cases",
            register="SAMPAH",
        ),
        Goal(
            "TIMBULAN",
            "Sampah yang tidak terangkut",
            "ton per hari",
            "12",
            15,
            _CLEAN,
            polarity="minimize",
            mean=93,
            spread=9,
        ),
        Goal(
            "IKLH", "Indeks kualitas lingkungan hidup", "nilai", "62", 15, _CLEAN, months=QUARTERS, mean=101, spread=3
        ),
        Goal("ANGGARAN", "Realisasi anggaran terhadap rencana kas", "persen", "95", 10, mean=102, spread=5),
        innovations(6, 9),
    ),
    (("ANGKUT", 15), ("BANKSAMPAH", 10), ("UJI", 10)),
    together=101,
    supports=(("ADUAN", "IKLH"), ("TIMBULAN", "IKLH"), ("ANGKUT", "IKLH"), ("BANKSAMPAH", "IKLH"), ("UJI", "IKLH")),
)
