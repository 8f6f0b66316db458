"""The old terms of an amendment beside the new."""

from dataclasses import replace

from contracts.models import Target, Version
from contracts.queries.agreement_page import deed_of
from contracts.queries.deed import target_row
from contracts.rules import deed as deeds
from contracts.rules.comparing_terms import Change, compare


def old_rows(version: Version) -> tuple[deeds.Row, ...]:
    """The terms that a version changes: of the version before, else of the paper that came in by table.

    While the amendment is open the sealed targets still hold the old terms; later only a frozen deed does.
    """
    earlier = version.agreement.versions.filter(number__lt=version.number, applied_at__isnull=False)
    last = earlier.order_by("-number").first()
    if last is not None:
        return deed_of(last).rows
    if version.applied_at is not None:
        return ()
    targets = version.agreement.targets.select_related("parent__agreement__holder").order_by("indicator_code")
    return tuple(_row(target) for target in targets)


def changes(version: Version) -> list[Change]:
    """What an amendment changes, line by line."""
    return compare(old_rows(version), deed_of(version).rows)


def _row(target: Target) -> deeds.Row:
    parent = target.parent
    if parent is None:
        return target_row(target)
    named = f"{parent.indicator} ({parent.agreement.holder.name})"
    return replace(target_row(target), contribution=target.contribution, parent=named)
