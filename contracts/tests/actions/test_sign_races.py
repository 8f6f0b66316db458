"""Real connections at once: whatever the order, one signature each, and never over other bytes than those shown."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from contracts.actions import sign as signing
from contracts.actions import signature as common
from contracts.actions.sign import sign, sign_here
from contracts.actions.signature import Intent, already
from contracts.actions.versions import return_version
from contracts.models import Agreement, Signature, State, Version
from contracts.signing import authority
from contracts.signing.inspection import inspect
from contracts.tests.papers import ADDRESS, PASSWORD, agreed, signed
from kinerja.errors import DomainError
from tests.cast import Cast, make_cast
from tests.races import Race, at_once

pytestmark = pytest.mark.django_db(transaction=True)
#: Cases of each race; the four races make 32.
TIMES = 8


@pytest.fixture
def city() -> Cast:
    return make_cast()


def intent(version: Version, role: str) -> Intent:
    """What a party means to sign, after looking at the paper as it stands."""
    version.refresh_from_db()
    by = version.agreement.holder if role == "first" else version.superior
    assert by is not None
    assert version.document is not None
    return Intent(version.pk, role, by, version.document.sha256)


def repeat(city: Cast, case: Callable[[Version], None]) -> None:
    """Try a case on a new agreed paper each time, between the same two."""
    for _turn in range(TIMES):
        version = agreed(city.kabid, city.head)
        case(version)
        version.refresh_from_db()
        _check(version)
        _clear_away(version)


def _check(version: Version) -> None:
    """As many valid signatures in the paper as in the table, each over the bytes that were shown."""
    stored = list(version.signatures.select_related("shown", "result"))
    if version.document is None:
        assert stored == []
        return
    seen = inspect(version.document.data, roots=authority.roots(), moment=timezone.now())
    assert [one.valid for one in seen] == [True] * len(stored)
    assert all(one.result.data.startswith(one.shown.data) for one in stored)


def _clear_away(version: Version) -> None:
    Agreement.objects.filter(pk=version.agreement_id).update(ended_on=timezone.localdate())
    if version.state in (State.AGREED, State.SIGNED_FIRST):
        version.state = State.REFUSED
        version.save()


def test_ten_clicks_make_one_signature(city: Cast) -> None:
    def case(version: Version) -> None:
        mine = intent(version, "first")
        results = at_once(*[lambda: sign_here(mine).pk] * 10)
        assert len(set(results)) == 1
        assert version.signatures.count() == 1

    repeat(city, case)


def test_both_parties_at_once_keep_the_order(city: Cast) -> None:
    def case(version: Version) -> None:
        first, second = intent(version, "first"), intent(version, "second")
        results = at_once(lambda: sign_here(first).role, lambda: sign_here(second).role)
        # The second party saw a paper without the first signature: it has to look again, or to wait.
        assert results[0] == "first"
        assert results[1] in ("not_your_turn", "document_changed")
        assert list(version.signatures.values_list("role", flat=True)) == ["first"]

    repeat(city, case)


def test_returned_while_signing_is_one_or_the_other(city: Cast) -> None:
    def case(version: Version) -> None:
        mine = intent(version, "first")
        results = at_once(
            lambda: sign_here(mine).role,
            lambda: return_version(version=version, by=city.head, reason="Perbaiki").state,
        )
        assert results in (["not_your_turn", "returned"], ["first", "state"])
        assert version.signatures.count() == (1 if results[0] == "first" else 0)

    repeat(city, case)


def test_lost_answer_then_retry_is_the_same_signature(city: Cast) -> None:
    def case(version: Version) -> None:
        mine = intent(version, "first")
        lost = sign_here(mine).pk
        assert at_once(lambda: sign_here(mine).pk, lambda: sign_here(mine).pk) == [lost, lost]
        signed(version, "second")
        assert version.signatures.count() == 2

    repeat(city, case)


def test_without_the_lock_clicks_collide(city: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the row's lock is what makes ten clicks one answer."""

    def unlocked(version_id: int) -> Version:
        return Version.objects.select_related("agreement__holder", "superior", "document").get(pk=version_id)

    race = Race(10)

    def looking(version: Version, intent: Intent) -> Signature | None:
        found = already(version, intent)
        race.meet()
        return found

    monkeypatch.setattr(signing, "locked", unlocked)
    monkeypatch.setattr(signing, "already", looking)
    version = agreed(city.kabid, city.head)
    mine = intent(version, "first")
    results = at_once(*[lambda: sign_here(mine).pk] * 10, race=race)
    # One gets through; the others are refused by the unique key, or by the proof of what they made.
    assert sorted(map(str, results))[1:] == sorted(each for each in results if each in {"database", "not_proven"})


def test_without_the_check_of_the_bytes_another_paper_would_be_signed(
    city: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: without comparing the digest the second party signs what it never saw."""
    version = agreed(city.kabid, city.head)
    unseen = intent(version, "second")
    signed(version, "first")
    with pytest.raises(DomainError) as refused:
        sign_here(unseen)
    assert refused.value.code == "document_changed"

    def careless(version: Version, intent: Intent) -> Any:
        return version.document

    monkeypatch.setattr(signing, "admit", careless)
    signature = sign_here(unseen)
    assert signature.shown.sha256 != unseen.shown_sha256


def test_trigger_refuses_a_signature_over_another_paper(city: Cast) -> None:
    version = agreed(city.kabid, city.head)
    other = agreed(city.colleague, city.head)
    assert other.document is not None
    signature = common.new_signature(
        version, intent(version, "first"), shown=other.document, result=other.document, method="wet"
    )
    signature.recorded_by = city.ortala
    with pytest.raises(IntegrityError, match="whose turn it is"), transaction.atomic():
        signature.save()
    assert not Signature.objects.exists()


def test_password_is_asked_before_anything_else(city: Cast) -> None:
    version = agreed(city.kabid, city.head)
    mine = intent(version, "first")
    values: dict[str, Any] = {"version_id": version.pk, "role": "first", "by": mine.by, "address": ADDRESS}
    with pytest.raises(DomainError) as refused:
        sign(**values, shown_sha256=mine.shown_sha256, password=PASSWORD[:-1])
    assert refused.value.code == "password_wrong"
