"""Whoever has to act next hears of it, and nobody else."""

import pytest

from contracts.actions.versions import present, refuse, return_version
from contracts.tests import flow
from organization.models import Employee, Notice
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_papers")]


def subjects(person: Employee) -> list[str]:
    return list(Notice.objects.filter(employee=person).order_by("pk").values_list("subject", flat=True))


def test_the_second_party_hears_of_a_presentation_and_the_holder_of_the_agreement(cast: Cast) -> None:
    flow.agreed(cast.staff)
    assert len(subjects(cast.lead)) == 1
    assert subjects(cast.lead)[0].startswith("Dewi Lestari memaparkan perjanjian 2026")
    assert subjects(cast.staff) == ["Perjanjian 2026 disepakati dan menunggu tanda tangan Anda"]
    assert not Notice.objects.exclude(employee__in=[cast.staff, cast.lead]).exists()


def test_every_return_and_every_presentation_is_told(cast: Cast) -> None:
    version = flow.presented(cast.staff)
    for _time in range(2):
        return_version(version=version, by=cast.lead, reason="Lengkapi program")
        present(version=version, by=cast.staff)
    assert len(subjects(cast.lead)) == 3
    assert subjects(cast.staff) == ["Bonar Simanjuntak mengembalikan perjanjian 2026 untuk diperbaiki"] * 2
    assert Notice.objects.filter(employee=cast.staff, body="Lengkapi program").count() == 2


def test_a_refusal_reaches_the_other_party_with_its_reason(cast: Cast) -> None:
    version = flow.agreed(cast.staff)
    refuse(version=version, by=cast.staff, reason="Bukan tugas saya")
    assert Notice.objects.get(employee=cast.lead, body="Bukan tugas saya").subject.startswith("Dewi Lestari menolak")


def test_of_two_kinds_the_operational_one_is_named(cast: Cast) -> None:
    version = flow.drafted(cast.staff)
    version.agreement.kind = "pko"
    version.agreement.save()
    present(version=version, by=cast.staff)
    assert subjects(cast.lead)[0].startswith("Dewi Lestari memaparkan perjanjian operasional 2026")
