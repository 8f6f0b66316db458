"""A target's month: out of what it was realised, without leaking anybody's log."""

from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from scoring.models import Reading
from scoring.tests.city import MARCH, City, login

pytestmark = pytest.mark.django_db


def _get(city: City, viewer: str, code: str, month: str = MARCH) -> Any:
    address = reverse("target_month", kwargs={"pk": city.targets[code].pk, "month": month})
    return login(city.cast.people[viewer]).get(address)


@pytest.mark.parametrize(
    ("viewer", "code", "status"),
    [
        ("head", "HEAD", 200),
        ("staff", "HEAD", 200),
        ("staff", "STAFF", 200),
        ("lead", "STAFF", 200),
        ("ortala", "STAFF", 200),
        ("colleague", "STAFF", 404),
        ("colleague", "HEAD", 200),
        ("stranger", "HEAD", 404),
        ("other_head", "HEAD", 404),
    ],
)
def test_a_target_is_for_the_holder_and_those_whom_it_concerns(city: City, viewer: str, code: str, status: int) -> None:
    assert _get(city, viewer, code).status_code == status


def test_activities_of_targets_below_are_listed(city: City) -> None:
    page = _get(city, "head", "HEAD").content.decode()

    assert "3 kegiatan disetujui, jumlah 3 berkas" in page
    assert page.count("Menjawab permohonan") == 3


@pytest.mark.parametrize("viewer", ["colleague", "ortala", "bkpsdm", "operator"])
def test_entries_of_others_are_counted_and_not_shown(city: City, viewer: str) -> None:
    page = _get(city, viewer, "HEAD").content.decode()

    assert "Menjawab permohonan" not in page
    assert "3 kegiatan milik pegawai lain tidak ditampilkan" in page


def test_cases_show_their_clocks_the_late_one_first(city: City) -> None:
    page = _get(city, "head", "CASES").content.decode()

    assert "1 dari 3 perkara lewat batas waktu" in page
    assert page.index("P-3") < page.index("P-1")
    assert "100 × 66,67 ÷ 95 = 70,18" in page


@pytest.mark.parametrize(
    ("verified", "words"), [(True, "Terverifikasi"), (None, "Menunggu pemeriksa"), (False, "Ditolak pemeriksa")]
)
def test_a_reading_says_what_became_of_it(city: City, verified: bool | None, words: str) -> None:
    Reading.objects.update(verified=verified)

    assert words in _get(city, "head", "READ").content.decode()


def test_a_missing_reading_is_said(city: City) -> None:
    Reading.objects.all().delete()

    assert "Belum ada nilai yang dilaporkan" in _get(city, "head", "READ").content.decode()


def test_a_month_without_scores_says_so(city: City) -> None:
    assert "Februari 2026 belum dihitung" in _get(city, "head", "READ", "2026-02").content.decode()


def test_the_cost_is_bounded(city: City, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for code in ("CASES", "READ", "HEAD"):
        client = login(city.cast.head)
        with django_assert_max_num_queries(20):
            client.get(reverse("target_month", kwargs={"pk": city.targets[code].pk, "month": MARCH}))
