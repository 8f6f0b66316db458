"""The ranking: order, words, what the viewer may open, and its cost."""

from datetime import datetime

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from scoring.actions.score import score_month
from scoring.models import Month, OrganizationScore, Revision
from scoring.periods import to_aware
from scoring.tests.city import AS_OF, MARCH, MONTH, City, login
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _page(city: City, viewer: str, query: str = "") -> str:
    response = login(city.cast.people[viewer]).get(reverse("ranking", kwargs={"month": MARCH}) + query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_scored_opd_stands_first_and_the_others_say_why_not(city: City) -> None:
    page = _page(city, "mayor")

    assert page.index("<b>1</b>") < page.index("tanpa peringkat")
    assert "Kepala unit belum mempunyai perjanjian kinerja yang berlaku bulan ini" in page
    assert "I Made Suardana" in page


def test_names_below_the_heads_of_opd_do_not_appear(city: City) -> None:
    page = _page(city, "mayor")

    assert not any(city.cast.people[name].name in page for name in ("staff", "lead", "kabid", "colleague"))


def test_an_opd_head_can_open_the_own_opd_only(city: City) -> None:
    page = _page(city, "head")

    assert f"/unit/dki/{MARCH}/" in page
    assert f"/unit/dlh/{MARCH}/" not in page


@pytest.mark.parametrize("viewer", ["staff", "colleague", "stranger"])
def test_the_ranking_is_not_for_staff(city: City, viewer: str) -> None:
    response = login(city.cast.people[viewer]).get(reverse("ranking", kwargs={"month": MARCH}))

    assert response.status_code == 403
    assert "Peringkat OPD dibuka untuk pimpinan" in response.content.decode()


def test_the_year_to_date_the_order_and_the_search(city: City) -> None:
    assert "IKO sejak Januari" in _page(city, "mayor", "?basis=tahun")
    by_name = _page(city, "mayor", "?urut=nama")
    assert by_name.rindex("BKPSDM") < by_name.rindex("Dinas Komunikasi") < by_name.rindex("Sekretariat Daerah")
    found = _page(city, "mayor", "?cari=lingkungan")
    assert "Dinas Lingkungan Hidup" in found
    assert "Inspektorat" not in found
    assert "Tidak ada OPD dengan nama yang memuat “xyz”" in _page(city, "mayor", "?cari=xyz")


def test_a_month_without_scores_says_so(cast: Cast) -> None:
    response = login(cast.mayor).get(reverse("ranking", kwargs={"month": MARCH}))

    assert "Maret 2026 belum dihitung" in response.content.decode()


def test_a_text_that_is_no_month_is_404(city: City) -> None:
    assert login(city.cast.mayor).get("/peringkat/2026-00/").status_code == 404


def test_the_cost_does_not_grow_with_the_opds(
    city: City, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = login(city.cast.mayor)
    with django_assert_max_num_queries(14):
        client.get(reverse("ranking", kwargs={"month": MARCH}))


def _make_second(city: City) -> None:
    """Give the other OPD a lower score in March, and both a score in February in which it led."""
    before = Revision.objects.create(
        month=Month.objects.create(month="2026-02-01"), number=1, state="provisional", as_of=to_aware(AS_OF)
    )
    for code, then, now in (("dki", "90.00", "99.00"), ("dlh", "110.00", "60.00"), ("insp", "100.00", "99.00")):
        unit = city.cast.units[code]
        OrganizationScore.objects.filter(revision=city.revision, unit=unit).update(iko=now)
        OrganizationScore.objects.create(revision=before, unit=unit, iko=then)


def test_changes_of_rank_and_ties_are_said_in_words(city: City) -> None:
    _make_second(city)

    page = _page(city, "mayor")

    assert "turun 2" in page
    assert "naik 2" in page
    assert page.count("<b>1=</b>") == 2
    assert "IKO 60,00, di bawah 80." in page
    assert "kurang 40,00" in page
    assert "0 dari 3 OPD mencapai sasaran, 1 tertinggal" in page


def test_before_the_month_is_over_nobody_is_behind(city: City) -> None:
    score_month(month=MONTH, as_of=datetime(2026, 3, 10, 8, 0))  # noqa: DTZ001 -- civil time of the region

    page = _page(city, "mayor")

    assert "bulan belum selesai" in page
    assert "Tertinggal" not in page
