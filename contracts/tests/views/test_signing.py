"""Pages of signing, of a pile, and of certificates."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contracts.actions import sign_batch
from contracts.models import BatchItem, Certificate, Signature, SigningBatch, State, Version
from contracts.signing import authority
from contracts.tests.papers import PASSWORD, agreed, signed
from kinerja.errors import DomainError
from organization.actions import second_factor
from organization.models import Employee, Notice
from organization.rules.authenticator import totp
from tests.cast import Cast
from tests.races import PATIENCE


def client_of(person: Employee) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def version(cast: Cast) -> Version:
    return agreed(cast.kabid, cast.head)


def posted(version: Version, **changes: str) -> dict[str, str]:
    version.refresh_from_db()
    assert version.document is not None
    return {"shown": version.document.sha256, "password": PASSWORD, "note": "", **changes}


def test_page_shows_the_stored_bytes_and_their_digest(version: Version, cast: Cast) -> None:
    client = client_of(cast.kabid)
    page = client.get(reverse("sign", args=[version.pk]))
    assert version.document is not None
    sha256 = version.document.sha256
    text = page.content.decode()
    assert f'name="shown" value="{sha256}"' in text
    assert sha256[:16] in text
    frame = re.search(r'<iframe[^>]*src="([^"#]+)', text)
    assert frame is not None
    paper = client.get(frame[1])
    assert paper.content == version.document.data
    assert (paper["Content-Type"], paper["X-Frame-Options"]) == ("application/pdf", "SAMEORIGIN")
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert client.get(reverse("sign_document", args=[version.pk, "0" * 64])).status_code == 404


def with_second_step(person: Employee) -> str:
    """Set a second step up some minutes ago; the code of this moment."""
    then, now = timezone.now() - timedelta(minutes=5), timezone.now()
    sealed = second_factor.begin()
    generator = totp(second_factor.unsealed(sealed))
    second_factor.confirm(by=person, sealed=sealed, code=generator.generate(int(then.timestamp())).decode(), now=then)
    return generator.generate(int(now.timestamp())).decode()


def test_who_has_a_second_step_signs_with_its_code_once(version: Version, cast: Cast) -> None:
    code, client = with_second_step(cast.kabid), client_of(cast.kabid)
    address = reverse("sign", args=[version.pk])
    without = client.post(address, posted(version))
    assert without.context["form"].errors["code"] == ["Isi kode dari aplikasi autentikator."]
    wrong = client.post(address, posted(version, code="000000"))
    assert "Kode tidak cocok atau sudah dipakai" in wrong.content.decode()
    assert not Signature.objects.exists()
    form = posted(version, code=code)
    client.post(address, form)
    again = client.post(address, form)
    assert Signature.objects.count() == 1
    assert again["Location"] == reverse("agreement", args=[version.pk])


def test_a_pile_asks_for_the_code_as_well(version: Version, cast: Cast) -> None:
    code, client = with_second_step(cast.kabid), client_of(cast.kabid)
    page = client.get(reverse("sign_batch"))
    (key,) = re.findall(r'name="pilih" value="([^"]+)"', page.content.decode())
    client.post(reverse("sign_batch"), {"pilih": key, "password": PASSWORD, "code": "000000"})
    assert not SigningBatch.objects.exists()
    client.post(reverse("sign_batch"), {"pilih": key, "password": PASSWORD, "code": code})
    assert SigningBatch.objects.count() == 1


def test_signing_leads_to_the_agreement_and_tells_the_other_party(version: Version, cast: Cast) -> None:
    answer = client_of(cast.kabid).post(reverse("sign", args=[version.pk]), posted(version, note="Siap."))
    assert answer["Location"] == reverse("agreement", args=[version.pk])
    notice = Notice.objects.get(employee=cast.head)
    assert (notice.subject, notice.url) == (
        f"Perjanjian {cast.kabid.name} menunggu tanda tangan Anda",
        reverse("sign", args=[version.pk]),
    )
    client_of(cast.head).post(reverse("sign", args=[version.pk]), posted(version))
    version.refresh_from_db()
    assert version.state == State.IN_FORCE
    assert Notice.objects.get(employee=cast.kabid).subject.endswith("sudah menandatangani")


def test_double_post_is_one_signature_and_no_error(version: Version, cast: Cast) -> None:
    client, data = client_of(cast.kabid), posted(version)
    answers = [client.post(reverse("sign", args=[version.pk]), data) for _click in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Signature.objects.count() == 1


def test_wrong_password_keeps_the_note(version: Version, cast: Cast) -> None:
    page = client_of(cast.kabid).post(
        reverse("sign", args=[version.pk]), posted(version, password="bukan", note="Catatan panjang")
    )
    text = page.content.decode()
    assert "Kata sandi tidak cocok" in text
    assert "Catatan panjang" in text
    assert "bukan" not in re.findall(r'<input[^>]*name="password"[^>]*>', text)[0]


def test_paper_that_changed_must_be_read_again(version: Version, cast: Cast) -> None:
    page = client_of(cast.kabid).post(reverse("sign", args=[version.pk]), posted(version, shown="0" * 64))
    assert "Naskah berubah sejak Anda membukanya" in page.content.decode()
    assert not Signature.objects.exists()


def test_refusal_is_an_outcome_with_a_reason(version: Version, cast: Cast) -> None:
    client = client_of(cast.kabid)
    assert "Isi alasan." in client.post(reverse("refuse", args=[version.pk]), {"reason": ""}).content.decode()
    client.post(reverse("refuse", args=[version.pk]), {"reason": "Target tidak berdasar."})
    version.refresh_from_db()
    assert version.state == State.REFUSED
    assert version.events.get(kind="refused").note == "Target tidak berdasar."


@pytest.fixture
def pile(cast: Cast) -> list[Version]:
    made = [agreed(person, cast.head) for person in (cast.kabid, cast.colleague, cast.lead)]
    for one in made:
        signed(one, "first")
        one.refresh_from_db()
    return made


def key(version: Version) -> str:
    assert version.document is not None
    return f"{version.pk}:{version.document.sha256}"


def test_pile_is_signed_with_one_password(pile: list[Version], cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    # As many as the time of one request allows: on a busy machine that may be one.
    monkeypatch.setattr("contracts.views.signing_pile.SECONDS", PATIENCE)
    client = client_of(cast.head)
    page = client.get(reverse("sign_batch"))
    assert [row.version for row, _ticked in page.context["rows"]] == pile
    answer = client.post(reverse("sign_batch"), {"pilih": [key(pile[0]), key(pile[2])], "password": PASSWORD})
    batch = SigningBatch.objects.get()
    assert answer["Location"] == reverse("sign_batch_progress", args=[batch.pk])
    done = client.post(answer["Location"], headers={"HX-Request": "true"})
    assert "2 dari 2 naskah ditandatangani" in done.content.decode()
    states = list(Version.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["in_force", "signed_first", "in_force"]
    batch.refresh_from_db()
    assert batch.finished_at is not None


def test_wrong_password_signs_no_pile_and_keeps_the_ticks(pile: list[Version], cast: Cast) -> None:
    page = client_of(cast.head).post(reverse("sign_batch"), {"pilih": [key(pile[1])], "password": "bukan"})
    assert [ticked for _row, ticked in page.context["rows"]] == [False, True, False]
    assert not SigningBatch.objects.exists()


def test_paper_of_a_pile_that_cannot_be_signed_is_listed_with_the_cause(pile: list[Version], cast: Cast) -> None:
    choices = [sign_batch.Choice(one.pk, "second", one.document.sha256 if one.document else "") for one in pile]
    choices[1] = sign_batch.Choice(pile[1].pk, "second", "0" * 64)
    batch = sign_batch.start_batch(choices=choices, by=cast.head, password=PASSWORD, address="127.0.0.1")
    assert sign_batch.work_off(batch=batch, seconds=PATIENCE) == 0
    page = client_of(cast.head).get(reverse("sign_batch_progress", args=[batch.pk]))
    text = page.content.decode()
    assert "2 dari 3 naskah ditandatangani" in text
    assert cast.colleague.name in text
    assert "Naskah berubah sejak Anda membukanya" in text


def test_pile_left_lying_needs_the_password_again(pile: list[Version], cast: Cast) -> None:
    client = client_of(cast.head)
    client.post(reverse("sign_batch"), {"pilih": [key(pile[0])], "password": PASSWORD})
    batch = SigningBatch.objects.get()
    SigningBatch.objects.update(confirmed_at=batch.confirmed_at - sign_batch.VALID * 2)
    page = client.post(reverse("sign_batch_progress", args=[batch.pk]), headers={"HX-Request": "true"})
    assert "lebih dari 15 menit lalu" in page.content.decode()
    assert BatchItem.objects.get().state == "waiting"


def test_pile_takes_the_same_number_of_queries_for_more(
    pile: list[Version], cast: Cast, django_assert_num_queries: Any
) -> None:
    client = client_of(cast.head)
    client.get(reverse("sign_batch"))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as three:
        client.get(reverse("sign_batch"))
    for one in pile[1:]:
        signed(one, "second")
    with CaptureQueriesContext(connection) as alone:
        client.get(reverse("sign_batch"))
    assert len(three) == len(alone)


def test_own_certificate_is_listed_and_ended_with_a_reason(cast: Cast) -> None:
    own, other = authority.certificate_for(cast.kabid), authority.certificate_for(cast.head)
    client = client_of(cast.kabid)
    text = client.get(reverse("certificates")).content.decode()
    assert own.serial in text
    assert other.serial not in text
    client.post(reverse("certificate_revoke", args=[own.pk]), {"reason": "Ponsel hilang"})
    own.refresh_from_db()
    assert own.revoked_reason == "Ponsel hilang"
    assert "Ponsel hilang" in client.get(reverse("certificates")).content.decode()
    assert Certificate.objects.filter(revoked_at=None).count() == 1


@pytest.mark.parametrize(("count", "code"), [(0, "nothing_chosen"), (sign_batch.MOST + 1, "too_many")])
def test_pile_has_a_size(cast: Cast, count: int, code: str) -> None:
    choices = [sign_batch.Choice(number, "second", "0" * 64) for number in range(count)]
    with pytest.raises(DomainError) as refused:
        sign_batch.start_batch(choices=choices, by=cast.head, password=PASSWORD, address="127.0.0.1")
    assert refused.value.code == code


def test_progress_without_javascript_goes_on_by_button(pile: list[Version], cast: Cast) -> None:
    client = client_of(cast.head)
    client.post(reverse("sign_batch"), {"pilih": [key(pile[0])], "password": PASSWORD})
    address = reverse("sign_batch_progress", args=[SigningBatch.objects.get().pk])
    assert "Lanjutkan" in client.get(address).content.decode()
    assert client.post(address)["Location"] == address
    assert "1 dari 1 naskah ditandatangani" in client.get(address).content.decode()


def test_a_pile_is_worked_off_until_its_time_is_over(pile: list[Version], cast: Cast) -> None:
    choices = [sign_batch.Choice(one.pk, "second", one.document.sha256 if one.document else "") for one in pile]
    batch = sign_batch.start_batch(choices=choices, by=cast.head, password=PASSWORD, address="127.0.0.1")
    assert sign_batch.work_off(batch=batch, seconds=0) == len(pile) - 1
    batch.refresh_from_db()
    assert batch.finished_at is None
