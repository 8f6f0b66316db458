"""Words that fill the entries of the daily log, and the entries that belong to no line of work."""

from random import Random

_WORDS: dict[str, tuple[str, ...]] = {
    "topik": (
        "jadwal vaksinasi",
        "penerimaan siswa baru",
        "perbaikan jalan lingkungan",
        "pajak bumi dan bangunan",
        "bantuan sosial",
        "pengelolaan sampah",
        "layanan kependudukan",
        "pasar murah",
        "penanganan genangan",
        "beasiswa daerah",
        "izin usaha mikro",
        "angkutan umum",
        "lowongan kerja",
        "kesehatan ibu dan anak",
    ),
    "acara": (
        "musyawarah perencanaan pembangunan",
        "upacara hari jadi kota",
        "kunjungan kerja wali kota",
        "lomba kampung bersih",
        "festival kuliner",
        "pelantikan pejabat",
        "bakti sosial",
        "sidang paripurna",
        "panen raya warga",
        "pembukaan pekan olahraga",
    ),
    "tempat": (
        "Kelurahan Mekarsari",
        "Kelurahan Telaga Bening",
        "Kelurahan Karangrejo",
        "Kelurahan Sukamaju",
        "Jalan Merdeka",
        "Jalan Pahlawan",
        "Pasar Induk Sumberwangi",
        "Alun-Alun Tirta",
        "Terminal Bukitdamar",
        "Kampung Nelayan",
        "Kelurahan Wonosari",
        "Jalan Melati",
        "Taman Bunga Ranupane",
    ),
    "kantor": (
        "Dinas Kesehatan",
        "Dinas Pendidikan",
        "Dinas Sosial",
        "Dinas Perhubungan",
        "Kecamatan Sumberwangi",
        "Kecamatan Kedungsari",
        "Badan Pendapatan Daerah",
        "Dinas Pekerjaan Umum",
        "Dinas Kependudukan",
        "RSUD Tirta Husada",
        "Satpol PP",
        "Dinas Perpustakaan",
    ),
    "modul": ("pendaftaran", "antrean", "laporan", "persetujuan", "notifikasi", "pembayaran", "peta", "arsip"),
    "aplikasi": ("Sapa Tirta", "Antre Sehat", "Izin Mudah", "Pajak Kota", "Lapor Warga", "Data Terbuka", "Arsip Kita"),
    "belanja": ("bahan pakai habis", "perjalanan dinas", "pemeliharaan gedung", "alat tulis", "jasa listrik", "honor"),
    "pelatihan": (
        "pelayanan prima",
        "pengelolaan keuangan",
        "literasi digital",
        "dasar CPNS",
        "kepemimpinan pengawas",
        "penulisan naskah dinas",
        "pengadaan barang dan jasa",
    ),
}

#: Tasks that any member of staff may be given.
COMMON: tuple[tuple[str, str], ...] = (
    ("Apel pagi dan pembagian tugas, dilanjutkan pembahasan {topik}", "Pembagian tugas hari ini"),
    ("Rapat koordinasi {acara} bersama {kantor}", "Notula rapat"),
    ("Menyusun laporan mingguan tentang {topik}", "Laporan mingguan"),
    ("Mengikuti sosialisasi {pelatihan}", "Catatan sosialisasi"),
    ("Menyiapkan bahan paparan {acara}", "Bahan paparan"),
)
_LEAD: tuple[tuple[str, str], ...] = (
    ("Membagi tugas dan memeriksa hasil kerja tim tentang {topik}", "Daftar tugas tim"),
    ("Memeriksa catatan harian anggota tim dan bukti di {tempat}", "Catatan harian diputus"),
    ("Rapat teknis {topik} bersama {kantor}", "Notula rapat teknis"),
    ("Menyusun telaahan tentang {topik}", "Telaahan terkirim ke atasan"),
    ("Mendampingi tim bekerja di {tempat}", "Catatan pendampingan"),
    ("Memeriksa dan memaraf konsep surat tentang {topik}", "Konsep surat terparaf"),
)
_CHIEF: tuple[tuple[str, str], ...] = (
    ("Memimpin rapat evaluasi {topik}", "Keputusan rapat dan tindak lanjut"),
    ("Menghadiri rapat {acara} di Balai Kota", "Laporan hasil rapat"),
    ("Meninjau pekerjaan di {tempat}", "Catatan peninjauan"),
    ("Memeriksa dan menandatangani naskah dinas tentang {topik}", "Naskah dinas tertandatangani"),
    ("Membahas rencana kerja {topik} bersama {kantor}", "Kesepakatan rencana kerja"),
    ("Menerima audiensi warga {tempat} tentang {topik}", "Catatan audiensi"),
)


def fill(rng: Random, text: str) -> str:
    """A template with its words; one without any gets an agenda number, so that days differ."""
    if "{" not in text:
        return f"{text}, nomor agenda {rng.randint(100, 999)}"
    return text.format_map({key: rng.choice(words) for key, words in _WORDS.items() if f"{{{key}}}" in text})


def other_work(rng: Random, level: str) -> tuple[str, str]:
    """Description and output of an entry that serves no target of one's own."""
    return rng.choice(_LEAD if level == "team_lead" else _CHIEF)
