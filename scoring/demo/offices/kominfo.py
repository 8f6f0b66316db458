"""Dinas Komunikasi dan Informatika: the operational contract of nine lines that its head signs with the mayor."""

from scoring.demo.spec import Division, Goal, Job, Line, Office, Team

_OPEN = "Meningkatnya keterbukaan dan jangkauan informasi publik"
_DIGITAL = "Meningkatnya keandalan layanan digital pemerintah kota"

_PRESS = Line(
    "PERS",
    "Jumlah materi siaran pers yang terbit di media cetak dan/atau daring",
    "materi",
    20,
    (
        ("Menulis siaran pers tentang {topik}", "Naskah siaran pers terkirim ke redaksi"),
        ("Meliput {acara} dan menyusun beritanya", "Berita tayang di portal resmi kota"),
        ("Wawancara narasumber mengenai {topik} di {tempat}", "Materi berita beserta foto"),
        ("Memantau pemuatan berita {topik} di media daring", "Daftar tautan berita yang terbit"),
        ("Menyunting rilis kiriman OPD tentang {topik}", "Rilis siap terbit"),
    ),
    climbs="head",
    weight=60,
    objective=_OPEN,
)
_POST = Line(
    "POST",
    "Jumlah unggahan pada dua akun media sosial resmi kota",
    "unggahan",
    10,
    (
        ("Membuat infografik {topik} untuk akun resmi", "Infografik terunggah"),
        ("Mengambil dan menyunting video pendek {acara}", "Video terunggah"),
        ("Menyusun takarir dan mengunggah foto {acara}", "Unggahan beserta takarir"),
        ("Menjawab komentar warga mengenai {topik}", "Rekap tanggapan warga"),
    ),
    climbs="head",
    weight=60,
    objective=_OPEN,
)
_APP = Line(
    "APP",
    "Jumlah aplikasi yang dibangun dan/atau dikembangkan",
    "aplikasi",
    1,
    (
        ("Mengembangkan modul {modul} aplikasi {aplikasi}", "Modul berjalan di server uji"),
        ("Memperbaiki temuan uji keamanan aplikasi {aplikasi}", "Daftar temuan tertutup"),
        ("Uji terima aplikasi {aplikasi} bersama pengguna dari {kantor}", "Berita acara uji terima"),
        ("Merancang basis data modul {modul} aplikasi {aplikasi}", "Rancangan basis data"),
    ),
    climbs="head",
    weight=40,
    objective=_DIGITAL,
    rotating=True,
)
_FIX = Line(
    "TIKET",
    "Jumlah tiket bantuan aplikasi yang diselesaikan",
    "tiket",
    24,
    (
        ("Menangani keluhan aplikasi {aplikasi} dari {kantor}", "Tiket ditutup dan dikonfirmasi pelapor"),
        ("Memulihkan akun pengguna {kantor} pada aplikasi {aplikasi}", "Akun aktif kembali"),
        ("Mendampingi operator {kantor} memakai modul {modul}", "Operator dapat memakai sendiri"),
    ),
    weight=30,
    objective=_DIGITAL,
)
_LINK = Line(
    "RAWAT",
    "Jumlah titik jaringan yang dirawat",
    "titik",
    18,
    (
        ("Memeriksa redaman kabel serat optik ruas {tempat}", "Hasil ukur redaman"),
        ("Mengganti perangkat radio dan sakelar di {kantor}", "Perangkat terpasang dan berfungsi"),
        ("Merapikan kabel dan kotak sambung di {tempat}", "Foto sebelum dan sesudah"),
        ("Menyambung kabel serat optik putus ruas {tempat}", "Jaringan pulih"),
    ),
    objective=_DIGITAL,
)
_SERVER = Line(
    "CADANG",
    "Jumlah pencadangan dan pembaruan server yang berhasil",
    "kegiatan",
    16,
    (
        ("Mencadangkan basis data aplikasi {aplikasi}", "Berkas cadangan teruji pulih"),
        ("Memperbarui sistem operasi server {aplikasi}", "Server mutakhir, layanan normal"),
        ("Memeriksa catatan keamanan server {aplikasi}", "Laporan pemeriksaan"),
    ),
    objective=_DIGITAL,
)
_DESK = Line(
    "LAYAN",
    "Jumlah permohonan dan pertanyaan informasi yang dilayani",
    "layanan",
    22,
    (
        ("Menerima dan mencatat permohonan informasi tentang {topik}", "Tanda terima permohonan"),
        ("Meminta data {topik} kepada {kantor}", "Surat permintaan data terkirim"),
        ("Menyusun jawaban permohonan informasi tentang {topik}", "Jawaban tertulis terkirim"),
        ("Memutakhirkan daftar informasi publik dari {kantor}", "Daftar informasi termutakhir"),
    ),
    objective=_OPEN,
)
_DATA = Line(
    "DATA",
    "Jumlah dataset sektoral yang dimutakhirkan",
    "dataset",
    12,
    (
        ("Memeriksa dan memuat dataset {topik} dari {kantor}", "Dataset terbit di portal data"),
        ("Melengkapi metadata dataset {topik}", "Metadata lengkap"),
        ("Rapat forum data bersama {kantor}", "Notula dan kesepakatan data"),
    ),
    objective=_DIGITAL,
)
_OFFICE_WORK = Line(
    "NASKAH",
    "Jumlah dokumen kepegawaian, keuangan, dan umum yang diselesaikan",
    "dokumen",
    30,
    (
        ("Memproses surat masuk dan disposisi tentang {topik}", "Surat terdistribusi"),
        ("Menyusun surat pertanggungjawaban belanja {belanja}", "Dokumen SPJ lengkap"),
        ("Memutakhirkan data kepegawaian pegawai dinas", "Data kepegawaian mutakhir"),
        ("Menata arsip dinamis {topik}", "Berkas terdaftar dalam arsip"),
    ),
)

_IKP = Division(
    "KOMINFO-IKP",
    "Bidang Informasi dan Komunikasi Publik",
    "Kepala Bidang Informasi dan Komunikasi Publik",
    (
        Team(
            "KOMINFO-IKP-MEDIA",
            "Tim Media dan Pemberitaan",
            "Ketua Tim Media dan Pemberitaan",
            (
                Job("Pranata Humas Ahli Pertama", 3, (_PRESS,), 4_900_000, field=True),
                Job("Pranata Humas Terampil", 3, (_POST,), 4_300_000, field=True),
            ),
        ),
        Team(
            "KOMINFO-IKP-PPID",
            "Tim Layanan Informasi Publik",
            "Ketua Tim Layanan Informasi Publik",
            (Job("Pengelola Layanan Informasi", 3, (_DESK,)),),
            (
                Goal(
                    "PPID",
                    "Permohonan informasi dijawab paling lama 17 hari kerja",
                    "persen",
                    "95",
                    60,
                    _OPEN,
                    source="cases",
                    register="PPID",
                    parent="PPID",
                ),
            ),
        ),
    ),
    (
        Goal(
            "PPID",
            "Permohonan informasi dijawab paling lama 17 hari kerja",
            "persen",
            "95",
            20,
            _OPEN,
            source="cases",
            register="PPID",
            parent="PPID",
        ),
        Goal("JANGKAU", "Rata-rata jangkauan harian seluruh akun", "akun", "14000", 10, _OPEN, parent="IG"),
    ),
)
_TIK = Division(
    "KOMINFO-TIK",
    "Bidang Infrastruktur dan Aplikasi",
    "Kepala Bidang Infrastruktur dan Aplikasi",
    (
        Team(
            "KOMINFO-TIK-APP",
            "Tim Aplikasi",
            "Ketua Tim Aplikasi",
            (
                Job("Pranata Komputer Ahli Pertama", 4, (_APP, _FIX), 5_400_000),
                Job("Pranata Komputer Terampil", 1, (_FIX,), 4_600_000),
            ),
            (
                Goal(
                    "TIK-APP",
                    "Gangguan aplikasi selesai dalam 1×24 jam",
                    "persen",
                    "95",
                    30,
                    _DIGITAL,
                    source="cases",
                    register="TIK",
                    case_class="aplikasi",
                    parent="TIK",
                ),
            ),
        ),
        Team(
            "KOMINFO-TIK-JAR",
            "Tim Jaringan dan Server",
            "Ketua Tim Jaringan dan Server",
            (
                Job("Teknisi Jaringan", 4, (_LINK,), 4_400_000, field=True),
                Job("Pengelola Pusat Data", 2, (_SERVER,), 4_800_000),
            ),
            (
                Goal(
                    "TIK-FO",
                    "Gangguan jaringan serat optik selesai dalam 3×24 jam",
                    "persen",
                    "95",
                    30,
                    _DIGITAL,
                    source="cases",
                    register="TIK",
                    case_class="jaringan_fo",
                    parent="TIK",
                ),
                Goal(
                    "TIK-SRV",
                    "Gangguan server selesai dalam 1×24 jam",
                    "persen",
                    "95",
                    20,
                    _DIGITAL,
                    source="cases",
                    register="TIK",
                    case_class="server",
                    parent="TIK",
                ),
            ),
        ),
    ),
    (
        Goal(
            "TIK",
            "Gangguan TIK selesai dalam 1×24 jam (aplikasi, server) atau 3×24 jam (jaringan FO)",
            "persen",
            "95",
            40,
            _DIGITAL,
            source="cases",
            register="TIK",
            parent="TIK",
        ),
        Goal("SIAGA", "Ketersediaan layanan pusat data", "persen", "99.50", 20, _DIGITAL, mean=100, spread=1),
    ),
)
_SEK = Division(
    "KOMINFO-SEK",
    "Sekretariat Dinas Komunikasi dan Informatika",
    "Sekretaris Dinas Komunikasi dan Informatika",
    (
        Team(
            "KOMINFO-SEK-UMUM",
            "Tim Umum, Keuangan, dan Statistik",
            "Ketua Tim Umum, Keuangan, dan Statistik",
            (
                Job("Pengadministrasi Umum", 2, (_OFFICE_WORK,), 3_700_000),
                Job("Statistisi Ahli Pertama", 2, (_DATA,), 4_900_000),
            ),
        ),
    ),
    (
        Goal(
            "ANGGARAN",
            "Realisasi anggaran terhadap rencana kas",
            "persen",
            "95",
            20,
            "Terwujudnya tata kelola dinas yang akuntabel",
            mean=100,
            spread=4,
        ),
    ),
)


def _reach(code: str, channel: str, value: str, weight: int, mean: int) -> Goal:
    indicator = f"Jangkauan unggahan akun resmi pada {channel}"
    return Goal(code, indicator, "jangkauan", value, weight, _OPEN, mean=mean, spread=4)


KOMINFO = Office(
    "KOMINFO",
    "Dinas Komunikasi dan Informatika",
    "Kepala Dinas Komunikasi dan Informatika",
    "5-hari",
    (_SEK, _IKP, _TIK),
    (
        Goal(
            "PPID",
            "Kecepatan jawaban PPID: permohonan informasi dijawab paling lama 17 hari kerja",
            "persen",
            "95",
            15,
            _OPEN,
            source="cases",
            register="PPID",
        ),
        Goal(
            "TIK",
            "Kecepatan penanganan gangguan TIK: 1×24 jam (aplikasi, server) atau 3×24 jam (jaringan FO)",
            "persen",
            "95",
            20,
            _DIGITAL,
            source="cases",
            register="TIK",
        ),
        _reach("IG", "Instagram", "6864", 8, 103),
        _reach("FB", "Facebook", "3740", 7, 102),
        _reach("X", "X (Twitter)", "3500", 5, 102),
        _reach("YT", "YouTube", "350", 5, 106),
    ),
    (("PERS", 15), ("POST", 10), ("APP", 15)),
    supports=(
        ("PPID", "KIP"),
        ("PERS", "KIP"),
        ("POST", "KIP"),
        *((channel, "KIP") for channel in ("IG", "FB", "X", "YT")),
        ("TIK", "SPBE"),
        ("APP", "SPBE"),
    ),
)
