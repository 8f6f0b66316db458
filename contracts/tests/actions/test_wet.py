"""Papers signed by pen."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.utils import timezone
from PIL import Image

from contracts.actions.wet import record_wet_signatures
from contracts.models import Version
from contracts.tests import flow
from kinerja.errors import DomainError
from tests.cast import Cast

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


@pytest.fixture
def agreed(cast: Cast) -> Version:
    """The staff's agreement, agreed with the team lead."""
    return flow.agreed(cast.staff, year=YEAR)


def scan() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (200, 300), "white").save(out, format="JPEG")
    return out.getvalue()


def refusal(version: Version, cast: Cast, **changes: object) -> str:
    values = {"version": version, "by": cast.ortala, "scan": scan(), "signed_on": timezone.localdate(), **changes}
    with pytest.raises(DomainError) as caught:
        record_wet_signatures(**values)  # type: ignore[arg-type]
    return caught.value.code


def test_a_scan_puts_the_agreement_in_force_from_the_day_it_bears(agreed: Version, cast: Cast) -> None:
    day = timezone.localdate() - timedelta(days=3)

    record_wet_signatures(version=agreed, by=cast.ortala, scan=scan(), signed_on=day)

    agreed.refresh_from_db()
    agreed.agreement.refresh_from_db()
    assert agreed.state == "in_force"
    assert agreed.agreement.signed_on == day
    assert agreed.agreement.sealed_at is not None
    assert agreed.document is not None
    assert agreed.document.data.startswith(b"%PDF-")


def test_both_signatures_say_that_they_are_by_hand_and_who_recorded_them(agreed: Version, cast: Cast) -> None:
    shown = agreed.document_id

    record_wet_signatures(version=agreed, by=cast.ortala, scan=scan(), signed_on=timezone.localdate())

    rows = agreed.signatures.order_by("role").values_list("role", "signer", "method", "recorded_by", "shown")
    assert list(rows) == [
        ("first", cast.staff.pk, "wet", cast.ortala.pk, shown),
        ("second", cast.lead.pk, "wet", cast.ortala.pk, shown),
    ]


def test_only_an_agreed_paper_can_be_signed_by_hand(cast: Cast) -> None:
    assert refusal(flow.drafted(cast.staff, year=YEAR), cast) == "not_agreed"


def test_it_cannot_happen_twice(agreed: Version, cast: Cast) -> None:
    record_wet_signatures(version=agreed, by=cast.ortala, scan=scan(), signed_on=timezone.localdate())

    assert refusal(agreed, cast) == "not_agreed"


def test_the_day_is_not_in_the_future(agreed: Version, cast: Cast) -> None:
    assert refusal(agreed, cast, signed_on=timezone.localdate() + timedelta(days=1)) == "signed_later"


def test_the_day_is_near_the_year(agreed: Version, cast: Cast) -> None:
    assert refusal(agreed, cast, signed_on=date(YEAR - 2, 12, 31)) == "signed_too_early"


def test_the_parties_held_their_posts_on_that_day(agreed: Version, cast: Cast) -> None:
    today = timezone.localdate()
    cast.staff.assignments.update(start=today)

    assert refusal(agreed, cast, signed_on=today - timedelta(days=1)) == "mandate_ended"


def test_a_bad_scan_changes_nothing(agreed: Version, cast: Cast) -> None:
    assert refusal(agreed, cast, scan=b"bukan berkas") == "scan_unreadable"

    agreed.refresh_from_db()
    assert agreed.state == "agreed"
    assert not agreed.signatures.exists()
