"""The commands that print agreements."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from contracts.models import Agreement, Target
from contracts.tests import flow
from contracts.tests.paper.reading import whole_text
from tests.cast import Cast

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


def imported(cast: Cast) -> Agreement:
    """A signed agreement with a target, as it comes in by table."""
    agreement = Agreement.objects.create(
        year=YEAR, holder=cast.staff, superior=cast.lead, signed_on=timezone.localdate(), pledge=True
    )
    Target.objects.create(
        agreement=agreement,
        indicator_code="BERITA",
        objective="Informasi publik",
        indicator="Berita terbit",
        unit_of_measure="berita",
        weight=100,
        monthly=[60] * 12,
        polarity="maximize",
        accumulation="sum",
        source="reading",
    )
    agreement.sealed_at = timezone.now()
    agreement.save()
    return agreement


def test_the_stored_paper_is_written_byte_for_byte(cast: Cast, tmp_path: Path) -> None:
    version = flow.in_force(cast.staff, year=YEAR)
    file = tmp_path / "a.pdf"

    call_command("print_agreement", str(YEAR), cast.staff.nip, output=str(file))

    assert version.document is not None
    assert file.read_bytes() == version.document.data


def test_a_draft_is_written_as_such(cast: Cast, tmp_path: Path) -> None:
    flow.drafted(cast.staff, year=YEAR)
    file = tmp_path / "a.pdf"

    call_command("print_agreement", str(YEAR), cast.staff.nip, output=str(file))

    assert "KONSEP" in whole_text(file.read_bytes())


def test_what_came_in_by_table_is_a_copy_that_says_so(cast: Cast, tmp_path: Path) -> None:
    imported(cast)
    file = tmp_path / "a.pdf"

    call_command("print_agreement", str(YEAR), cast.staff.nip, output=str(file))

    text = whole_text(file.read_bytes())
    assert "Dibuat dari data; naskah asli ditandatangani di atas kertas." in text
    assert "(ditandatangani di atas kertas)" in text
    assert f"Nama : {cast.staff.name} Jabatan : Jabatan staff" in text
    assert f"Nama : {cast.lead.name} Jabatan : Jabatan lead" in text
    assert "100 % 720 berita" in text
    assert "bersama Jabatan lead." in text
    assert "kode QR" not in text


def test_nobodys_agreement_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Tidak ada perjanjian"):
        call_command("print_agreement", str(YEAR), "1", output=str(tmp_path / "a.pdf"))


def test_an_opd_is_bound(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    imported(cast)
    Agreement.objects.create(year=YEAR, holder=cast.head, superior=cast.mayor)
    file = tmp_path / "a.pdf"

    call_command("print_agreements", str(YEAR), opd="dki", output=str(file))

    assert capsys.readouterr().out.strip() == f"{file}: 1 perjanjian, 1 belum berlaku dilewati."
    assert "Daftar isi – 1 perjanjian" in whole_text(file.read_bytes())


def test_an_unknown_unit_and_an_empty_one_are_errors(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Tidak ada unit"):
        call_command("print_agreements", str(YEAR), opd="x", output=str(tmp_path / "a.pdf"))
    with pytest.raises(CommandError, match="Tidak ada perjanjian yang berlaku"):
        call_command("print_agreements", str(YEAR), output=str(tmp_path / "a.pdf"))
