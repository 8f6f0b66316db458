"""Whoever keeps heads outside sees them here, and holds them against the chain."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from kinerja.chain.sealing import seal_history
from kinerja.models import HistorySeal
from tests.cast import Cast


@pytest.fixture
def inspector(cast: Cast, client: Client) -> Client:
    client.force_login(cast.inspectorate)
    return client


def seal_at(number: int, at: datetime) -> HistorySeal:
    parts = {"kinerja_history": {"to": 0, "rows": 0}}
    return HistorySeal.objects.create(number=number, at=at, parts=parts, guards="", sha256=f"{number:064x}")


def page(client: Client, heads: str | None = None) -> str:
    address = reverse("org_seals")
    answer = client.get(address) if heads is None else client.post(address, {"heads": heads})
    return answer.content.decode()


def test_before_the_first_seal_it_says_when_there_will_be_one(inspector: Client) -> None:
    assert "Belum ada segel" in page(inspector)


def test_the_head_and_what_waits(inspector: Client) -> None:
    seal_history(patience=0)
    text = page(inspector)
    assert HistorySeal.objects.get().head in text
    assert "Semua perubahan sudah disegel." in text
    HistorySeal.objects.last()
    seal_at(2, datetime(2026, 3, 10, tzinfo=UTC))
    assert "perubahan menunggu segel berikutnya" in page(inspector)


def test_more_waits_than_is_counted(inspector: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("organization.queries.seals.MOST_COUNTED", 1)
    seal_at(1, datetime(2026, 3, 10, tzinfo=UTC))
    assert "Lebih dari 1 perubahan menunggu" in page(inspector)


def test_heads_that_were_kept(inspector: Client) -> None:
    seal_history(patience=0)
    head = HistorySeal.objects.get().head
    assert "Tidak cocok" not in page(inspector, head)
    assert "Cocok<" in page(inspector, f"2026-03-10 07:00 +0700 {head}\n# catatan\n")
    assert "rantai telah disusun ulang" in page(inspector, f"1:{'0' * 64}")
    assert "ekor rantai telah dipotong" in page(inspector, f"2:{'0' * 64}")


def test_a_line_that_is_no_head_is_named(inspector: Client) -> None:
    seal_history(patience=0)
    answer = inspector.post(reverse("org_seals"), {"heads": "1:abc"})
    assert answer.status_code == 422
    assert "“1:abc” bukan kepala rantai." in answer.content.decode()


def test_heads_of_days_are_the_last_of_each_day_in_the_region(inspector: Client) -> None:
    seal_at(1, datetime(2026, 3, 9, 16, 59, tzinfo=UTC))
    seal_at(2, datetime(2026, 3, 9, 17, 1, tzinfo=UTC))  # 00.01 of the 10th in Jakarta
    seal_at(3, datetime(2026, 3, 10, 16, 59, tzinfo=UTC))
    assert inspector.get(reverse("org_seal_heads")).content.decode().splitlines() == [
        f"2026-03-09 23:59 +0700 1:{1:064x}",
        f"2026-03-10 23:59 +0700 3:{3:064x}",
    ]
