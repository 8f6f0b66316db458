"""Signing: once, by the party, with the password, over the bytes that were shown."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from contracts.actions.signature import Intent, already, party_of
from contracts.models import Certificate, Event, Signature, State, StoredFile, Version
from contracts.signing import authority
from contracts.signing.inspection import inspect
from contracts.tests.papers import agreed, freeze, presented, signed
from kinerja.errors import DomainError
from organization.models import Assignment
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(cast: Cast) -> Version:
    return agreed(cast.kabid, cast.head)


def refused(version: Version, role: str, **changes: Any) -> str:
    with pytest.raises(DomainError) as caught:
        signed(version, role, **changes)
    return caught.value.code


def content(version: Version) -> bytes:
    version.refresh_from_db()
    assert version.document is not None
    return version.document.data


def test_both_parties_sign_and_the_agreement_counts(version: Version, cast: Cast) -> None:
    shown = content(version)
    signed(version, "first", note="Siap.")
    version.refresh_from_db()
    assert version.state == State.SIGNED_FIRST
    after_first = content(version)
    signed(version, "second")
    version.refresh_from_db()
    assert version.state == State.IN_FORCE
    assert after_first.startswith(shown)
    assert content(version).startswith(after_first)
    seen = inspect(content(version), roots=authority.roots(), moment=timezone.now() + timedelta(seconds=1))
    assert [(one.field, one.signer, one.valid) for one in seen] == [
        ("PihakPertama", cast.kabid.name, True),
        ("PihakKedua", cast.head.name, True),
    ]
    assert [event.kind for event in version.events.all()] == ["signed_first", "signed_second", "in_force"]
    assert Event.objects.get(version=version, kind="signed_first").note == "Siap."
    version.agreement.refresh_from_db()
    assert version.agreement.sealed_at is not None


def test_head_of_region_declares_alone(cast: Cast) -> None:
    version = agreed(cast.mayor, None)
    signed(version, "first")
    version.refresh_from_db()
    assert version.state == State.IN_FORCE


def test_the_same_call_again_gives_the_same_signature(version: Version) -> None:
    shown = version.document.sha256 if version.document else ""
    first = signed(version, "first")
    again = signed(version, "first", shown_sha256=shown)
    assert again.pk == first.pk
    assert Signature.objects.count() == 1


def test_again_over_other_bytes_is_refused(version: Version) -> None:
    signed(version, "first")
    assert refused(version, "first") == "document_changed"


def test_the_second_party_waits_for_the_first(version: Version) -> None:
    assert refused(version, "second") == "not_your_turn"
    assert not Signature.objects.exists()


def test_other_bytes_than_shown_are_not_signed(version: Version) -> None:
    assert refused(version, "first", shown_sha256="0" * 64) == "document_changed"


def test_a_stranger_does_not_sign(version: Version, cast: Cast) -> None:
    cast.stranger.set_password("sandi-uji-2026")
    cast.stranger.save()
    assert refused(version, "first", by=cast.stranger) == "not_party"


def test_wrong_password_signs_nothing_and_is_counted(version: Version) -> None:
    codes = [refused(version, "first", password="bukan") for _try in range(6)]
    assert codes == ["password_wrong"] * 5 + ["password_blocked"]
    assert not Signature.objects.exists()


def test_whoever_was_dismissed_does_not_sign(version: Version, cast: Cast) -> None:
    cast.kabid.is_active = False
    cast.kabid.save()
    assert refused(version, "first") == "password_wrong"


def test_acting_head_signs_as_plt_until_the_mandate_ends(cast: Cast) -> None:
    vacant = cast.position("dki-2", "division_head")
    person = cast.person("Plt Kabid")
    mandate = Assignment.objects.create(employee=person, position=vacant, kind="plt", start=date(2024, 1, 1))
    version = agreed(person, cast.head)
    mandate.end = timezone.localdate() - timedelta(days=1)
    mandate.save()
    assert refused(version, "first") == "mandate_ended"
    mandate.end = timezone.localdate()
    mandate.save()
    signature = signed(version, "first")
    assert signature.position_title == f"Plt. {vacant.title}"
    assert signature.acting == "plt"


def test_nothing_is_signed_after_the_paper_was_returned(version: Version) -> None:
    shown = version.document.sha256 if version.document else ""
    version.state = State.RETURNED
    version.frozen, version.frozen_sha256, version.document = None, "", None
    version.save()
    assert refused(version, "first", shown_sha256=shown) == "not_your_turn"


def test_a_new_paper_needs_a_new_look(cast: Cast) -> None:
    version = presented(cast.kabid, cast.head)
    freeze(version)
    old = version.document.sha256 if version.document else ""
    version.state = State.RETURNED
    version.frozen, version.frozen_sha256, version.document = None, "", None
    version.save()
    Version.objects.filter(pk=version.pk).update(ground_note="lain")
    version.refresh_from_db()
    version.state = State.PRESENTED
    version.save()
    version.token = "a" * 32
    freeze(version)
    new = Version.objects.get(pk=version.pk).document
    assert new is not None
    assert new.sha256 != old
    assert refused(version, "first", shown_sha256=old) == "document_changed"


def test_a_file_that_does_not_prove_is_not_kept(version: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    from contracts.signing import pades

    real = pades.sign

    def broken(pdf: bytes, **values: Any) -> bytes:
        return real(pdf, **values)[:-20] + b"x" * 20

    monkeypatch.setattr(pades, "sign", broken)
    before = StoredFile.objects.count()
    assert refused(version, "first") == "not_proven"
    assert (Signature.objects.count(), StoredFile.objects.count()) == (0, before)


def test_one_certificate_serves_many_signatures(cast: Cast) -> None:
    for holder in (cast.kabid, cast.colleague):
        version = agreed(holder, cast.head)
        signed(version, "first")
        signed(version, "second")
    assert Certificate.objects.filter(employee=cast.head).count() == 1


def test_a_role_that_somebody_else_has_filled_is_taken(version: Version, cast: Cast) -> None:
    first = signed(version, "first")
    intruder = Intent(version.pk, "first", cast.mayor, first.shown.sha256)
    version.refresh_from_db()
    with pytest.raises(DomainError) as caught:
        already(version, intruder)
    assert caught.value.code == "not_party"
    assert already(version, Intent(version.pk, "first", cast.kabid, first.shown.sha256)) == first


def test_a_declaration_of_one_party_has_no_second(cast: Cast) -> None:
    with pytest.raises(DomainError) as caught:
        party_of(agreed(cast.mayor, None), "second")
    assert caught.value.code == "not_party"
