"""Amendments: lawful ground only, never over months with results, applied once all have signed."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from contracts import results
from contracts.actions.amend import amend
from contracts.actions.versions import agree, cancel, present
from contracts.models import Agreement, State, Target, Version
from contracts.tests import flow
from kinerja.errors import DomainError
from organization.models import Assignment
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_papers")]


@pytest.fixture(autouse=True)
def _no_results_in_march(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "_functions", [])
    monkeypatch.setattr(timezone, "localdate", lambda *_args: date(2026, 3, 15))


def begun(cast: Cast, *, month: int = 7, ground: str = "strategy", note: str = "P-APBD 2026") -> Version:
    agreement = flow.in_force(cast.staff).agreement
    return amend(agreement=agreement, by=cast.staff, ground=ground, note=note, effective_month=month)


def finished(version: Version, cast: Cast) -> Version:
    present(version=version, by=cast.staff)
    flow.found_fit(version, cast.lead)
    agree(version=version, by=cast.lead)
    version.refresh_from_db()
    flow.sign_by_hand(version, recorded_by=cast.ortala)
    version.refresh_from_db()
    return version


def test_begins_with_the_terms_that_count(cast: Cast) -> None:
    version = begun(cast)
    assert (version.number, version.state, version.effective_month) == (2, State.DRAFT, 7)
    assert [(line.indicator_code, line.target_id is not None) for line in version.lines.all()] == [
        ("BERITA", True),
        ("UNGGAHAN", True),
    ]
    assert version.lines.filter(means="Menulis dan mengirim berita tiap hari kerja").count() == 2


def test_words_of_an_amendment_that_was_given_up_do_not_count(cast: Cast) -> None:
    given_up = begun(cast)
    given_up.lines.update(means="Tidak jadi")
    cancel(version=given_up, by=cast.staff, reason="Dasar berubah")

    again = amend(agreement=given_up.agreement, by=cast.staff, ground="strategy", note="P-APBD", effective_month=8)

    assert set(again.lines.values_list("means", flat=True)) == {"Menulis dan mengirim berita tiap hari kerja"}


def test_the_paper_that_proves_the_ground_is_kept_with_the_amendment(cast: Cast) -> None:
    agreement = flow.in_force(cast.staff).agreement
    proof = b"%PDF-1.7 keputusan"

    version = amend(
        agreement=agreement, by=cast.staff, ground="strategy", note="P-APBD", effective_month=7, paper=proof
    )

    assert version.ground_file is not None
    assert version.ground_file.data == proof


@pytest.mark.parametrize(("ground", "note"), [("", "alasan"), ("wish", "alasan"), ("strategy", "  ")])
def test_no_amendment_without_a_lawful_ground_and_its_words(cast: Cast, ground: str, note: str) -> None:
    with pytest.raises(DomainError):
        begun(cast, ground=ground, note=note)


def test_months_with_results_are_out_of_reach(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "_functions", [lambda _agreement: 7])
    with pytest.raises(DomainError, match="paling cepat berlaku mulai bulan ke-8"):
        begun(cast, month=7)
    agreement = Agreement.objects.get(holder=cast.staff)
    assert amend(agreement=agreement, by=cast.staff, ground="priority", note="x", effective_month=8).number == 2


def test_a_month_that_is_over_has_a_result_if_only_that_nothing_was_reported(cast: Cast) -> None:
    with pytest.raises(DomainError, match="mulai bulan ke-3"):
        begun(cast, month=2)


def test_an_open_amendment_waits_for_no_second(cast: Cast) -> None:
    version = begun(cast)
    with pytest.raises(DomainError, match="belum selesai"):
        amend(agreement=version.agreement, by=cast.staff, ground="priority", note="x", effective_month=8)


def test_a_draft_amendment_changes_nothing_that_counts(cast: Cast) -> None:
    version = begun(cast)
    version.lines.filter(indicator_code="BERITA").update(monthly=[Decimal(10)] * 6 + [Decimal(99)] * 6)
    target = flow.targets_of(version)["BERITA"]
    assert target.monthly[6] == 10


def test_signed_it_changes_the_months_from_its_first_and_keeps_the_ones_before(cast: Cast) -> None:
    version = begun(cast)
    before = {code: target.pk for code, target in flow.targets_of(version).items()}
    version.lines.filter(indicator_code="BERITA").update(monthly=[Decimal(10)] * 6 + [Decimal(12)] * 6, weight=50)
    flow.add_line(version, "VIDEO", 10, monthly=[None] * 6 + [Decimal(2)] * 6)
    finished(version, cast)
    after = flow.targets_of(version)
    assert after["BERITA"].pk == before["BERITA"]
    assert after["BERITA"].monthly == [Decimal(10)] * 6 + [Decimal(12)] * 6
    assert after["VIDEO"].monthly == [None] * 6 + [Decimal(2)] * 6
    assert sum(target.weight for target in after.values()) == 100
    assert version.agreement.versions.get(number=1).state == State.AMENDED


def test_the_database_keeps_months_before_the_first_even_for_a_signed_amendment(cast: Cast) -> None:
    version = begun(cast)
    version.lines.filter(indicator_code="BERITA").update(monthly=[Decimal(11)] * 12)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        finished(version, cast)
    assert caught.value.__cause__.diag.constraint_name == "agreement_sealed"  # type: ignore[union-attr]
    assert flow.targets_of(version)["BERITA"].monthly == [Decimal(10)] * 12


def test_once_applied_the_targets_are_sealed_again(cast: Cast) -> None:
    version = finished(begun(cast), cast)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE contracts_target SET monthly[12] = 1 WHERE agreement_id = %s", [version.agreement_id])
    assert Target.objects.filter(agreement=version.agreement, monthly__11=1).count() == 0


def test_the_day_of_signing_stays_that_of_the_first_version(cast: Cast) -> None:
    version = begun(cast)
    signed = version.agreement.signed_on
    finished(version, cast)
    assert Agreement.objects.get(pk=version.agreement_id).signed_on == signed


def test_only_what_is_in_force_is_amended(cast: Cast) -> None:
    agreement = flow.agreed(cast.staff).agreement
    with pytest.raises(DomainError) as refused:
        amend(agreement=agreement, by=cast.staff, ground="strategy", note="P-APBD", effective_month=7)
    assert refused.value.code == "not_in_force"


def test_who_moved_to_another_post_begins_a_new_agreement(cast: Cast) -> None:
    agreement = flow.in_force(cast.staff).agreement
    Assignment.objects.filter(employee=cast.colleague).delete()
    Assignment.objects.filter(employee=cast.staff).update(position=cast.positions["colleague"])
    with pytest.raises(DomainError) as refused:
        amend(agreement=agreement, by=cast.staff, ground="strategy", note="P-APBD", effective_month=7)
    assert refused.value.code == "post_changed"
