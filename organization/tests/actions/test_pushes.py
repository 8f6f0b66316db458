"""Push messages, tried against a push service of this test's own."""

import base64
import json
import os
import stat
import threading
import time as clock
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils import timezone

from kinerja.errors import DomainError
from organization import push
from organization.actions.pushes import MOST_DEVICES, push_news, subscribe, subscriptions_to_wake, unsubscribe
from organization.models import Employee, Notice, NoticePreference, PushSubscription
from organization.push_message import from_text, to_text
from organization.tests.test_push_message import read_message
from tests.cast import Cast
from tests.races import PATIENCE

NOON = datetime(2026, 3, 10, 12, tzinfo=timezone.get_default_timezone())
CHROME = "https://fcm.googleapis.com/fcm/send/"


def plain(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Browser:
    """The keys that a browser makes for a subscription, and what it can read with them."""

    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.auth = os.urandom(16)
        point = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.keys = {"p256dh": plain(point), "auth": plain(self.auth)}

    def read(self, body: bytes) -> dict[str, str]:
        return dict(json.loads(read_message(body, private=self.private, secret=self.auth)))


class Service(ThreadingHTTPServer):
    """A push service that keeps what it is handed and answers with ``status``, but 403 to a token that is not good."""

    status = 201
    location = ""
    retry_after = ""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.taken: list[tuple[dict[str, str], bytes]] = []

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/push/abc"


def is_good_token(header: str, *, audience: str) -> bool:
    """Whether a service that knows RFC 8292 lets the sender in: signed, for this service, not for longer than a day."""
    token, named = header.removeprefix("vapid t=").split(",k=")
    head, claims, signature = token.split(".")
    numbers = from_text(signature)
    r, s = (int.from_bytes(half, "big") for half in (numbers[:32], numbers[32:]))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), from_text(named))
    try:
        key.verify(encode_dss_signature(r, s), f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    said: dict[str, Any] = json.loads(from_text(claims))
    within = clock.time() < said["exp"] <= clock.time() + 24 * 3600
    return bool(said["aud"] == audience and within and said["sub"].startswith(("https://", "mailto:")))


class _Handler(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append(({name.lower(): value for name, value in self.headers.items()}, body))
        known = is_good_token(self.headers["Authorization"], audience=f"http://127.0.0.1:{self.server.server_port}")
        self.send_response(self.server.status if known else 403)
        if self.server.retry_after:
            self.send_header("Retry-After", self.server.retry_after)
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.end_headers()

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def service() -> Iterator[Service]:
    made = Service()
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(push, "TIMEOUT", PATIENCE)
    settings.KINERJA_HOME = tmp_path
    settings.PUSH_KEY = ""
    settings.PUBLIC_URL = "https://kinerja.kota.test"
    return tmp_path


def subscription(person: Employee, endpoint: str = CHROME, browser: Browser | None = None) -> PushSubscription:
    return PushSubscription.objects.create(employee=person, endpoint=endpoint, **(browser or Browser()).keys)


def notice(person: Employee, subject: str = "Ada yang baru", *, at: datetime = NOON) -> Notice:
    return Notice.objects.create(
        employee=person, kind="test", key=subject, subject=subject, body="Isi rahasia", created_at=at
    )


def told(row: PushSubscription, now: datetime = NOON) -> bool:
    return push_news(subscription_id=row.pk, now=now)


def test_the_browser_reads_the_subject_and_how_many_more(cast: Cast, service: Service) -> None:
    browser = Browser()
    row = subscription(cast.staff, service.endpoint, browser)
    notice(cast.staff, "Pertama")
    notice(cast.staff, "Kedua")
    assert told(row)
    [(headers, body)] = service.taken
    assert browser.read(body) == {
        "title": "Kinerja",
        "body": "Kedua\ndan 1 pemberitahuan lain",
        "url": "/kotak-masuk/",
    }
    assert b"Kedua" not in body
    assert headers["authorization"].startswith("vapid t=")
    assert headers["authorization"].endswith(f"k={push.public_key()}")


def test_nothing_is_told_twice(cast: Cast, service: Service) -> None:
    row = subscription(cast.staff, service.endpoint)
    notice(cast.staff)
    assert (told(row), told(row), len(service.taken)) == (True, False, 1)
    assert subscriptions_to_wake(now=NOON) == {}


@pytest.mark.parametrize("status", [404, 410])
def test_an_ended_subscription_goes(cast: Cast, service: Service, status: int) -> None:
    service.status = status
    row = subscription(cast.staff, service.endpoint)
    notice(cast.staff)
    assert not told(row)
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize("status", [400, 413, 429, 500, 503])
def test_a_failure_is_tried_again_later(cast: Cast, service: Service, status: int) -> None:
    service.status = status
    row = subscription(cast.staff, service.endpoint)
    notice(cast.staff)
    assert not told(row)
    row.refresh_from_db()
    assert (row.failures, row.failure) == (1, f"status {status}")
    assert subscriptions_to_wake(now=NOON + timedelta(minutes=1)) == {}
    assert subscriptions_to_wake(now=NOON + timedelta(minutes=2)) == {row.pk: cast.staff.pk}
    service.status = 201
    assert told(row)
    row.refresh_from_db()
    assert (row.failures, row.failure, row.retry_at) == (0, "", None)


@pytest.mark.parametrize(("status", "kept"), [(400, False), (403, False), (429, True), (503, True)])
def test_only_a_browser_that_is_refused_is_dropped(cast: Cast, service: Service, status: int, kept: bool) -> None:
    """A service that is down for a day takes nobody's subscription away."""
    service.status = status
    row = subscription(cast.staff, service.endpoint)
    notice(cast.staff)
    for _again in range(12):
        told(row)
    assert PushSubscription.objects.exists() is kept


@pytest.mark.parametrize(
    ("asked", "minutes"), [("3600", 60), ("1", 2), ("soon", 2), ("99999999999", 2), ("9999999", 24 * 60)]
)
def test_a_busy_service_is_left_alone_as_long_as_it_asks(
    cast: Cast, service: Service, asked: str, minutes: int
) -> None:
    service.status, service.retry_after = 429, asked
    row = subscription(cast.staff, service.endpoint)
    notice(cast.staff)
    told(row)
    row.refresh_from_db()
    assert row.retry_at == NOON + timedelta(minutes=minutes)


def test_a_token_for_another_service_is_not_good(cast: Cast, service: Service) -> None:
    """The stand-in itself is tried: it tells a good token from one that is meant for another."""
    row = subscription(cast.staff, service.endpoint)
    notice(cast.staff)
    told(row)
    header = service.taken[0][0]["authorization"]
    audience = service.endpoint.removesuffix("/push/abc")
    assert is_good_token(header, audience=audience)
    assert not is_good_token(header, audience="https://push.example")
    head, _dot, rest = header.partition(".")
    other = {"aud": audience, "exp": int(clock.time()) + 60, "sub": "https://else.test"}
    forged = f"{head}.{to_text(json.dumps(other).encode())}.{rest.partition('.')[2]}"
    assert not is_good_token(forged, audience=audience)


def test_a_service_that_is_not_there_counts_as_a_failure(cast: Cast) -> None:
    row = subscription(cast.staff, "http://127.0.0.1:9/push")
    notice(cast.staff)
    assert not told(row)
    row.refresh_from_db()
    assert row.failures == 1


def test_a_redirect_is_not_followed(cast: Cast, service: Service) -> None:
    service.status, service.location = 307, service.endpoint
    row = subscription(cast.staff, service.endpoint)
    notice(cast.staff)
    assert (told(row), len(service.taken)) == (False, 1)


def test_only_people_who_want_it_now_are_woken(cast: Cast) -> None:
    rows = {name: subscription(cast.people[name], CHROME + name) for name in ("staff", "lead", "kabid", "head")}
    for name in rows:
        notice(cast.people[name])
    NoticePreference.objects.create(employee=cast.lead, push=False)
    NoticePreference.objects.create(employee=cast.kabid, quiet_from=time(11), quiet_to=time(13))
    Employee.objects.filter(pk=cast.head.pk).update(is_active=False)
    assert subscriptions_to_wake(now=NOON) == {rows["staff"].pk: cast.staff.pk}


@pytest.mark.parametrize(("hour", "woken"), [(5, False), (6, True), (18, True), (19, False), (23, False)])
def test_nobody_is_woken_in_the_usual_quiet_hours(cast: Cast, hour: int, woken: bool) -> None:
    now = NOON.replace(hour=hour)
    subscription(cast.staff)
    notice(cast.staff, at=now)
    assert bool(subscriptions_to_wake(now=now)) is woken


def test_old_news_wakes_nobody(cast: Cast) -> None:
    subscription(cast.staff)
    notice(cast.staff, at=NOON - timedelta(days=2))
    assert subscriptions_to_wake(now=NOON) == {}


def test_a_new_browser_hears_of_what_comes_next_only(cast: Cast) -> None:
    notice(cast.staff, "Lama")
    row = subscribe(by=cast.staff, endpoint=CHROME, device="Chrome, Android", **Browser().keys)
    assert subscriptions_to_wake(now=NOON) == {}
    notice(cast.staff, "Baru")
    assert subscriptions_to_wake(now=NOON) == {row.pk: cast.staff.pk}


def test_a_shared_browser_belongs_to_whoever_asked_last(cast: Cast) -> None:
    for person in (cast.staff, cast.lead):
        subscribe(by=person, endpoint=CHROME, device="", **Browser().keys)
    assert PushSubscription.objects.get().employee == cast.lead


def test_the_oldest_browser_makes_room(cast: Cast) -> None:
    for number in range(MOST_DEVICES + 2):
        subscribe(by=cast.staff, endpoint=f"{CHROME}{number}", device=str(number), **Browser().keys)
    kept = set(PushSubscription.objects.values_list("device", flat=True))
    assert kept == {str(number) for number in range(2, MOST_DEVICES + 2)}


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/a",
        "https://127.0.0.1/a",
        "https://fcm.googleapis.com.example/a",
        "https://fcm.googleapis.com:8443/a",
        "https://user@fcm.googleapis.com/a",
        "https://evilpush.apple.com/a",
        "https://[::1/a",
    ],
)
def test_this_server_is_not_sent_to_any_address(cast: Cast, endpoint: str) -> None:
    with pytest.raises(DomainError) as refused:
        subscribe(by=cast.staff, endpoint=endpoint, device="", **Browser().keys)
    assert refused.value.code == "push_service"


@pytest.mark.parametrize("keys", [{"p256dh": "", "auth": ""}, {"p256dh": "é" * 87, "auth": plain(bytes(16))}])
def test_broken_keys_are_refused(cast: Cast, keys: dict[str, str]) -> None:
    with pytest.raises(DomainError) as refused:
        subscribe(by=cast.staff, endpoint=CHROME, device="", **keys)
    assert refused.value.code == "push_keys"


def test_nobody_ends_another_s_browser(cast: Cast) -> None:
    row = subscription(cast.staff)
    with pytest.raises(PushSubscription.DoesNotExist):
        unsubscribe(by=cast.lead, subscription_id=row.pk)
    unsubscribe(by=cast.staff, subscription_id=row.pk)
    assert not PushSubscription.objects.exists()


def test_the_key_is_made_once_and_for_the_owner_only(home: Path) -> None:
    first = push.public_key()
    assert stat.S_IMODE((home / "push.key").stat().st_mode) == 0o600
    assert [path.name for path in home.iterdir()] == ["push.key"]
    push._key.cache_clear()
    assert push.public_key() == first
