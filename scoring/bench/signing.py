"""``sign``: a leader's pile of 70 papers, signed one by one, beside the bare signature."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from statistics import median
from time import process_time

from contracts.paper.render import render
from contracts.signing import pades, x509
from contracts.signing.inspection import inspect
from scoring.bench.papers import sample_deed
from scoring.bench.report import Figure

PAPERS = 70
#: Seconds that a signature may take (quality bar "print").
BAR = 0.060


def run() -> Iterator[Figure]:
    """Both signatures of a paper, and the check that each signature goes through; medians of 70.

    In seconds of the processor: signing waits for nothing else, and neighbours on the machine do not count.
    """
    now = datetime.now(UTC)
    issuer = x509.make_authority(name="Penerbit uji", region="Kota Tirtawangi", now=now)
    first, second = (_person(name, issuer, now) for name in ("Pihak Pertama", "Pihak Kedua"))
    paper = render(sample_deed(1))
    took: dict[str, list[float]] = {"first": [], "second": [], "check": []}
    for _turn in range(PAPERS):
        began = process_time()
        once = _sign(paper, first, issuer, pades.FIRST_FIELD, now)
        took["first"].append(process_time() - began)
        began = process_time()
        twice = _sign(once, second, issuer, pades.SECOND_FIELD, now)
        took["second"].append(process_time() - began)
        began = process_time()
        seen = inspect(twice, roots=[issuer.certificate], moment=now, compare=False)
        took["check"].append(process_time() - began)
        if [one.valid for one in seen] != [True, True]:
            raise AssertionError("a signature of the bench is not valid")
    yield Figure("sign: first party, median of a paper", median(took["first"]), "cpu s", bar=BAR)
    yield Figure("sign: second party, median of a paper", median(took["second"]), "cpu s", bar=BAR)
    yield Figure("sign: check of a paper with both", median(took["check"]), "cpu s", bar=BAR)
    yield Figure("sign: 70 papers, second party and check", sum(took["second"]) + sum(took["check"]), "cpu s")


def _person(name: str, issuer: x509.Pair, now: datetime) -> x509.Pair:
    return x509.make_person(
        name=name, uid=name, region="Kota Tirtawangi", issuer=issuer.certificate, issuer_key=issuer.key, now=now
    )


def _sign(pdf: bytes, person: x509.Pair, issuer: x509.Pair, field: str, now: datetime) -> bytes:
    return pades.sign(
        pdf,
        key_pem=person.key,
        certificate_pem=person.certificate,
        chain_pem=issuer.certificate,
        field=field,
        reason="Perjanjian kinerja",
        location="Tirtawangi",
        at=now,
    )
