"""Genuine, altered, unknown: the tamper suite, and single bytes."""

import asyncio
import base64
import json
import random
import resource
import threading
import zlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO

import pytest
from django.utils import timezone
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, FloatObject, NameObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from weasyprint import HTML

from contracts.models import Signature, Version
from contracts.signing import authority, comparing, inspection, pades, tracing, vault, x509
from contracts.signing.apart import apart
from contracts.signing.inspection import MOST_BYTES, Seen, Unreadable, inspect, inspect_apart
from contracts.signing.verify import Verdict, examine
from contracts.tests.papers import agreed, in_force, signed
from tests.cast import Cast

#: One-byte changes that are tried.
FLIPS = 200


@pytest.fixture
def version(cast: Cast) -> Version:
    return in_force(cast.kabid, cast.head)


def content(version: Version) -> bytes:
    assert version.document is not None
    return version.document.data


def seen_in(pdf: bytes, moment: datetime | None = None) -> list[Seen]:
    return inspect(pdf, roots=authority.roots(), moment=moment or timezone.now() + timedelta(seconds=1))


def painted(pdf: bytes) -> bytes:
    """A white box over the first page, appended as an increment: the bytes before stay as they were."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    box = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Square"),
            NameObject("/Rect"): ArrayObject([FloatObject(value) for value in (50, 50, 400, 700)]),
            NameObject("/IC"): ArrayObject([FloatObject(1)] * 3),
        }
    )
    reference = writer.add_object(box)
    page = writer.find_page_for_modification(0)[0].get_object()
    page["/Annots"] = ArrayObject([*page.get("/Annots", []), reference])
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def signed_by(pdf: bytes, *, names: tuple[str, str], now: datetime) -> bytes:
    """Both parties' signatures by an authority that is not ours but has its name."""
    issuer = x509.make_authority(name="Penerbit Sertifikat Kinerja Kota Contoh", region="Kota Contoh", now=now)
    for name, field in zip(names, pades.FIELDS.values(), strict=True):
        person = x509.make_person(
            name=name, uid="pegawai-1", region="Kota Contoh", issuer=issuer.certificate, issuer_key=issuer.key, now=now
        )
        pdf = pades.sign(
            pdf,
            key_pem=person.key,
            certificate_pem=person.certificate,
            chain_pem=issuer.certificate,
            field=field,
            reason="Perjanjian kinerja",
            location="Kota Contoh",
            at=now,
        )
    return pdf


def test_untouched_first_signature_is_genuine_and_counted(cast: Cast) -> None:
    version = agreed(cast.kabid, cast.head)
    signed(version, "first")
    version.refresh_from_db()
    found = examine(content(version))
    assert (found.verdict, len(found.signers), found.due, found.complete) == (Verdict.GENUINE, 1, 2, False)
    assert [one.valid for one in seen_in(content(version))] == [True]


def test_countersigned_paper_is_genuine_and_complete(version: Version, cast: Cast) -> None:
    found = examine(content(version))
    assert (found.verdict, found.complete) == (Verdict.GENUINE, True)
    assert [one.name for one in found.signers] == [cast.kabid.name, cast.head.name]
    assert [one.valid for one in seen_in(content(version))] == [True, True]


def test_changed_byte_is_placed_in_what_the_first_signature_covers(version: Version) -> None:
    pdf = bytearray(content(version))
    at = bytes(pdf).index(b"/Title")
    pdf[at + 1] ^= 1
    found = examine(bytes(pdf))
    assert found.verdict == Verdict.ALTERED
    assert found.place == comparing.Place(comparing.COVERED, 1, 2, at + 1, at + 1)


def test_white_box_is_found_as_appended_after_two_signatures(version: Version) -> None:
    pdf = painted(content(version))
    found = examine(pdf)
    assert (found.verdict, found.version) == (Verdict.ALTERED, version)
    assert found.place is not None
    assert (found.place.kind, found.place.number) == (comparing.APPENDED, 2)
    # A reader that looks at digests alone calls both valid; ours sees the change.
    assert [(one.intact, one.untouched) for one in found.seen] == [(True, False), (True, False)]


def test_other_authority_of_the_same_name_is_not_ours(cast: Cast) -> None:
    version = agreed(cast.kabid, cast.head)
    pdf = signed_by(content(version), names=(cast.kabid.name, cast.head.name), now=timezone.now())
    found = examine(pdf)
    assert (found.verdict, found.version) == (Verdict.ALTERED, version)
    assert [(one.intact, one.trusted) for one in found.seen] == [(True, False), (True, False)]


def test_cut_second_signature_is_an_incomplete_set(version: Version) -> None:
    first = Signature.objects.get(version=version, role="first").result.data
    found = examine(first)
    assert found.verdict == Verdict.ALTERED
    assert found.place == comparing.Place(comparing.INCOMPLETE, number=1, total=2)


def test_unsigned_stage_of_a_signed_paper_is_an_incomplete_set(version: Version) -> None:
    shown = Signature.objects.get(version=version, role="first").shown.data
    assert examine(shown).place == comparing.Place(comparing.INCOMPLETE, number=0, total=2)


def test_expired_certificate_without_a_time_stamp_is_not_trusted(version: Version) -> None:
    later = timezone.now() + x509.PERSON_VALID + timedelta(days=1)
    assert [(one.intact, one.trusted) for one in seen_in(content(version), later)] == [(True, False), (True, False)]


def test_paper_signed_after_the_certificate_expired_is_altered(cast: Cast) -> None:
    version = agreed(cast.kabid, None)
    long_ago = timezone.now() - timedelta(days=1000)
    certificate = authority.certificate_for(cast.kabid, long_ago)
    pdf = pades.sign(
        content(version),
        key_pem=vault.unseal(certificate.key_encrypted),
        certificate_pem=certificate.certificate.encode(),
        chain_pem=certificate.authority.certificate.encode(),
        field=pades.FIRST_FIELD,
        reason="Perjanjian kinerja",
        location="Kota Contoh",
        at=long_ago,
    )
    found = examine(pdf)
    assert found.verdict == Verdict.ALTERED
    assert [one.trusted for one in found.seen] == [False]


def test_removed_signature_field_is_altered(version: Version) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(content(version)))
    form = writer.root["/AcroForm"]
    form["/Fields"] = ArrayObject([])
    writer.update_container(form)
    out = BytesIO()
    writer.write(out)
    found = examine(out.getvalue())
    assert (found.verdict, found.version) == (Verdict.ALTERED, version)
    assert not [one for one in found.seen if one.valid]


def test_shortened_paper_is_altered(version: Version) -> None:
    found = examine(content(version)[:-100])
    assert found.verdict == Verdict.ALTERED
    assert found.place is not None
    assert found.place.kind == comparing.SHORTENED


def test_single_changed_bytes_are_never_genuine(version: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    # A process for each of so many files would take a minute.
    monkeypatch.setattr("contracts.signing.verify.inspect_apart", inspect_here)
    chance = random.Random(20_270_104)
    found = []
    for _flip in range(FLIPS):
        pdf = bytearray(content(version))
        at = chance.randrange(len(pdf))
        pdf[at] ^= chance.randrange(1, 256)
        found.append(examine(bytes(pdf)))
    assert [(one.verdict, one.version) for one in found] == [(Verdict.ALTERED, version)] * FLIPS
    places = [one.place for one in found if one.place]
    assert [one.place.first for one in found if one.place and one.place.first != one.place.last] == []
    assert {one.kind for one in places} <= {comparing.COVERED, comparing.SIGNATURE}


def inspect_here(pdf: bytes, *, roots: list[bytes], moment: datetime) -> list[Seen] | None:
    try:
        return inspect(pdf, roots=roots, moment=moment)
    except Unreadable:
        return None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"bukan pdf",
        b"%PDF-1.7\n" + b"\x00" * 5000,
        b"%PDF-1.7\n" + b"<<" * 100_000,
        b"%PDF-1.7\n1 0 obj\n<</Length 9999999999>>stream\n" + b"x" * 100 + b"\nstartxref\n9\n%%EOF",
        b"%PDF-1.7\nxref\n0 99999999\n"
        + b"0000000000 65535 f \n" * 10
        + b"trailer<</Size 1/Prev 9>>startxref\n9\n%%EOF",
        b"x" * (MOST_BYTES + 1),
    ],
    ids=["empty", "text", "zeros", "nested", "length", "loop", "large"],
)
def test_hostile_files_are_unknown(file: bytes) -> None:
    assert examine(file).verdict == Verdict.UNKNOWN


@pytest.mark.django_db
def test_any_other_pdf_is_unknown() -> None:
    assert examine(HTML(string="<title>lain</title><h1>Undangan</h1>").write_pdf()).verdict == Verdict.UNKNOWN


def test_reader_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contracts.signing.inspection.WALL_SECONDS", 0.001)
    assert inspect_apart(b"%PDF-1.7", roots=[], moment=datetime.now(UTC)) is None


def test_file_is_traced_by_a_signature_when_nothing_else_is_left(version: Version) -> None:
    pdf = content(version).replace(version.token.encode(), b"a" * 32)
    pdf = pdf[:15] + b"%" + pdf[16:]
    seen = seen_in(content(version))
    assert tracing.version_of(pdf, seen) == version
    strange = [Seen("x", "", "0", at, True, True, True) for at in ("", "2026-01-05T08:00:00+07:00")]
    assert tracing.version_of(b"%PDF-1.7", [*strange, seen[-1]]) == version
    assert tracing.version_of(b"%PDF-1.7", strange) is None


def test_streams_that_unfold_without_end_are_not_read_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = b"stream\n" + zlib.compress(b"a" * 4000)
    monkeypatch.setattr(tracing, "MOST_OF_ALL", 6000)
    pdf = b"%PDF-1.7\n" + b"stream\nnot packed\n" + packed * 3
    assert [len(text) for text in tracing._texts(pdf)] == [len(pdf), 4000, 4000]


def test_a_file_too_large_is_not_even_given_to_a_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contracts.signing.inspection.subprocess.run", lambda *_a, **_o: 1 / 0)
    assert inspect_apart(b"x" * (MOST_BYTES + 1), roots=[], moment=datetime.now(UTC)) is None


def test_the_reader_limits_itself_before_it_reads_and_answers_with_what_it_saw(
    version: Version, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    limits: dict[int, tuple[int, int]] = {}
    moment = timezone.now() + timedelta(seconds=1)
    order = {
        "pdf": base64.b64encode(content(version)).decode(),
        "roots": [root.decode() for root in authority.roots()],
        "moment": moment.isoformat(),
    }
    monkeypatch.setattr("contracts.signing.inspection.resource.setrlimit", limits.__setitem__)
    monkeypatch.setattr("contracts.signing.inspection.logging.disable", lambda _level: None)
    monkeypatch.setattr("sys.stdin", StringIO(json.dumps(order)))
    inspection._main()
    told = [Seen(**one) for one in json.loads(capsys.readouterr().out)]
    assert told == seen_in(content(version), moment)
    assert set(limits) == {resource.RLIMIT_CPU, resource.RLIMIT_AS}


def test_inside_a_running_loop_a_call_gets_a_thread_of_its_own() -> None:
    async def page() -> tuple[int, int]:
        return threading.get_ident(), apart(threading.get_ident)

    # A thread of our own: a browser test before this one may have left its loop running in the other.
    with ThreadPoolExecutor(1) as own:
        here, there = own.submit(asyncio.run, page()).result()
        assert own.submit(apart, threading.get_ident).result() == here != there
