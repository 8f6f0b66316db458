"""The stored papers of many agreements in a ZIP."""

import io
import zipfile
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from contracts.models import Agreement
from contracts.queries import separate
from contracts.tests import flow
from contracts.tests.views.conftest import browser
from organization.models import Employee
from tests.cast import Cast

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


def packed(person: Employee, **values: Any) -> zipfile.ZipFile:
    response = browser(person).post(reverse("agreements_print"), {"year": YEAR, "zip": "1", **values})
    assert response["Content-Type"] == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]
    assert archive.testzip() is None
    return archive


@pytest.mark.parametrize("step", [1, 20])
def test_papers_lie_in_the_folders_of_their_units_byte_for_byte(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    monkeypatch.setattr(separate, "STEP", step)
    head, staff = flow.in_force(cast.head, year=YEAR), flow.in_force(cast.staff, year=YEAR)
    Agreement.objects.create(
        year=YEAR, holder=cast.kabid, superior=cast.head, signed_on=timezone.localdate(), sealed_at=timezone.now()
    )

    archive = packed(cast.ortala)

    first, second, listed = archive.namelist()
    assert first.startswith("001-dinas-komunikasi-dan-informatika/00001-")
    assert second.startswith("001-dinas-komunikasi-dan-informatika/00002-")
    for name, version in ((first, head), (second, staff)):
        version.refresh_from_db()
        assert version.document is not None
        assert archive.read(name) == version.document.data
    rows = archive.read(listed).decode("utf-8-sig").splitlines()
    assert [row.split(",")[-1] for row in rows[1:]] == [first, "tidak ada naskah tersimpan", second]


def test_it_holds_what_the_reader_may_see(cast: Cast) -> None:
    flow.in_force(cast.head, year=YEAR)
    flow.in_force(cast.staff, year=YEAR)

    listed = packed(cast.lead).read("daftar.csv").decode()

    assert cast.staff.name in listed
    assert cast.other_head.name not in listed


def test_nothing_signed_is_said_at_the_form(cast: Cast) -> None:
    flow.drafted(cast.staff, year=YEAR)

    page = browser(cast.ortala).post(reverse("agreements_print"), {"year": YEAR, "zip": "1"}).content.decode()

    assert "Belum ada naskah bertanda tangan yang tersimpan" in page
