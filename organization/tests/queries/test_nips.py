"""Numbers that were corrected, and who bore them."""

from organization.actions.nip import correct_nip
from organization.actions.people import hire
from organization.queries.nips import bearer_of_old, names_of_actors
from tests.cast import Cast

TRUE = "199002022014022007"


def corrected(cast: Cast, seen: str, nip: str) -> None:
    correct_nip(employee_id=cast.staff.pk, seen=seen, nip=nip, reason="Salah ketik", letter="SK", by=cast.bkpsdm)


def test_a_former_number_leads_to_the_person_through_several_corrections(cast: Cast) -> None:
    first = cast.staff.nip
    corrected(cast, first, "199002022014022008")
    corrected(cast, "199002022014022008", TRUE)
    assert bearer_of_old(first) == bearer_of_old("199002022014022008") == cast.staff


def test_a_number_that_is_borne_leads_to_nobody_else(cast: Cast) -> None:
    old = cast.staff.nip
    corrected(cast, old, TRUE)
    hire(nip=old, name="Yang Benar", reuse=True)
    assert bearer_of_old(old) is None
    assert bearer_of_old(cast.lead.nip) is None


def test_who_acted_is_named_under_the_number_of_that_time(cast: Cast) -> None:
    old = cast.staff.nip
    corrected(cast, old, TRUE)
    assert names_of_actors({old, TRUE, cast.lead.nip, "import_city"}) == {
        old: "Dewi Lestari",
        TRUE: "Dewi Lestari",
        cast.lead.nip: "Bonar Simanjuntak",
    }
