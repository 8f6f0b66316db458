"""The organisation bureau's pages of shared indicators."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contracts.models import Line
from contracts.tests.drafts import YEAR, draft_of, shared_indicator, signed_target
from tests.cast import Cast


@pytest.fixture
def ortala(client: Client, cast: Cast) -> Client:
    client.force_login(cast.ortala)
    return client


def test_list_counts_the_offices_of_the_latest_year(ortala: Client, cast: Cast) -> None:
    assert "Belum ada indikator bersama" in ortala.get(reverse("shared_indicators")).content.decode()
    shared_indicator()
    draft_of(cast.head)
    answer = ortala.get(reverse("shared_indicators"))
    assert answer.context["year"] == YEAR
    assert "Belum dipikul OPD mana pun." in answer.content.decode()


def test_attaching_with_an_offices_own_figure(ortala: Client, cast: Cast) -> None:
    indicator = shared_indicator()
    signed_target(cast.mayor, None, indicator_code="MCP", accumulation="last", monthly=[None] * 11 + [Decimal(90)])
    draft_of(cast.head)
    draft_of(cast.other_head)
    address = f"{reverse('shared_attach', args=[indicator.pk])}?tahun={YEAR}"
    page = ortala.get(address)
    assert page.context["form"]["total"].value() == "90"
    assert page.context["ready"] == 2
    data: dict[str, Any] = {"weight": "12,5", "total": "90", "due": "year"}
    data |= {f"pick{cast.units[code].pk}": "on" for code in ("dki", "dlh")}
    answer = ortala.post(address, {**data, f"own{cast.units['dlh'].pk}": "85,5"}, follow=True)
    assert answer.context["form"].errors == {}
    assert "Ditambahkan ke rancangan 2 OPD." in answer.content.decode()
    december = {line.version.agreement.holder: line.monthly[11] for line in Line.objects.all()}
    assert december == {cast.head: Decimal(90), cast.other_head: Decimal("85.5")}
    assert "Sudah ada" in answer.content.decode()


def test_nothing_picked_is_told(ortala: Client, cast: Cast) -> None:
    indicator = shared_indicator()
    draft_of(cast.head)
    address = reverse("shared_attach", args=[indicator.pk])
    page = ortala.post(address, {"weight": "10", "total": "90", "due": "month"}).content.decode()
    assert "Pilih paling sedikit satu OPD." in page
    assert Line.objects.count() == 0


def test_left_out_offices_are_named(ortala: Client, cast: Cast) -> None:
    indicator = shared_indicator()
    draft_of(cast.head)
    address = reverse("shared_attach", args=[indicator.pk])
    data = {"weight": "10", "total": "90", "due": "month", f"pick{cast.units['dlh'].pk}": "on"}
    page = ortala.post(address, data, follow=True).content.decode()
    assert "Dinas Lingkungan Hidup dilewati: Agnes Manuputty belum mempunyai rancangan" in page


def test_indicator_that_is_not_shared_has_no_page(ortala: Client, cast: Cast) -> None:
    private = shared_indicator(shared=False)
    assert ortala.get(reverse("shared_attach", args=[private.pk])).status_code == 404
