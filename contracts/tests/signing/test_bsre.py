"""The certified provider, behaving and misbehaving: at most one signature, and never an unclear end."""

import io
import logging
import re
import ssl
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contracts import tasks
from contracts.actions import sign_remotely
from contracts.models import RemoteSigning, Signature, SigningMethod, State, Version
from contracts.signing import bsre
from contracts.tests.papers import PASSWORD, agreed, signed
from contracts.tests.signing.standin_bsre import NIK, PASSPHRASE, Service, standin
from kinerja.errors import DomainError
from tests.cast import Cast
from tests.races import PATIENCE, until

BSRE = {"method": SigningMethod.BSRE, "nik": NIK, "passphrase": PASSPHRASE}


@pytest.fixture
def service(settings: Any) -> Iterator[Service]:
    with standin() as running:
        settings.BSRE_URL, settings.BSRE_USER, settings.BSRE_PASSWORD = running.url, "esign", "rahasia"
        settings.BSRE_VERSION, settings.BSRE_TIMEOUT = 2, PATIENCE
        yield running


@pytest.fixture
def version(cast: Cast) -> Version:
    return agreed(cast.kabid, cast.head)


def refused(version: Version, role: str = "first", **changes: Any) -> str:
    with pytest.raises(DomainError) as caught:
        signed(version, role, **{**BSRE, **changes})
    assert PASSPHRASE not in caught.value.message
    return caught.value.code


def state_of(version: Version) -> str:
    version.refresh_from_db()
    return version.state


@pytest.mark.parametrize("kind", [1, 2])
def test_signs_with_either_version_of_the_service(version: Version, service: Service, settings: Any, kind: int) -> None:
    settings.BSRE_VERSION = kind
    signature = signed(version, "first", **BSRE)
    assert (signature.method, signature.certificate) == ("bsre", None)
    assert signature.result.data.startswith(signature.shown.data)
    assert RemoteSigning.objects.get().state == "done"
    assert service.calls[0]["login"] == "Basic ZXNpZ246cmFoYXNpYQ=="
    signed(version, "second", **BSRE)
    assert state_of(version) == State.IN_FORCE


def test_parties_may_sign_in_different_ways(version: Version, service: Service) -> None:
    signed(version, "first", **BSRE)
    signed(version, "second")
    assert state_of(version) == State.IN_FORCE
    assert list(version.signatures.order_by("pk").values_list("method", flat=True)) == ["bsre", "internal"]


@pytest.mark.parametrize(
    ("mood", "code"),
    [
        ("revoked", "bsre_revoked"),
        ("expired", "bsre_expired"),
        ("unknown", "bsre_unknown"),
        ("login", "bsre_login"),
        ("odd", "bsre_refused"),
    ],
)
def test_each_refusal_has_its_own_sentence_and_may_be_tried_again(
    version: Version, service: Service, mood: str, code: str
) -> None:
    service.mood = mood
    assert refused(version) == code
    assert (RemoteSigning.objects.get().state, service.signed) == ("failed", 0)
    service.mood = "well"
    signed(version, "first", **BSRE)
    assert state_of(version) == State.SIGNED_FIRST


def test_wrong_passphrase_signs_nothing(version: Version, service: Service) -> None:
    assert refused(version, passphrase="lain") == "bsre_passphrase"
    assert (service.signed, Signature.objects.count()) == (0, 0)


def test_missing_nik_is_not_even_asked(version: Version, service: Service) -> None:
    assert refused(version, nik="123") == "bsre_credentials"
    assert service.calls == []


@pytest.mark.parametrize("ask", ["sign", "fetch"])
def test_answer_that_is_no_pdf_is_unclear_and_keeps_its_name(
    settings: Any, monkeypatch: pytest.MonkeyPatch, ask: str
) -> None:
    settings.BSRE_VERSION = 1
    monkeypatch.setattr(bsre, "_ask", lambda *_order: bsre._Answer(200, b"<html>sibuk</html>", "dok-9"))
    who = bsre.Credentials(NIK, PASSPHRASE)
    order: dict[str, Callable[[], object]] = {
        "sign": lambda: bsre.sign(b"%PDF-1.7", who, reason="PK", location="Kota"),
        "fetch": lambda: bsre.fetch("dok-9"),
    }
    with pytest.raises(bsre.Unclear) as unclear:
        order[ask]()
    assert unclear.value.remote_id == "dok-9"


def test_refusal_in_words_that_are_no_json_is_told_by_its_number() -> None:
    refusal = bsre._refused(bsre._Answer(418, b"<html>maaf, passphrase</html>", ""))
    assert (refusal.code, "418" in refusal.message) == ("bsre_refused", True)
    assert bsre._refused(bsre._Answer(400, b'["passphrase"]', "")).code == "bsre_refused"


def test_service_behind_https_is_asked_over_tls_with_its_certificate_checked(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.BSRE_URL, settings.BSRE_TIMEOUT = "https://bsre.example.id:8443/esign/", 5.0
    made: dict[str, Any] = {}

    class Connection:
        def __init__(self, host: str, port: int, **options: Any) -> None:
            made.update(options, host=host, port=port)

        def connect(self) -> None:
            made["connected"] = True

    monkeypatch.setattr("contracts.signing.bsre.http.client.HTTPSConnection", Connection)
    bsre._connect()
    context = made.pop("context")
    assert made == {"host": "bsre.example.id", "port": 8443, "timeout": 5.0, "connected": True}
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_service_that_is_down_is_certain(version: Version, settings: Any) -> None:
    settings.BSRE_URL = "http://127.0.0.1:9"
    assert refused(version) == "bsre_unreachable"
    assert RemoteSigning.objects.get().state == "failed"


@pytest.mark.parametrize(("mood", "seconds"), [("silent", 0.1), ("broken", PATIENCE), ("dropped", PATIENCE)])
def test_unclear_answer_is_being_checked_and_not_asked_twice(
    version: Version, service: Service, settings: Any, mood: str, seconds: float
) -> None:
    settings.BSRE_TIMEOUT = seconds
    service.mood = mood
    assert refused(version) == "being_checked"
    assert refused(version) == "being_checked"
    # The service may read what it was sent when nobody waits for its answer any more.
    until(lambda: bool(service.calls), "the service was asked")
    assert len(service.calls) == 1
    assert RemoteSigning.objects.get().state == "unclear"
    assert state_of(version) == State.AGREED


def test_unclear_answer_with_a_name_is_fetched_and_proven(version: Version, service: Service, settings: Any) -> None:
    settings.BSRE_VERSION = 1
    service.mood = "cut"
    assert refused(version) == "being_checked"
    assert RemoteSigning.objects.get().remote_id == "dok-1"
    assert sign_remotely.settle_all() == 1
    assert RemoteSigning.objects.get().state == "done"
    assert (service.signed, Signature.objects.count()) == (1, 1)
    assert state_of(version) == State.SIGNED_FIRST


def test_unclear_answer_without_a_name_is_given_up_after_a_while(version: Version, service: Service) -> None:
    service.mood = "dropped"
    assert refused(version) == "being_checked"
    assert sign_remotely.settle_all() == 0
    RemoteSigning.objects.update(started_at=timezone.now() - timedelta(minutes=20))
    assert sign_remotely.settle_all() == 1
    assert RemoteSigning.objects.get().state == "failed"
    service.mood = "well"
    signed(version, "first", **BSRE)
    assert Signature.objects.count() == 1


def test_the_same_call_twice_is_one_signature(version: Version, service: Service) -> None:
    shown = version.document.sha256 if version.document else ""
    first = signed(version, "first", **BSRE)
    assert signed(version, "first", shown_sha256=shown, **BSRE).pk == first.pk
    assert service.signed == 1


@pytest.mark.parametrize("mood", ["painted", "other"])
def test_file_that_is_not_ours_with_one_signature_more_is_refused(
    version: Version, service: Service, mood: str
) -> None:
    service.mood = mood
    assert refused(version) == "not_proven"
    assert state_of(version) == State.AGREED


def test_root_certificate_of_the_provider_is_held_against_the_file(
    version: Version, service: Service, settings: Any, tmp_path: Path
) -> None:
    foreign = Service().issuer.certificate
    (tmp_path / "akar.pem").write_bytes(foreign)
    settings.BSRE_CA_FILE = str(tmp_path / "akar.pem")
    assert refused(version) == "not_proven"
    (tmp_path / "akar.pem").write_bytes(foreign + service.issuer.certificate)
    signed(version, "first", **BSRE)
    assert state_of(version) == State.SIGNED_FIRST


def test_without_the_service_nothing_is_offered(version: Version) -> None:
    assert refused(version) == "bsre_missing"


def test_passphrase_and_nik_are_nowhere(version: Version, service: Service, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for mood in ("well", "dropped", "revoked", "broken"):
        service.mood = mood
        RemoteSigning.objects.update(started_at=timezone.now() - timedelta(hours=1))
        if mood == "well":
            signed(version, "first", **BSRE)
        else:
            refused(version, "second")
    assert PASSPHRASE in service.calls[0]["passphrase"]
    heard = caplog.text + _whole_database()
    assert "bsre POST /api/v2/sign/pdf 200" in heard
    assert PASSPHRASE not in heard
    assert NIK not in heard


def _whole_database() -> str:
    """Every row of every table, as text."""
    out = io.StringIO()
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 -- names of our own tables
            out.writelines(row for (row,) in cursor.fetchall())
    return out.getvalue()


def test_unclear_answer_that_stays_unclear_waits_and_is_then_given_up(version: Version, service: Service) -> None:
    service.mood = "dropped"
    assert refused(version) == "being_checked"
    RemoteSigning.objects.update(remote_id="tidak-ada")
    assert sign_remotely.settle_all() == 0
    RemoteSigning.objects.update(remote_id="../../etc")
    assert sign_remotely.settle_all() == 0
    RemoteSigning.objects.update(started_at=timezone.now() - timedelta(minutes=20))
    service.mood = "well"
    # The signer may ask again as well, without waiting for the minute's task.
    signed(version, "first", **BSRE)
    assert list(RemoteSigning.objects.order_by("pk").values_list("state", flat=True)) == ["failed", "done"]


def test_answer_without_a_file_is_unclear(version: Version, service: Service) -> None:
    service.mood = "empty"
    assert refused(version) == "being_checked"


def test_result_that_comes_too_late_is_not_stored(version: Version, service: Service) -> None:
    service.mood = "dropped"
    assert refused(version) == "being_checked"
    RemoteSigning.objects.update(remote_id="dok-1")
    signed(version, "first")
    sign_remotely.settle_all()
    # Signed here meanwhile: the paper has its one signature, and the provider's file none of its own.
    assert list(version.signatures.values_list("method", flat=True)) == ["internal"]
    assert RemoteSigning.objects.get().state == "done"


def test_tasks_are_doors_to_the_same(version: Version, service: Service) -> None:
    service.mood = "dropped"
    assert refused(version) == "being_checked"
    RemoteSigning.objects.update(remote_id="dok-1")
    tasks.settle_signatures()
    assert state_of(version) == State.SIGNED_FIRST
    tasks.revoke_of_leavers()


def test_page_offers_both_kinds_and_says_which_is_certified(version: Version, service: Service, cast: Cast) -> None:
    client = Client()
    client.force_login(cast.kabid)
    address = reverse("sign", args=[version.pk])
    text = client.get(address).content.decode()
    assert "BSrE (tersertifikasi)" in text
    assert "Kinerja (tidak tersertifikasi)" in text
    # The browser is told to keep none of it.
    assert re.search(r'<input[^>]*name="nik"[^>]* data-secret', text)
    assert version.document is not None
    data = {"shown": version.document.sha256, "password": PASSWORD, "method": "bsre", "passphrase": PASSPHRASE}
    page = client.post(address, {**data, "nik": "1"}).content.decode()
    assert "Isi NIK (16 angka)" in page
    assert PASSPHRASE not in page
    service.mood = "dropped"
    client.post(address, {**data, "nik": " ".join(NIK)})
    assert "sedang diperiksa" in client.get(address).content.decode()
    service.mood = "well"
    RemoteSigning.objects.update(started_at=timezone.now() - timedelta(hours=1))
    assert client.post(address, {**data, "nik": NIK}).status_code == 302
    assert version.signatures.get().method == "bsre"
