"""Deeds for tests and benches: agreements as they might be signed, of any length."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from contracts.rules.deed import Deed, Letterhead, Party, Programme, Row
from contracts.rules.pledge_text import statements

TOKEN = "k7m2p4q6r3s5t7u2v4w6x3y5z7a2b4c6"
FIRST = Party(
    role="first",
    name="I Made Suardana, S.T., M.T.",
    position="Kepala Dinas Komunikasi dan Informatika",
    rank="Pembina Utama Muda",
    nip="197504122000031004",
)
MAYOR = Party(role="second", name="Larasati Nugraheni, S.H.", position="Wali Kota Tirtawangi", rank="", nip="")
INDICATORS = (
    ("Permohonan informasi publik dijawab paling lama 17 hari kerja", "%", "last", "85"),
    ("Berita terbit di media cetak dan daring", "berita", "sum", "60"),
    ("Unggahan pada dua akun resmi pemerintah kota", "unggahan", "sum", "30"),
    ("Gangguan TIK selesai dalam 1×24 jam, putus kabel dalam 3×24 jam", "%", "average", "92.5"),
    ("Aplikasi dibangun atau dikembangkan", "aplikasi", "sum", "1"),
    ("Indeks keterbukaan informasi publik", "nilai", "last", "90"),
)


def make_row(number: int, **changes: Any) -> Row:
    """A line of the annex; ``number`` counts from one and decides indicator and objective."""
    indicator, unit, accumulation, monthly = INDICATORS[(number - 1) % len(INDICATORS)]
    value = Decimal(monthly)
    values: dict[str, Any] = {
        "objective": f"Meningkatnya mutu layanan informasi dan komunikasi publik {(number + 2) // 3}",
        "code": f"DKI-{number:02d}",
        "indicator": indicator if number <= len(INDICATORS) else f"{indicator} ({number})",
        "unit_of_measure": unit,
        "weight": Decimal(10),
        "monthly": (value,) * 12,
        "year_target": value * 12 if accumulation == "sum" else value,
        "accumulation": accumulation,
        "polarity": "maximize",
        "formula": "Jumlah yang selesai dalam batas waktu dibagi jumlah seluruhnya dikali 100",
        "data_source": "Laporan bulanan Dinas Komunikasi dan Informatika",
    }
    return Row(**{**values, **changes})


def make_deed(rows: int = 5, *, programmes: int = 3, pledge: bool = True, **changes: Any) -> Deed:
    """A whole agreement with ``rows`` indicators and ``programmes`` programmes; any field can be given instead."""
    number = changes.pop("number", "000.8.6.3/0117/PK/2027")
    token = changes.pop("token", TOKEN)
    values: dict[str, Any] = {
        "kind": "pk",
        "year": 2027,
        "version": 1,
        "number": number,
        "office": "Dinas Komunikasi dan Informatika",
        "region": "Kota Tirtawangi",
        "place": "Tirtawangi",
        "dated": date(2027, 1, 4),
        "parties": (FIRST, MAYOR),
        "rows": tuple(make_row(each + 1) for each in range(rows)),
        "programmes": tuple(
            Programme(f"Program pengelolaan informasi dan komunikasi publik {each + 1}", Decimal("1250000000"), "APBD")
            for each in range(programmes)
        ),
        "pledge": statements(kind="pk", second_party=MAYOR.position) if pledge else (),
        "letterhead": Letterhead(
            lines=(
                "PEMERINTAH KOTA TIRTAWANGI",
                "DINAS KOMUNIKASI DAN INFORMATIKA",
                "Jalan Taman Bungkul Nomor 12 Tirtawangi 60241",
                "Telepon (031) 555 0117, laman diskominfo.tirtawangi.go.id",
            )
        ),
        "token": token,
        "verify_url": f"https://kinerja.tirtawangi.go.id/verifikasi/{token}/",
        "legal_basis": "Peraturan Wali Kota Tirtawangi Nomor 14 Tahun 2026",
    }
    return Deed(**{**values, **changes})
