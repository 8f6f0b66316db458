"""What a corrected NIP means for papers."""

from contracts.nip_effects import papers_with_the_old_number
from contracts.tests.papers import agreed, in_force
from organization.models import Employee
from organization.nip_effects import NipChange, nip_effects_of
from tests.cast import Cast


def sentences(person: Employee) -> list[str]:
    change = NipChange(person.pk, person.nip, "199002022014022007")
    return [effect.sentence for effect in papers_with_the_old_number(change)]


def test_without_papers_nothing_is_said(cast: Cast) -> None:
    assert sentences(cast.staff) == []


def test_signed_papers_keep_the_number_for_both_parties(cast: Cast) -> None:
    in_force(cast.staff, cast.lead)
    for person in (cast.staff, cast.lead):
        assert sentences(person) == [
            "1 naskah perjanjian yang sudah ditandatangani tetap memuat NIP lama dan tetap sah."
        ]


def test_a_paper_that_waits_for_signatures_is_named_with_its_address(cast: Cast) -> None:
    version = agreed(cast.staff, cast.lead)
    [effect] = papers_with_the_old_number(NipChange(cast.lead.pk, cast.lead.nip, "199002022014022007"))
    assert effect.sentence == (
        "Naskah 2027 milik Dewi Lestari memuat NIP lama dan menunggu tanda tangan. Kembalikan lebih dahulu."
    )
    assert effect.url.endswith(f"/{version.agreement_id}/")


def test_the_page_of_a_correction_is_told(cast: Cast) -> None:
    agreed(cast.staff, cast.lead)
    told = nip_effects_of(NipChange(cast.staff.pk, cast.staff.nip, "199002022014021007"))
    assert [effect.sentence.split()[0] for effect in told] == ["Naskah", "Saldo"]
