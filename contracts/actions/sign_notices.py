"""Tells the parties where a paper stands after a signature."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from contracts.models import Signature, State, Version
from organization.actions.notices import tell


def tell_parties(version: Version, signature: Signature) -> None:
    """The second party that its turn has come; once all have signed, the other party that the paper counts.

    Inside the transaction of the signature, so that nobody hears of one that was rolled back.
    """
    # Notices are read by whoever logs in next; they speak the language of the office.
    with translation.override("id"):
        values = {"person": signature.signer.name, "number": version.document_number}
        if version.state == State.SIGNED_FIRST:
            told = version.superior_id
            subject = _("Perjanjian %(person)s menunggu tanda tangan Anda") % values
            url = reverse("sign", args=[version.pk])
        else:
            told = version.agreement.holder_id
            subject = _("Perjanjian %(number)s berlaku: %(person)s sudah menandatangani") % values
            url = reverse("agreement", args=[version.pk])
    if told is not None and told != signature.signer_id:
        tell(
            employee_ids=[told],
            kind="signature",
            key=f"signature:{version.pk}:{signature.role}",
            subject=subject,
            url=url,
        )
