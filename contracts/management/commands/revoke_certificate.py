"""``revoke_certificate NIP --reason TEXT``: ends a person's signing certificate, when its owner cannot."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from contracts.models import Certificate
from contracts.signing.authority import revoke
from kinerja.errors import DomainError
from kinerja.management.base import DomainCommand


class Command(DomainCommand):
    """Thin door to ``revoke``."""

    help = "Cabut sertifikat tanda tangan seorang pegawai. Tanda tangan yang sudah dibuat tetap sah."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose, and why."""
        parser.add_argument("nip")
        parser.add_argument("--reason", required=True, help="alasan, dibaca pemiliknya")

    def run(self, **options: Any) -> None:
        """End it and name it; a person without one is an error."""
        found = Certificate.objects.filter(employee__nip=options["nip"], revoked_at=None).first()
        if found is None:
            raise DomainError(
                "no_certificate", _("%(nip)s tidak mempunyai sertifikat yang berlaku.") % {"nip": options["nip"]}
            )
        revoke(found, reason=options["reason"])
        self.stdout.write(found.serial)
