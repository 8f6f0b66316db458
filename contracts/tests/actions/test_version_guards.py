"""The database refuses what no page offers: skipped states, changed words, signatures out of turn."""

from itertools import product

import pytest
from django.db import IntegrityError, connection, transaction

from contracts.models import State, StoredFile, Version
from contracts.rules import states
from contracts.tests import flow
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_papers")]


def refused(statement: str, *params: str | int | None) -> str:
    """Name of the guard that stops a raw statement."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)
    return str(caught.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]


def test_the_trigger_knows_the_same_states_as_the_rules() -> None:
    with connection.cursor() as cursor:
        for before, after in product(State.values, repeat=2):
            cursor.execute("SELECT contracts_state_follows(%s, %s)", [before, after])
            assert cursor.fetchone()[0] == states.may_follow(before, after), (before, after)


@pytest.mark.parametrize("state", ["agreed", "signed_first", "in_force", "ended"])
def test_no_state_is_skipped(cast: Cast, state: str) -> None:
    version = flow.drafted(cast.staff)
    assert refused("UPDATE contracts_version SET state = %s WHERE id = %s", state, version.pk) == "version_state_order"


def test_a_version_begins_as_a_draft(cast: Cast) -> None:
    version = flow.drafted(cast.staff)
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(agreement=version.agreement, number=9, state="in_force", position=version.position)


def test_what_is_agreed_was_frozen(cast: Cast) -> None:
    version = flow.found_fit(flow.presented(cast.staff), cast.lead)
    assert refused("UPDATE contracts_version SET state = 'agreed' WHERE id = %s", version.pk) == "version_frozen_first"


def test_lines_under_review_do_not_change(cast: Cast) -> None:
    version = flow.presented(cast.staff)
    assert refused("UPDATE contracts_line SET weight = 1 WHERE version_id = %s", version.pk) == "version_content_kept"


def test_a_frozen_deed_does_not_change(cast: Cast) -> None:
    version = flow.agreed(cast.staff)
    statement = "UPDATE contracts_version SET frozen = jsonb_set(frozen, '{year}', '2030') WHERE id = %s"
    assert refused(statement, version.pk) == "version_frozen_kept"


def test_a_paper_is_not_swapped(cast: Cast) -> None:
    version = flow.agreed(cast.staff)
    other = StoredFile.objects.keep(b"%PDF-1.7 lain", "application/pdf")
    statement = "UPDATE contracts_version SET document_id = %s WHERE id = %s"
    assert refused(statement, other.pk, version.pk) == "version_frozen_kept"


def test_nothing_comes_into_force_unsigned(cast: Cast) -> None:
    version = flow.agreed(cast.staff)
    assert refused("UPDATE contracts_version SET state = 'in_force' WHERE id = %s", version.pk) == "version_signed"
    assert refused("UPDATE contracts_version SET state = 'signed_first' WHERE id = %s", version.pk) == "version_signed"


SIGN = (
    "INSERT INTO contracts_signature (version_id, role, signer_id, acting, position_title, method, shown_id, result_id,"
    " signed_at, note, recorded_by_id) VALUES (%s, %s, %s, 'definitive', 'x', %s, %s, %s, now(), '', %s)"
)


def test_only_the_party_signs_at_its_turn_and_over_the_paper_shown(cast: Cast) -> None:
    version = flow.agreed(cast.staff)
    paper, other = version.document_id, StoredFile.objects.keep(b"lain", "application/pdf").pk
    by_another = (version.pk, "first", cast.lead.pk, "wet", paper, other, cast.ortala.pk)
    too_early = (version.pk, "second", cast.lead.pk, "bsre", paper, other, None)
    over_another = (version.pk, "first", cast.staff.pk, "wet", other, other, cast.ortala.pk)
    for values in (by_another, too_early, over_another):
        assert refused(SIGN, *values) == "signature_in_turn"


def test_signatures_verdicts_and_files_stay(cast: Cast) -> None:
    version = flow.in_force(cast.staff)
    assert refused("UPDATE contracts_signature SET signed_at = now()") == "signature_kept"
    assert refused("DELETE FROM contracts_signature") == "signature_kept"
    assert refused("UPDATE contracts_verdict SET fitness = 'improve'") == "verdict_kept"
    assert refused("UPDATE contracts_storedfile SET content = ''") == "stored_file_kept"
    assert refused("DELETE FROM contracts_version WHERE id = %s", version.pk) == "version_kept"


def test_a_sealed_target_is_changed_by_nobody(cast: Cast) -> None:
    version = flow.in_force(cast.staff)
    statement = "UPDATE contracts_target SET weight = 1 WHERE agreement_id = %s"
    assert refused(statement, version.agreement_id) == "agreement_sealed"


def test_a_version_is_not_put_in_force_a_second_time(cast: Cast) -> None:
    version = flow.in_force(cast.staff)
    statement = "UPDATE contracts_version SET applied_at = NULL WHERE id = %s"
    assert refused(statement, version.pk) == "version_applied_once"
