"""Pages that remove a unit or a post, and rename a working week."""

from django.test import Client
from django.urls import reverse

from organization.models import Position, Schedule, Unit
from tests.cast import Cast


def test_unit_page_offers_to_remove_what_is_empty(board: Client, cast: Cast) -> None:
    empty = Unit.objects.create(code="x", name="Keliru", kind="division", parent=cast.units["dki"])
    address = reverse("org_unit_remove", args=[empty.pk])
    assert address in board.get(reverse("org_unit", args=[empty.pk])).content.decode()
    response = board.post(address, follow=True)
    assert "Unit Keliru dihapus." in response.content.decode()
    assert not Unit.objects.filter(pk=empty.pk).exists()


def test_used_post_is_refused_with_the_reason(board: Client, cast: Cast) -> None:
    post = cast.positions["staff"]
    response = board.post(reverse("org_position_remove", args=[post.pk]))
    assert "sudah dipakai" in response.content.decode()
    assert Position.objects.filter(pk=post.pk).exists()


def test_asking_removes_nothing(board: Client, cast: Cast) -> None:
    post = cast.position("dki-2", "division_head")
    text = board.get(reverse("org_position_remove", args=[post.pk])).content.decode()
    assert "Hapus jabatan" in text
    assert Position.objects.filter(pk=post.pk).exists()


def test_working_week_is_renamed(board: Client, cast: Cast) -> None:
    week = Schedule.objects.create(code="5-hari")
    Schedule.objects.create(code="6-hari")
    address = reverse("org_schedule_edit", args=[week.pk])
    assert "Jadwal 6-hari sudah ada." in board.post(address, {"code": "6-hari"}).content.decode()
    board.post(address, {"code": "lima-hari"})
    week.refresh_from_db()
    assert week.code == "lima-hari"
