"""Upload with preview, confirm, download: by office, and only what was seen."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from organization.models import Holiday
from scoring.actions import uploads
from scoring.views import tables
from tests.cast import Cast

HOLIDAYS = b"date,name,kind\n2026-08-17,Kemerdekaan,public\n"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "tables"


@pytest.fixture
def board(client: Client, cast: Cast) -> Client:
    client.force_login(cast.bkpsdm)
    return client


def body(response: Any) -> bytes:
    """The whole of a download; the test client closes its file at the end."""
    return b"".join(response)


def upload(client: Client, kind: str, content: bytes, name: str = "") -> str:
    """The address that the upload leads to; empty when the page stays."""
    file = SimpleUploadedFile(name or f"{kind}.csv", content)
    response = client.post(reverse("table_upload", args=[kind]), {"file": file})
    return response.headers.get("Location", "")


def test_preview_writes_nothing_and_confirming_writes_once(board: Client, media: Path) -> None:
    preview = upload(board, "holidays", HOLIDAYS)
    page = board.get(preview).content.decode()
    assert "Berkas ini siap disimpan" in page
    assert Holiday.objects.count() == 0
    assert board.post(preview + "simpan/").headers["Location"] == reverse("table_list")
    assert Holiday.objects.get().name == "Kemerdekaan"
    assert board.post(preview + "simpan/").status_code == 404
    assert list(media.iterdir()) == []


def test_a_file_without_rows_is_not_called_saved(board: Client) -> None:
    page = board.get(upload(board, "holidays", b"date,name,kind\n")).content.decode()
    assert "tidak berisi baris" in page
    assert "sudah tersimpan" not in page


def test_refused_rows_are_listed_and_downloadable(board: Client) -> None:
    preview = upload(board, "holidays", b"date,name,kind\n2026-02-30,A,public\n2026-01-01,B,bebas\n")
    page = board.get(preview).content.decode()
    assert "Ada baris yang ditolak" in page
    assert "Simpan semua baris" not in page
    table = body(board.get(preview + "kesalahan/")).decode()
    assert table.splitlines()[1] == "2,date,“2026-02-30” bukan tanggal. Tulis seperti 2026-03-31."
    board.post(preview + "simpan/")
    assert Holiday.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("holidays.txt", HOLIDAYS, "Pakai berkas .csv atau .xlsx."),
        ("holidays.csv", b"date,name\n", "Kolom wajib tidak ada: kind."),
        ("holidays.xlsx", HOLIDAYS, "bukan buku kerja .xlsx"),
    ],
)
def test_an_unreadable_file_is_explained(board: Client, media: Path, name: str, content: bytes, words: str) -> None:
    response = board.post(reverse("table_upload", args=["holidays"]), {"file": SimpleUploadedFile(name, content)})
    assert words in response.content.decode()
    assert not media.exists() or list(media.iterdir()) == []


def test_no_file_and_a_giant_file_are_explained(board: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    address = reverse("table_upload", args=["holidays"])
    assert "Pilih berkasnya dahulu." in board.post(address).content.decode()
    monkeypatch.setattr(uploads, "LARGEST", 10)
    page = board.post(address, {"file": SimpleUploadedFile("holidays.csv", HOLIDAYS)}).content.decode()
    assert "python manage.py import_table holidays BERKAS" in page


def test_only_the_uploader_finds_the_preview(board: Client, cast: Cast) -> None:
    preview = upload(board, "holidays", HOLIDAYS)
    board.force_login(cast.operator)
    assert board.get(preview).status_code == 404
    assert board.post(preview + "simpan/").status_code == 404


def test_a_day_later_the_preview_is_gone(board: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = upload(board, "holidays", HOLIDAYS)
    monkeypatch.setattr(uploads, "KEPT_SECONDS", 0)
    assert board.get(preview).status_code == 404


def test_a_changed_file_is_not_written(board: Client, media: Path) -> None:
    preview = upload(board, "holidays", HOLIDAYS)
    [file] = media.glob("*.csv")
    file.write_bytes(HOLIDAYS.replace(b"17", b"18"))
    assert board.post(preview + "simpan/").headers["Location"] == reverse("table_upload", args=["holidays"])
    assert Holiday.objects.count() == 0


def test_rows_that_have_become_bad_are_not_written(board: Client, cast: Cast) -> None:
    preview = upload(board, "leave", f"nip,start,end,kind\n{cast.staff.nip},2026-03-02,2026-03-03,annual\n".encode())
    nip = cast.staff.nip
    type(cast.staff).objects.filter(pk=cast.staff.pk).update(nip=nip[:-3] + "998")
    assert board.post(preview + "simpan/").headers["Location"] == reverse("table_upload", args=["leave"])


@pytest.mark.parametrize(
    ("who", "kind", "status"),
    [
        ("bkpsdm", "employees", 200),
        ("bkpsdm", "targets", 403),
        ("ortala", "targets", 200),
        ("ortala", "employees", 403),
        ("operator", "activities", 200),
        ("inspectorate", "employees", 403),
        ("staff", "employees", 403),
        ("operator", "gaji", 404),
    ],
)
def test_each_office_uploads_its_own_tables(client: Client, cast: Cast, who: str, kind: str, status: int) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(reverse("table_upload", args=[kind])).status_code == status


@pytest.mark.parametrize(
    ("who", "kind", "status"),
    [
        ("inspectorate", "activities", 200),
        ("bkpsdm", "activities", 403),
        ("operator", "activities", 403),
        ("operator", "scores", 403),
        ("operator", "payroll", 403),
        ("operator", "pledges", 403),
        ("operator", "attendance", 200),
        ("bkpsdm", "employees", 200),
        ("ortala", "employees", 403),
        ("staff", "scores", 403),
        ("head", "payroll", 403),
        ("ortala", "payroll", 403),
    ],
)
def test_each_office_downloads_its_own_tables(client: Client, cast: Cast, who: str, kind: str, status: int) -> None:
    client.force_login(getattr(cast, who))
    response = client.get(reverse("table_export", args=[kind, "2026-03"]))
    body(response)
    assert response.status_code == status


def test_downloads_come_as_csv_and_workbook(board: Client, cast: Cast) -> None:
    response = board.get(reverse("table_download", args=["employees"]))
    assert response.headers["Content-Disposition"] == 'attachment; filename="employees.csv"'
    assert body(response).startswith(b"nip,name,email,rank\n")
    workbook = board.get(reverse("table_export", args=["attendance", "2026-03"]), {"format": "xlsx"})
    assert body(workbook).startswith(b"PK")


def test_a_large_download_is_a_stream(board: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "SMALL", 10)
    response = board.get(reverse("table_download", args=["employees"]))
    assert response.streaming
    assert body(response).startswith(b"nip,name,email,rank\n")


def test_a_wrong_period_is_said_on_the_list(board: Client) -> None:
    response = board.get(reverse("table_download", args=["attendance"]), {"period": "Maret"}, follow=True)
    assert "“Maret” bukan masa." in response.content.decode()


def test_the_list_shows_what_the_office_may_do(board: Client, cast: Cast) -> None:
    page = board.get(reverse("table_list")).content.decode()
    assert reverse("table_upload", args=["employees"]) in page
    assert reverse("table_upload", args=["targets"]) not in page
    board.force_login(cast.staff)
    assert board.get(reverse("table_list")).status_code == 403
