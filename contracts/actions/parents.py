"""The cascade: on which target of a superior a line may hang."""

from django.utils.translation import gettext as _

from contracts.actions.line_terms import LineTerms
from contracts.models import Accumulation, Contribution, Polarity, Source, Target, Version
from contracts.queries.above import targets_above
from kinerja.errors import DomainError


def refuse_parent(version: Version, parent: Target, terms: LineTerms) -> None:
    """Raise ``DomainError`` unless a line with these terms may hang on ``parent``."""
    if not targets_above(version).filter(pk=parent.pk).exists():
        raise DomainError(
            "parent_foreign",
            _("Sasaran %(code)s bukan sasaran atasan untuk tahun ini. Pilih dari daftar sasaran atasan.")
            % {"code": parent.indicator_code},
        )
    if _comes_back(parent, version.agreement_id):
        raise DomainError(
            "parent_loop",
            _("Sasaran %(code)s sendiri menjabarkan perjanjian ini. Penjabaran tidak boleh berputar kembali.")
            % {"code": parent.indicator_code},
        )
    if terms.contribution == Contribution.DIRECT and parent.source == Source.ACTIVITIES:
        _refuse_other_measure(parent, terms)


def _comes_back(parent: Target, agreement_id: int) -> bool:
    seen: set[int] = set()
    above: Target | None = parent
    while above is not None and above.pk not in seen:
        if above.agreement_id == agreement_id:
            return True
        seen.add(above.pk)
        above = above.parent
    return False


def measured_alike(parent: Target, terms: LineTerms) -> bool:
    """Whether quantities of the one can be added to those of the other."""
    return (
        terms.unit_of_measure == parent.unit_of_measure
        and terms.polarity == parent.polarity
        and terms.accumulation == parent.accumulation
        and terms.source == parent.source
    )


def _refuse_other_measure(parent: Target, terms: LineTerms) -> None:
    if not measured_alike(parent, terms):
        raise DomainError(
            "parent_measure",
            _(
                "Sumbangan langsung dijumlahkan ke realisasi atasan, jadi satuan, arah, akumulasi, dan sumbernya harus "
                "sama: %(unit)s, %(polarity)s, %(accumulation)s, %(source)s. Samakan, atau pilih sumbangan mendukung."
            )
            % {
                "unit": parent.unit_of_measure,
                "polarity": Polarity(parent.polarity).label,
                "accumulation": Accumulation(parent.accumulation).label,
                "source": Source(parent.source).label,
            },
        )
