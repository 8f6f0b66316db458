"""Who may open the pages of signing, of certificates and of public verification."""

from typing import Any

from django.utils import timezone

from contracts.models import Authority, Certificate, RemoteSigning, SigningBatch, StoredFile, Version
from contracts.signing import authority
from contracts.tests import flow
from tests.cast import Cast
from tests.matrix import CITY, Row, back_door, everyone, only

#: Who has a member of staff below, or is that person.
_SEEN_BY = CITY | {"staff", "team_lead", "division_head", "opd_head", "monitor"}
YEAR = timezone.localdate().year


def _parties(*, first: int, second: int, others: int = 403) -> dict[str, int]:
    """The member of staff, the team lead, the others who see the paper; 404 for the rest."""
    return only(_SEEN_BY, status=others, others=404) | {"staff": first, "team_lead": second}


def _agreed(cast: Cast) -> dict[str, Any]:
    return {"pk": flow.agreed(cast.staff, year=YEAR).pk}


def _document(cast: Cast) -> dict[str, Any]:
    version = flow.agreed(cast.staff, year=YEAR)
    return {"pk": version.pk, "sha256": version.document.sha256 if version.document else ""}


def _token(cast: Cast) -> dict[str, Any]:
    return {"token": flow.agreed(cast.staff, year=YEAR).token}


def _issuer(cast: Cast) -> dict[str, Any]:
    authority.active_authority()
    return {"form": "p7b"}


def _no_issuer(cast: Cast) -> dict[str, Any]:
    authority.active_authority()
    return {"form": "exe"}


def _unknown(cast: Cast) -> dict[str, Any]:
    return {"token": "a" * 32}


def _draft_token(cast: Cast) -> dict[str, Any]:
    version: Version = flow.drafted(cast.staff, year=YEAR)
    return {"token": version.token}


def _batch(cast: Cast) -> dict[str, Any]:
    return {"pk": SigningBatch.objects.create(by=cast.lead).pk}


def _certificate(cast: Cast) -> dict[str, Any]:
    certificate: Certificate = authority.certificate_for(cast.lead)
    return {"pk": certificate.pk}


def _issuer_row(cast: Cast) -> Authority:
    return authority.certificate_for(cast.lead).authority


def _asked(cast: Cast) -> RemoteSigning:
    shown = StoredFile.objects.keep(b"naskah", "application/pdf")
    version = flow.drafted(cast.staff, year=YEAR)
    return RemoteSigning.objects.create(version=version, role="first", signer=cast.lead, shown=shown)


_LEAD_ONLY = everyone(404, team_lead=200)

ROWS = [
    Row("sign", _parties(first=200, second=302), _agreed, note="the second party waits"),
    Row("sign", _parties(first=200, second=302), _agreed, method="POST", note="without a password"),
    Row("sign_document", only(_SEEN_BY, others=404), _document),
    Row("refuse", _parties(first=200, second=403), _agreed),
    Row(
        "refuse", _parties(first=302, second=403), _agreed, method="POST", data=lambda cast: {"reason": "Tidak sanggup"}
    ),
    Row("sign_batch", everyone()),
    Row("sign_batch", everyone(), method="POST", note="without a choice"),
    Row("sign_batch_progress", _LEAD_ONLY, _batch),
    Row("sign_batch_progress", everyone(404, team_lead=302), _batch, method="POST"),
    Row("certificates", everyone()),
    Row("certificate_revoke", _LEAD_ONLY, _certificate),
    *back_door(Authority, _issuer_row, watched=False),
    *back_door(Certificate, lambda cast: authority.certificate_for(cast.lead), watched=False),
    *back_door(RemoteSigning, _asked, watched=False, post=403),
    Row("verify", everyone(anonymous=200), _token),
    Row("verify", everyone(404, anonymous=404), _unknown, note="unknown"),
    Row("verify", everyone(404, anonymous=404), _draft_token, note="draft"),
    Row("verify_upload", everyone(anonymous=200)),
    Row("verify_upload", everyone(anonymous=200), method="POST", note="without a file"),
    Row("verify_issuer", everyone(anonymous=200), _issuer),
    Row("verify_issuer", everyone(404, anonymous=404), _no_issuer, note="of an unknown form"),
]
