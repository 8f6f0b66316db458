"""A mistyped NIP is corrected."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kinerja.errors import DomainError
from kinerja.models import History
from organization.actions import nip as actions
from organization.actions.login import reserve_attempt
from organization.actions.people import hire
from organization.models import Employee, LoginAttempt, NipCorrection, Notice
from tests.cast import Cast

TRUE = "199002022014022007"


def corrected(cast: Cast, nip: str = TRUE, **changes: Any) -> NipCorrection:
    values: dict[str, Any] = {
        "seen": cast.staff.nip,
        "reason": "Salah ketik",
        "letter": "SK 12/2026",
        "by": cast.bkpsdm,
    } | changes
    return actions.correct_nip(employee_id=cast.staff.pk, nip=nip, **values)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(DomainError) as error:
        act()
    return error.value.code


def test_the_number_changes_and_the_correction_is_kept(cast: Cast) -> None:
    old = cast.staff.nip
    made = corrected(cast, "19900202 201402 2 007")
    cast.staff.refresh_from_db()
    assert cast.staff.nip == TRUE
    assert (made.old_nip, made.new_nip, made.reason, made.letter, made.by) == (
        old,
        TRUE,
        "Salah ketik",
        "SK 12/2026",
        cast.bkpsdm,
    )


def test_every_session_ends_and_the_password_stays(cast: Cast) -> None:
    cast.staff.set_password("kata sandi panjang")
    cast.staff.save()
    before = cast.staff.get_session_auth_hash()
    corrected(cast)
    cast.staff.refresh_from_db()
    assert cast.staff.check_password("kata sandi panjang")
    assert cast.staff.get_session_auth_hash() != before


def test_a_session_outlives_a_change_of_the_servers_key(cast: Cast, settings: Any) -> None:
    before = cast.staff.get_session_auth_hash()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "lain"
    assert before != cast.staff.get_session_auth_hash()
    assert before in set(cast.staff.get_session_auth_fallback_hash())


def test_history_says_who_and_why(cast: Cast) -> None:
    corrected(cast)
    entry = History.objects.filter(table="organization_employee", row=str(cast.staff.pk)).latest("pk")
    assert entry.after is not None
    assert (entry.reason, entry.after["nip"]) == ("Pembetulan NIP: Salah ketik (SK 12/2026)", TRUE)


def test_the_person_is_told_under_each_correction(cast: Cast) -> None:
    corrected(cast)
    corrected(cast, "199002022014022008", seen=TRUE)
    subjects = Notice.objects.filter(employee=cast.staff, kind="nip_corrected").values_list("subject", flat=True)
    assert set(subjects) == {
        "NIP Anda dibetulkan menjadi 19900202 201402 2 007",
        "NIP Anda dibetulkan menjadi 19900202 201402 2 008",
    }


def test_wrong_tries_under_either_number_are_forgotten(cast: Cast) -> None:
    for number in (cast.staff.nip, TRUE, cast.lead.nip):
        reserve_attempt(nip=number, address="192.0.2.1", now=timezone.now())
    corrected(cast)
    assert set(LoginAttempt.objects.values_list("nip", flat=True)) == {cast.lead.nip}


@pytest.mark.parametrize(
    ("nip", "code"),
    [
        ("123", "nip_shape"),
        ("199013022014022007", "nip_birth_date"),
        ("198001012005011011", "nip_same"),
        ("198001012005011001", "nip_taken"),
        ("202402012039012001", "nip_before_birth"),
    ],
)
def test_a_number_that_cannot_be_is_refused(cast: Cast, nip: str, code: str) -> None:
    before = cast.staff.nip
    assert refused(lambda: corrected(cast, nip)) == code
    cast.staff.refresh_from_db()
    assert (cast.staff.nip, NipCorrection.objects.count()) == (before, 0)


def test_the_first_post_may_not_begin_on_the_day_of_birth(cast: Cast) -> None:
    first = cast.staff.assignments.get().start
    assert refused(lambda: corrected(cast, f"{first:%Y%m%d}203901{2}001")) == "nip_before_birth"


def test_nobody_corrects_his_own(cast: Cast) -> None:
    assert refused(lambda: corrected(cast, by=cast.staff)) == "nip_own"


def test_what_was_corrected_meanwhile_is_not_corrected_again_unseen(cast: Cast) -> None:
    corrected(cast)
    assert refused(lambda: corrected(cast, "199002022014022008", seen="198001012005011011")) == "nip_changed"


def test_a_correction_can_be_taken_back(cast: Cast) -> None:
    old = cast.staff.nip
    corrected(cast)
    corrected(cast, old, seen=TRUE)
    cast.staff.refresh_from_db()
    assert cast.staff.nip == old


def test_a_former_number_is_given_anew_only_on_purpose(cast: Cast) -> None:
    old = cast.staff.nip
    corrected(cast)
    assert refused(lambda: hire(nip=old, name="Yang Benar")) == "nip_retired"
    assert hire(nip=old, name="Yang Benar", reuse=True).nip == old


def test_what_else_the_database_refuses_is_told_by_its_own_name(db: None) -> None:
    def break_it() -> None:
        with actions.telling_who_took(TRUE):
            Employee.objects.create(nip="12", name="Tanpa NIP")

    assert refused(break_it) == "employee_nip_18_digits"


def test_corrections_are_never_changed(cast: Cast) -> None:
    corrected(cast)
    for act in (NipCorrection.objects.all().delete, lambda: NipCorrection.objects.update(reason="Lain")):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()


def begun_behind_this(act: Callable[[], object]) -> Callable[[], list[str]]:
    """Begin an act in a transaction of its own until it waits for this one; the result tells why it was refused."""
    codes: list[str] = []

    def run() -> None:
        try:
            act()
        except DomainError as error:
            codes.append(error.code)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    with connection.cursor() as cursor:
        waits = False
        while thread.is_alive() and not waits:
            # Not pg_stat_activity: a transaction sees what stood there when it looked first.
            cursor.execute(
                "SELECT pid FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
            )
            waits = cursor.fetchone() is not None

    def end() -> list[str]:
        thread.join()
        return codes

    return end


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("rival", ["hire", "correct"])
def test_of_two_who_take_a_number_at_once_one_is_told_who_has_it(cast: Cast, rival: str) -> None:
    def take() -> object:
        if rival == "hire":
            return hire(nip=TRUE, name="Rizky")
        return actions.correct_nip(
            employee_id=cast.lead.pk, seen=cast.lead.nip, nip=TRUE, reason="x", letter="y", by=cast.bkpsdm
        )

    with transaction.atomic():
        corrected(cast)
        # The other cannot see the number yet, and waits at the index until this transaction has ended.
        end = begun_behind_this(take)
    assert end() == ["nip_taken"]
    assert Employee.objects.get(nip=TRUE) == cast.staff


@pytest.mark.django_db(transaction=True)
def test_of_two_corrections_of_one_person_the_second_is_refused(cast: Cast) -> None:
    with transaction.atomic():
        corrected(cast)
        end = begun_behind_this(lambda: corrected(cast, "199002022014022008"))
    assert end() == ["nip_changed"]
    assert NipCorrection.objects.count() == 1
