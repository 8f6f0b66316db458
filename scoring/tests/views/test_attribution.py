"""The page that names the offices that caused a regional miss."""

from decimal import Decimal

from django.urls import reverse

from contracts.models import Target
from scoring.queries.attribution import attribution
from scoring.tests.city import MARCH, City, login, regional_target


def address(target: Target, month: str = MARCH) -> str:
    return reverse("regional_attribution", args=[target.pk, month])


def test_office_that_promised_the_same_is_named_with_its_part(city: City) -> None:
    region = regional_target(city.cast)
    page = login(city.cast.mayor).get(address(region)).content.decode()
    # Three months promise 300; only March was reported, with 80.
    assert (
        "1 OPD kurang dari janjinya. Kekurangan terbesar pada Dinas Komunikasi dan Informatika: 220 berkas, "
        "100 persen dari seluruh kekurangan." in page
    )
    assert "Daerah sendiri belum mempunyai angka." in page


def test_target_that_hangs_on_the_regions_counts_under_another_code(city: City) -> None:
    region = regional_target(city.cast, "KOTA-1")
    Target.objects.filter(pk=city.targets["CASES"].pk).update(parent=region)
    found = attribution(city.revision, region)
    # Of three cases 95 percent had to be on time, that is 2.85; two were.
    assert [(cause.target.indicator_code, cause.missing, cause.share) for cause in found.causes] == [
        ("CASES", Decimal("0.85"), Decimal(100))
    ]
    assert [cause.unit for cause in found.causes] == [city.cast.units["dki"]]


def test_nobody_promised_it(city: City) -> None:
    region = regional_target(city.cast, "KOTA-1")
    page = login(city.cast.mayor).get(address(region)).content.decode()
    assert "Belum ada OPD yang menjanjikan indikator ini." in page


def test_target_of_an_office_is_no_regional_one(city: City) -> None:
    assert login(city.cast.mayor).get(address(city.targets["READ"])).status_code == 404


def test_month_without_figures(city: City) -> None:
    region = regional_target(city.cast)
    page = login(city.cast.mayor).get(address(region, "2026-05"))
    assert page.status_code == 200
    assert "belum" in page.content.decode()


def test_number_of_queries_does_not_grow(city: City, django_assert_max_num_queries: object) -> None:
    region = regional_target(city.cast)
    viewer = login(city.cast.mayor)
    viewer.get(address(region))
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        viewer.get(address(region))


def test_promise_of_another_measure_supports_and_has_no_share(city: City) -> None:
    region = regional_target(city.cast)
    Target.objects.filter(pk=city.targets["CASES"].pk).update(parent=region)
    found = attribution(city.revision, region)
    assert [(cause.target.indicator_code, cause.share) for cause in found.causes] == [("READ", Decimal(100))]
    assert [(cause.target.indicator_code, cause.missing, cause.share) for cause in found.supports] == [
        ("CASES", Decimal("0.85"), None)
    ]
    page = login(city.cast.mayor).get(address(region)).content.decode()
    assert "Sasaran OPD yang mendukung" in page
    assert "0,85</b> perkara" in page
