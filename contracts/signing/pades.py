"""Signs a PDF after PAdES B-B (ETSI EN 319 142-1) by appending; the bytes that were shown stay as they are."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from asn1crypto import keys, pem, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field, enumerate_sig_fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from contracts.signing.apart import apart

FIRST_FIELD = "PihakPertama"
SECOND_FIELD = "PihakKedua"
#: Signature role → field of the paper.
FIELDS = {"first": FIRST_FIELD, "second": SECOND_FIELD}
#: Hexadecimal digits kept free for the signature with its two certificates, which take about half of it.
RESERVED = 8192


def sign(
    pdf: bytes,
    *,
    key_pem: bytes,
    certificate_pem: bytes,
    chain_pem: bytes,
    field: str,
    reason: str,
    location: str,
    at: datetime,
    contact: str = "",
) -> bytes:
    """The PDF with one signature more: ``pdf`` and then an increment, with nothing visible.

    ``chain_pem`` is the issuer, which is embedded so that readers can show it. ``at`` (with a time zone) is the claimed
    time. ``contact`` is the address where the paper can be checked; it stands in the signature in plain bytes, so that
    even a damaged file leads back to its original. The first signature lays the empty field of the second party too,
    so that a countersignature only fills a form and no reader takes it for a change. There is no certification
    signature: the provider of certified signatures adds fields of its own, which a certified document would forbid.
    """
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    _lay_fields(writer, field)
    signer = _signer(key_pem, certificate_pem, chain_pem)
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        location=location,
        contact_info=contact or None,
        name=str(signer.signing_cert.subject.native["common_name"]) if signer.signing_cert else None,
    )
    signer_of_pdf = _DatedSigner(metadata, signer, at)
    signed = apart(lambda: signer_of_pdf.sign_pdf(writer, existing_fields_only=True, bytes_reserved=RESERVED))
    return bytes(signed.getvalue())


def _lay_fields(writer: IncrementalPdfFileWriter, field: str) -> None:
    present = {name for name, _value, _reference in enumerate_sig_fields(writer)}
    for name in (FIRST_FIELD, SECOND_FIELD):
        if name not in present and (not present or name == field):
            append_signature_field(writer, SigFieldSpec(name))


def _signer(key_pem: bytes, certificate_pem: bytes, chain_pem: bytes) -> SimpleSigner:
    store = SimpleCertificateStore()
    store.register(x509.Certificate.load(_der(chain_pem)))
    return SimpleSigner(
        signing_cert=x509.Certificate.load(_der(certificate_pem)),
        signing_key=keys.PrivateKeyInfo.load(_der(key_pem)),
        cert_registry=store,
    )


def _der(text: bytes) -> bytes:
    _kind, _headers, content = pem.unarmor(text)
    return bytes(content)


class _DatedSigner(PdfSigner):
    """Signs at a time that is given, so that the paper and the row of the signature tell the same one."""

    def __init__(self, metadata: PdfSignatureMetadata, signer: SimpleSigner, at: datetime) -> None:
        super().__init__(metadata, signer)
        self.at = at

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session
