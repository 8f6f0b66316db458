"""What a corrected NIP means for papers, told on the page of the correction before it is saved."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contracts.models import Version
from contracts.rules import states
from organization.effects import Effect
from organization.nip_effects import NipChange, register


@register
def papers_with_the_old_number(change: NipChange) -> Iterator[Effect]:
    """Papers that are signed keep the number; those that still wait for a signature are named, to be made anew."""
    party = Q(agreement__holder_id=change.employee_id) | Q(superior_id=change.employee_id)
    papers = Version.objects.filter(party, document__isnull=False)
    waiting = papers.filter(state__in=(states.AGREED, states.SIGNED_FIRST)).select_related("agreement__holder")
    signed = papers.filter(state__in=(states.IN_FORCE, states.AMENDED, states.ENDED)).count()
    if signed:
        yield Effect(
            ngettext(
                "%(count)d naskah perjanjian yang sudah ditandatangani tetap memuat NIP lama dan tetap sah.",
                "%(count)d naskah perjanjian yang sudah ditandatangani tetap memuat NIP lama dan tetap sah.",
                signed,
            )
            % {"count": signed}
        )
    for version in waiting:
        yield Effect(
            _("Naskah %(year)d milik %(name)s memuat NIP lama dan menunggu tanda tangan. Kembalikan lebih dahulu.")
            % {"year": version.agreement.year, "name": version.agreement.holder.name},
            url=reverse("agreement_of", args=[version.agreement_id]),
        )
