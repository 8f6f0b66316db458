"""What a corrected NIP means for leave, told on the page of the correction before it is saved."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from dailylog.rules.leave_balance import by_contract, served_since
from kinerja.ui.wording import month as month_words
from organization.effects import Effect
from organization.nip_effects import NipChange, register
from organization.rules.nip import read_nip


@register
def leave_by_the_new_number(change: NipChange) -> Iterator[Effect]:
    """The number tells since when a person serves, whether by contract, and the sex: rights to leave follow it."""
    if (served_since(change.old), by_contract(change.old)) != (served_since(change.new), by_contract(change.new)):
        yield Effect(
            _("Saldo cuti dihitung dengan masa kerja sejak %(month)s, kecuali bila hari pertama bekerja sudah diisi.")
            % {"month": month_words(served_since(change.new))},
            url=reverse("leave_person", args=[change.old]),
        )
    if read_nip(change.old).male != read_nip(change.new).male:
        yield Effect(
            _("Syarat cuti melahirkan mengikuti jenis kelamin dalam NIP baru. Cuti yang sudah diberikan tetap.")
        )
