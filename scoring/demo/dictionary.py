"""The dictionary of indicators of Kota Tirtawangi: what the promises of its offices mean."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scoring.demo.offices import OFFICES
from scoring.demo.plan import first_year
from scoring.demo.region import REGION_GOALS
from scoring.demo.spec import Goal, Line, Office


@dataclass(frozen=True, slots=True)
class Meaning:
    """Where an indicator hangs and what it means; its measure stands with the office that promises it."""

    code: str
    node: str
    definition: str
    formula: str = ""
    data: str = "Catatan harian yang disetujui"
    baseline: str = ""
    shared: bool = False


_COUNT = "Jumlah keluaran yang disetujui atasan dalam setahun"
_IN_TIME = "Perkara yang selesai dalam batas waktu ÷ perkara yang jatuh tempo × 100"

_MEANINGS = (
    Meaning(
        "SAKIP",
        "1.1.1",
        "Nilai evaluasi akuntabilitas kinerja dari Kementerian PANRB",
        "Nilai pada laporan hasil evaluasi",
        "LHE AKIP",
        "72.50",
    ),
    Meaning(
        "RB",
        "1.1.1",
        "Indeks pelaksanaan reformasi birokrasi kota",
        "Nilai pada laporan evaluasi RB",
        "LHE RB",
        "74.10",
        True,
    ),
    Meaning(
        "INOVASI",
        "1.1.1",
        "Inovasi yang diterapkan, berpayung hukum, dan dilaporkan pada indeks inovasi daerah",
        "Jumlah inovasi baru dalam triwulan",
        "Indeks inovasi daerah",
        "28",
        True,
    ),
    Meaning("REVIU", "1.1.1.01", "Perjanjian kinerja dan indikator OPD yang selesai direviu Bagian Organisasi", _COUNT),
    Meaning("SOP", "1.1.1.01", "Analisis jabatan dan prosedur kerja yang selesai disusun", _COUNT),
    Meaning(
        "TEPAT",
        "1.1.1.01",
        "Dokumen perencanaan dan laporan kinerja yang terbit paling lambat pada tanggal jatuh temponya",
    ),
    Meaning(
        "ANGGARAN",
        "1.1.1.02",
        "Belanja yang dibayarkan dibandingkan rencana kas sampai dengan bulan itu",
        "Realisasi ÷ rencana kas × 100",
        "SIPD",
        "93.40",
        True,
    ),
    Meaning(
        "LHP",
        "1.1.2",
        "Rekomendasi BPK yang ditindaklanjuti dalam 60 hari kerja",
        _IN_TIME,
        "Register LHP",
        "88.00",
        True,
    ),
    Meaning(
        "MCP",
        "1.1.2",
        "Capaian delapan area pencegahan korupsi daerah menurut KPK",
        "Nilai pada laman Jaga.id",
        "MCP KPK",
        "84.00",
        True,
    ),
    Meaning(
        "OPINI",
        "1.1.2",
        "Opini BPK: 4 wajar tanpa pengecualian, 3 wajar dengan pengecualian, 2 tidak wajar, 1 tidak memberi pendapat",
        "Jenjang pada laporan hasil pemeriksaan",
        "LHP BPK",
        "4",
    ),
    Meaning(
        "SPI",
        "1.1.2",
        "Survei penilaian integritas pegawai, pengguna layanan, dan ahli menurut KPK",
        "Nilai pada laman Jaga.id",
        "SPI KPK",
        "76.40",
    ),
    Meaning("KERTAS", "1.1.2.01", "Kertas kerja audit dan reviu yang disahkan pengendali teknis", _COUNT),
    Meaning("TINDAK", "1.1.2.02", "Rekomendasi yang bukti tindak lanjutnya dinilai auditor", _COUNT),
    Meaning(
        "MERIT", "1.1.3", "Indeks penerapan sistem merit menurut BKN", "Nilai pada surat keputusan BKN", "BKN", "310"
    ),
    Meaning(
        "LAYANAN",
        "1.1.3.01",
        "Usul kenaikan pangkat dan mutasi yang selesai dalam 14 hari kerja",
        _IN_TIME,
        "Register KEPEG",
        "86.00",
    ),
    Meaning("BERKAS", "1.1.3.01", "Berkas layanan kepegawaian yang selesai dan diserahkan kepada pegawai", _COUNT),
    Meaning("DISIPLIN", "1.1.3.01", "Rekap kehadiran dan kasus disiplin yang selesai ditangani", _COUNT),
    Meaning("LATIH", "1.1.3.02", "Pegawai yang menyelesaikan pengembangan kompetensi", _COUNT),
    Meaning(
        "KEPUASAN",
        "1.1.3.02",
        "Rata-rata nilai angket peserta pelatihan",
        "Jumlah nilai ÷ jumlah peserta",
        "Angket pelatihan",
        "82.00",
    ),
    Meaning(
        "PPID",
        "1.2.1",
        "Permohonan informasi publik yang dijawab dalam 17 hari kerja (UU 14/2008)",
        _IN_TIME,
        "Register PPID",
        "91.00",
    ),
    Meaning(
        "KIP",
        "1.2.1",
        "Nilai keterbukaan badan publik dari Komisi Informasi provinsi",
        "Nilai pada hasil monitoring dan evaluasi",
        "Komisi Informasi",
        "87.20",
    ),
    Meaning("PERS", "1.2.1.01", "Siaran pers yang terbit, dibuktikan tautan atau kliping", _COUNT, baseline="690"),
    Meaning("POST", "1.2.1.01", "Unggahan pada dua akun resmi kota, bukan unggahan ulang", _COUNT, baseline="340"),
    Meaning(
        "IG",
        "1.2.1.01",
        "Rata-rata akun yang dijangkau setiap unggahan Instagram",
        "Jumlah jangkauan ÷ jumlah unggahan",
        "Laporan Instagram",
        "6540",
    ),
    Meaning(
        "FB",
        "1.2.1.01",
        "Rata-rata akun yang dijangkau setiap unggahan Facebook",
        "Jumlah jangkauan ÷ jumlah unggahan",
        "Laporan Facebook",
        "3610",
    ),
    Meaning(
        "X",
        "1.2.1.01",
        "Rata-rata akun yang dijangkau setiap unggahan X",
        "Jumlah jangkauan ÷ jumlah unggahan",
        "Laporan X",
        "3420",
    ),
    Meaning(
        "YT",
        "1.2.1.01",
        "Rata-rata penayangan setiap video YouTube",
        "Jumlah penayangan ÷ jumlah video",
        "Laporan YouTube",
        "310",
    ),
    Meaning("LAYAN", "1.2.1.02", "Permohonan dan pertanyaan informasi yang dilayani sampai selesai", _COUNT),
    Meaning(
        "SPBE",
        "1.2.2",
        "Indeks penerapan SPBE menurut Kementerian PANRB, 1 sampai 5",
        "Nilai pada hasil evaluasi SPBE",
        "LHE SPBE",
        "3.48",
    ),
    Meaning(
        "TIK",
        "1.2.2",
        "Gangguan yang pulih dalam 1×24 jam (aplikasi, server) atau 3×24 jam (jaringan serat optik)",
        _IN_TIME,
        "Register TIK",
        "90.00",
    ),
    Meaning(
        "APP",
        "1.2.2.01",
        "Aplikasi yang selesai dibangun atau dikembangkan dan diterima penggunanya",
        _COUNT,
        "Berita acara uji terima",
        "11",
    ),
    Meaning("TIKET", "1.2.2.01", "Tiket bantuan yang ditutup dan dikonfirmasi pelapor", _COUNT),
    Meaning("RAWAT", "1.2.2.01", "Titik jaringan yang diperiksa dan dirawat", _COUNT),
    Meaning("CADANG", "1.2.2.01", "Pencadangan dan pembaruan server yang berhasil diuji pulih", _COUNT),
    Meaning(
        "SIAGA",
        "1.2.2.02",
        "Waktu layanan pusat data tersedia dibandingkan seluruh waktu",
        "Jam tersedia ÷ jam dalam bulan × 100",
        "Pemantau pusat data",
        "99.20",
    ),
    Meaning("DATA", "1.2.2.03", "Dataset sektoral yang diperiksa dan terbit di portal data", _COUNT),
    Meaning(
        "IKLH",
        "2.1.1",
        "Gabungan indeks air, udara, dan lahan",
        "Rumus IKLH Kementerian Lingkungan Hidup",
        "IKLH",
        "61.30",
    ),
    Meaning(
        "TIMBULAN",
        "2.1.1.01",
        "Sampah yang tertinggal di tempat penampungan pada akhir hari",
        "Rata-rata sisa timbangan harian",
        "Timbangan TPS",
        "19.5",
    ),
    Meaning(
        "ADUAN", "2.1.1.01", "Pengaduan sampah yang selesai dalam 3 hari kerja", _IN_TIME, "Register SAMPAH", "84.00"
    ),
    Meaning("ANGKUT", "2.1.1.01", "Ritase truk sampah yang diawasi petugas", _COUNT),
    Meaning("BANKSAMPAH", "2.1.1.01", "Kelompok bank sampah yang menerima pembinaan", _COUNT),
    Meaning("UJI", "2.1.1.02", "Contoh air dan udara yang diuji laboratorium", _COUNT),
    Meaning("TAMAN", "2.1.1.03", "Lokasi taman dan pohon pelindung yang dirawat", _COUNT),
    Meaning(
        "SURAT", "3.1.1", "Surat keterangan warga yang selesai pada waktunya", _IN_TIME, "Register kecamatan", "90.00"
    ),
    Meaning(
        "SKM",
        "3.1.1",
        "Nilai survei kepuasan masyarakat (PermenPANRB 14/2017)",
        "Rata-rata sembilan unsur × 25",
        "Survei triwulanan",
        "81.00",
        True,
    ),
    Meaning("LOKET", "3.1.1.01", "Berkas layanan warga yang selesai di loket", _COUNT),
    Meaning("TERTIB", "3.1.1.02", "Patroli dan penertiban yang selesai dengan laporan", _COUNT),
    Meaning("BINA", "3.2.1.01", "Kegiatan pemberdayaan masyarakat yang difasilitasi kecamatan", _COUNT),
)


def indicator_rows(today: date) -> Iterator[dict[str, str]]:
    """The dictionary in the order of the plan; an indicator is measured as its highest promise says."""
    measures = _measures()
    for meaning in _MEANINGS:
        promise = measures[meaning.code]
        goal = promise if isinstance(promise, Goal) else None
        yield {
            "code": meaning.code,
            "name": promise.indicator,
            "objective_code": meaning.node,
            "definition": meaning.definition,
            "formula": meaning.formula,
            "unit_of_measure": promise.unit,
            "data_source": meaning.data,
            "polarity": goal.polarity if goal else "maximize",
            "accumulation": goal.accumulation if goal else "sum",
            "source": goal.source if goal else "activities",
            "register": goal.register if goal else "",
            "class": goal.case_class if goal else "",
            "baseline": meaning.baseline,
            "baseline_year": str(first_year(today) - 1) if meaning.baseline else "",
            "shared": "yes" if meaning.shared else "no",
        }


def _measures() -> dict[str, Goal | Line]:
    found: dict[str, Goal | Line] = {}
    for office in OFFICES:
        for promise in _promises(office):
            found.setdefault(promise.code, promise)
    for goal in REGION_GOALS:
        found.setdefault(goal.code, goal)
    return found


def _promises(office: Office) -> Iterator[Goal | Line]:
    """Everything an office promises, the head's first."""
    yield from office.goals
    for division in office.divisions:
        yield from division.goals
    for division in office.divisions:
        for team in division.teams:
            yield from team.goals
            for job in team.jobs:
                yield from job.lines
