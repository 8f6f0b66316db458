"""A draft's lines seen as targets, while nothing is signed, so that promises below can hang on them."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from contracts.models import TERMS, Line, Target, Version
from kinerja.errors import DomainError


@transaction.atomic
def mirror(version: Version) -> None:
    """Make the targets of an agreement that nobody has signed say what the lines say; a signed one is left alone.

    A line without weight is not a target yet. Raises ``DomainError`` ("line_carries") where a line goes away on
    which a promise below hangs.
    """
    if version.agreement.sealed_at is not None:
        return
    known = {target.pk: target for target in Target.objects.filter(agreement_id=version.agreement_id)}
    by_code = {target.indicator_code: target for target in known.values()}
    kept: set[int] = set()
    for line in version.lines.exclude(weight=0):
        target = known.get(line.target_id or 0) or by_code.get(line.indicator_code)
        target = write_target(line, target)
        kept.add(target.pk)
    _drop([target for target in known.values() if target.pk not in kept])


def write_target(line: Line, target: Target | None) -> Target:
    """Write a line's terms into its target, which is made where there is none yet."""
    new = target is None
    target = target or Target(agreement_id=line.version.agreement_id)
    if new or any(getattr(target, name) != getattr(line, name) for name in TERMS):
        for name in TERMS:
            setattr(target, name, getattr(line, name))
        target.save()
    if line.target_id != target.pk:
        Line.objects.filter(pk=line.pk).update(target=target)
        line.target_id = target.pk
    return target


def _drop(targets: list[Target]) -> None:
    for target in targets:
        try:
            target.delete()
        except ProtectedError as error:
            raise DomainError(
                "line_carries",
                _(
                    "Indikator %(code)s sudah dijabarkan oleh bawahan. Minta mereka melepaskannya lebih dahulu, "
                    "atau pertahankan indikator ini."
                )
                % {"code": target.indicator_code},
            ) from error
