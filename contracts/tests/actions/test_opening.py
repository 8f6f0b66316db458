"""How a version begins: who stands in it, and which lines it takes over."""

import pytest

from contracts.actions.opening import open_version
from contracts.actions.versions import cancel, refuse
from contracts.models import State, StoredFile
from contracts.tests import flow
from kinerja.errors import DomainError
from organization.models import Assignment
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_papers")]


def test_begins_as_a_draft_with_the_superior_of_the_day(cast: Cast) -> None:
    version = open_version(holder=cast.staff, year=2026, by=cast.staff)
    assert (version.state, version.number, version.superior) == (State.DRAFT, 1, cast.lead)
    assert version.position == cast.positions["staff"]
    assert version.agreement.signed_on is None


def test_beginning_twice_gives_the_same_draft(cast: Cast) -> None:
    first = open_version(holder=cast.staff, year=2026, by=cast.staff)
    again = open_version(holder=cast.staff, year=2026, by=cast.staff)
    assert again.pk == first.pk


def test_the_mayor_declares_alone(cast: Cast) -> None:
    version = open_version(holder=cast.mayor, year=2026, by=cast.ortala)
    assert version.superior is None


def test_without_a_post_nothing_begins(cast: Cast) -> None:
    Assignment.objects.filter(employee=cast.staff).delete()
    with pytest.raises(DomainError, match="tidak memegang jabatan"):
        open_version(holder=cast.staff, year=2026, by=cast.staff)


def test_a_new_attempt_at_an_amendment_keeps_the_proof_of_its_ground(cast: Cast) -> None:
    version = flow.drafted(cast.staff)
    version.ground_file = StoredFile.objects.keep(b"%PDF-1.7 dasar", "application/pdf")
    version.save(update_fields=["ground_file"])
    cancel(version=version, by=cast.staff, reason="Keliru bulan")

    assert open_version(holder=cast.staff, year=2026, by=cast.staff).ground_file == version.ground_file


def test_a_signed_agreement_is_not_begun_again(cast: Cast) -> None:
    flow.in_force(cast.staff)
    with pytest.raises(DomainError, match="sudah ditandatangani"):
        open_version(holder=cast.staff, year=2026, by=cast.staff)


def test_after_a_refusal_a_new_version_takes_over_the_lines(cast: Cast) -> None:
    version = flow.agreed(cast.staff)
    refuse(version=version, by=cast.staff, reason="Target tidak sesuai tugas")
    second = open_version(holder=cast.staff, year=2026, by=cast.staff)
    assert (second.number, second.state) == (2, State.DRAFT)
    assert [line.indicator_code for line in second.lines.all()] == ["BERITA", "UNGGAHAN"]
