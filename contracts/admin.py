"""What the back door shows of certificates and of what BSrE was asked; no key, no paper, no signature."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import register
from django.utils.translation import gettext_lazy as _

from contracts.models import Authority, Certificate, RemoteSigning
from organization.back_door.rows import RawRows
from organization.back_door.site import site


@register(Authority, site=site)
class AuthorityRows(RawRows):
    """Made and retired by the program."""

    purpose = _("Penerbit sertifikat mana yang berlaku, dan sejak kapan.")
    list_display = ("name", "created_at", "retired_at")
    facts = list_display
    watched = False
    words = {"name": _("nama"), "created_at": _("dibuat pada"), "retired_at": _("diganti pada")}


@register(Certificate, site=site)
class CertificateRows(RawRows):
    """Revoked by ``revoke_certificate``, or by whose it is."""

    purpose = _("Sertifikat seseorang: berlaku sampai kapan, dicabut atau belum, dan mengapa.")
    list_display = ("serial", "employee", "issued_at", "expires_at", "revoked_at")
    facts = ("serial", "employee", "authority", "issued_at", "expires_at", "revoked_at", "revoked_reason")
    watched = False
    words = {"authority": _("penerbit")}
    search_fields = ("employee__nip__exact",)
    search_words = _("NIP")


@register(RemoteSigning, site=site)
class RemoteSigningRows(RawRows):
    """Settled by the program every minute."""

    purpose = _("Apa jawaban BSrE atas sebuah permintaan tanda tangan, bila penanda tangan menanyakannya.")
    list_display = ("signer", "role", "state", "started_at", "settled_at")
    facts = ("signer", "role", "state", "remote_id", "problem", "started_at", "settled_at")
    watched = False
    words = {
        "signer": _("penanda tangan"),
        "role": _("sebagai"),
        "remote_id": _("nomor di BSrE"),
        "problem": _("masalah"),
        "started_at": _("dimulai pada"),
        "settled_at": _("selesai pada"),
    }
    search_fields = ("signer__nip__exact",)
    search_words = _("NIP")

    def title(self, row: Any) -> str:
        """Whose signature it is and how far it came; not the agreement."""
        return f"{row.signer}: {row.get_state_display()}"
