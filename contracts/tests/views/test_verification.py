"""The public pages: what a stranger learns, and what not."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization.pkcs7 import load_der_pkcs7_certificates
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contracts.actions.visits import MOST_A_MINUTE, admit_visit
from contracts.models import State, Version, Visit
from contracts.signing.inspection import MOST_BYTES, inspect
from contracts.tests import flow
from contracts.tests.papers import agreed, in_force, signed
from tests.cast import Cast

NOON = datetime(2027, 1, 4, 5, 0, 10, tzinfo=UTC)


@pytest.fixture
def version(cast: Cast) -> Version:
    return in_force(cast.kabid, cast.head)


def text_of(version: Version) -> str:
    return Client().get(reverse("verify", args=[version.token])).content.decode()


def uploaded(content: bytes, name: str = "naskah.pdf", **headers: Any) -> Any:
    return Client().post(reverse("verify_upload"), {"file": SimpleUploadedFile(name, content)}, **headers)


def test_page_names_parties_times_state_and_digest_and_nothing_else(version: Version, cast: Cast) -> None:
    text = text_of(version)
    assert version.document is not None
    for words in (cast.kabid.name, "Jabatan kabid", cast.head.name, "Berlaku", version.document.sha256):
        assert words in text
    assert "tanda tangan elektronik tidak tersertifikasi" in text
    assert "Yang membuktikan keaslian adalah sertifikat elektronik di dalam berkas PDF" in text
    assert cast.kabid.nip not in text
    assert cast.head.nip not in text


def test_page_is_in_no_search_engine_and_no_cache(version: Version) -> None:
    answer = Client().get(reverse("verify", args=[version.token]))
    assert (answer["X-Robots-Tag"], answer["Cache-Control"]) == ("noindex, nofollow", "no-store")


def test_incomplete_paper_says_how_many_have_signed(cast: Cast) -> None:
    version = agreed(cast.kabid, cast.head)
    signed(version, "first")
    text = text_of(version)
    assert "Belum lengkap" in text
    assert "Baru 1 dari 2 tanda tangan" in text


@pytest.mark.parametrize(("state", "words"), [("ended", "masa berlakunya sudah berakhir"), ("amended", "diganti")])
def test_former_paper_says_so(version: Version, state: str, words: str) -> None:
    Version.objects.filter(pk=version.pk).update(state=state)
    assert words in text_of(version)


def test_refused_paper_says_so(cast: Cast) -> None:
    version = agreed(cast.kabid, cast.head)
    version.state = State.REFUSED
    version.save()
    assert "ditolak" in text_of(version)


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["a" * 32, "x", "a" * 3000, "%27%3B--"])
def test_unknown_token_is_not_found(token: str) -> None:
    assert Client().get(f"/v/{token}/").status_code == 404


def test_tokens_are_long_and_differ(version: Version, cast: Cast) -> None:
    other = agreed(cast.colleague, cast.head)
    assert (len(version.token), len(other.token)) == (32, 32)
    assert version.token != other.token


def test_genuine_file(version: Version) -> None:
    assert version.document is not None
    text = uploaded(version.document.data).content.decode()
    assert "sama persis dengan naskah yang tersimpan, dan semua pihak sudah menandatanganinya" in text


def test_altered_file_says_where_and_shows_what_is_stored(version: Version, cast: Cast) -> None:
    assert version.document is not None
    text = uploaded(version.document.data + b"%tambahan").content.decode()
    assert "Bukan naskah asli: diubah" in text
    assert f"Sesudah 2 tanda tangan ada yang ditambahkan ke berkas ini (mulai bita {version.document.size + 1})" in text
    assert cast.head.name in text


def test_a_byte_changed_below_a_signature_is_other_content_not_an_unknown_certificate(version: Version) -> None:
    assert version.document is not None
    data = bytearray(version.document.data)
    # In the comment of the second line: whoever reads the file does not stumble over it.
    data[11] ^= 1
    text = uploaded(bytes(data)).content.decode()
    assert "isi yang ditandatangani sudah lain" in text
    assert "bukan sertifikat yang berlaku" not in text


@pytest.mark.django_db
def test_unknown_file() -> None:
    assert "Tidak dikenal" in uploaded(b"%PDF-1.7 lain").content.decode()


@pytest.mark.django_db
def test_other_kinds_of_file_are_refused() -> None:
    assert "Pilih berkas PDF." in uploaded(b"x", name="naskah.docx").content.decode()
    assert "Lampirkan berkas PDF." in Client().post(reverse("verify_upload"), {}).content.decode()


@pytest.mark.django_db
def test_huge_upload_is_turned_away_before_it_is_read() -> None:
    answer = uploaded(b"%PDF-1.7", CONTENT_LENGTH=str(MOST_BYTES * 2))
    assert answer.status_code == 413


@pytest.mark.django_db
def test_upload_works_from_any_page_without_a_cookie() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("verify_upload"), {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")})
    assert answer.status_code == 200


def test_sixty_a_minute_from_one_address(version: Version) -> None:
    address = reverse("verify", args=[version.token])
    statuses = [Client().get(address, REMOTE_ADDR="203.0.113.7").status_code for _visit in range(MOST_A_MINUTE + 1)]
    assert statuses == [200] * MOST_A_MINUTE + [429]
    assert Client().get(address, REMOTE_ADDR="203.0.113.8").status_code == 200
    turned_away = Client().get(address, REMOTE_ADDR="203.0.113.7")
    assert turned_away["Retry-After"] == "60"


@pytest.mark.django_db
def test_only_the_running_minute_is_kept() -> None:
    for minute in range(3):
        for host in range(5):
            assert admit_visit(address=f"198.51.100.{host}", now=NOON + timedelta(minutes=minute))
    assert Visit.objects.count() == 5
    assert set(Visit.objects.values_list("minute", flat=True)) == {NOON.replace(second=0) + timedelta(minutes=2)}


@pytest.mark.django_db
def test_addresses_of_one_network_of_ipv6_count_together() -> None:
    admitted = [admit_visit(address=f"2001:db8:1:2::{host:x}", now=NOON) for host in range(1, MOST_A_MINUTE + 2)]
    assert admitted == [True] * MOST_A_MINUTE + [False]
    assert admit_visit(address="2001:db8:1:3::1", now=NOON)
    assert admit_visit(address="unix", now=NOON)


def test_copy_from_before_the_second_signature_is_called_incomplete(version: Version) -> None:
    shown = version.signatures.get(role="second").shown.data
    text = uploaded(shown).content.decode()
    assert "Bukan naskah lengkap" in text
    assert "1 dari 2 tanda tangan" in text


def test_paper_signed_by_pen_bears_a_day_and_says_how(cast: Cast) -> None:
    version = flow.in_force(cast.kabid, year=2027, reviewer=cast.head)
    version.refresh_from_db()
    assert version.document is not None
    text = text_of(version)
    assert "tanda tangan basah (pindaian)" in text
    assert "pukul" not in text
    assert "sama persis" in uploaded(version.document.data).content.decode()


@pytest.mark.django_db
def test_no_issuer_is_offered_before_anybody_signed() -> None:
    assert "Sertifikat penerbit" not in Client().get(reverse("verify_upload")).content.decode()
    assert Client().get(reverse("verify_issuer", args=["pem"])).status_code == 404


def test_a_reader_that_takes_in_the_issuer_trusts_the_signatures(version: Version) -> None:
    pem = Client().get(reverse("verify_issuer", args=["pem"])).content
    assert version.document is not None
    seen = inspect(version.document.data, roots=[pem], moment=timezone.now())
    assert [one.trusted for one in seen] == [True, True]


def test_the_issuer_comes_for_acrobat_too_and_its_fingerprint_stands_on_the_page(version: Version) -> None:
    answer = Client().get(reverse("verify_issuer", args=["p7b"]))
    (root,) = load_der_pkcs7_certificates(answer.content)
    digest = root.fingerprint(hashes.SHA256()).hex().upper()
    page = Client().get(reverse("verify_upload")).content.decode()
    assert digest in page.replace(" ", "")
    assert answer["Content-Type"] == "application/x-pkcs7-certificates"
