"""Who may do what with agreements: one predicate each. The rights themselves are in ``organization.access``."""

from datetime import date
from typing import Any

from contracts.models import Agreement, SignerRole, State, Version
from organization.access import access_for
from organization.models import Assignment, Level, Role
from organization.policies import has_role


def may_plan(user: Any) -> bool:
    """Keep the planning tree, the indicators, the rounds and the letterheads: the organisation bureau."""
    return has_role(user, Role.ORTALA)


def may_see_plan(user: Any) -> bool:
    """Read the planning tree and the indicators: everybody who has logged in; they are public documents."""
    return bool(user.is_authenticated)


def may_see_rounds(user: Any) -> bool:
    """Open the board of a round: whoever sees more than himself; it shows the people of his scope."""
    access = access_for(user)
    return access.sees_city or access.answers_for_units


def may_begin(user: Any, holder_id: int) -> bool:
    """Begin a person's agreement or its amendment: the person, or the organisation bureau for anybody."""
    return user.pk == holder_id or may_plan(user)


def may_draft(user: Any, version: Version) -> bool:
    """Write the lines: the holder; for a head of region, who has a bureau for that, also the bureau."""
    if not version.editable:
        return False
    if user.pk == version.agreement.holder_id:
        return True
    return version.position.level == Level.HEAD_OF_REGION and may_plan(user)


def may_review(user: Any, version: Version) -> bool:
    """Judge the lines of a presentation: the second party, the bureau, the inspectorate; never the holder."""
    if version.state != State.PRESENTED or user.pk == version.agreement.holder_id:
        return False
    return user.pk == version.superior_id or has_role(user, Role.ORTALA, Role.INSPECTORATE)


def may_agree(user: Any, version: Version) -> bool:
    """Say that a presented version is agreed, or return it: the second party; for a declaration alone the bureau."""
    if user.pk == version.agreement.holder_id:
        return False
    return user.pk == version.superior_id if version.superior_id else may_plan(user)


def may_withdraw(user: Any, version: Version) -> bool:
    """Cancel a version before the first signature: the holder or the bureau."""
    unsigned = version.open and version.state != State.SIGNED_FIRST
    return unsigned and (user.pk == version.agreement.holder_id or may_plan(user))


def signer_of(version: Version, role: str) -> int | None:
    """Id of the person who signs in a role; None where there is no second party."""
    return version.agreement.holder_id if role == SignerRole.FIRST else version.superior_id


def turn_of(version: Version) -> str | None:
    """Whose signature is next: a ``SignerRole``, or None."""
    turns = {State.AGREED: SignerRole.FIRST.value, State.SIGNED_FIRST: SignerRole.SECOND.value}
    return turns.get(State(version.state))


def has_mandate(version: Version, role: str, day: date) -> bool:
    """Whether the party holds, on a day, the very post for which the paper names it, as definitive or acting as there.

    After a mandate has ended its holder signs nothing more (domain sheet §1.4).
    """
    first = role == SignerRole.FIRST
    signer, post = signer_of(version, role), version.position_id if first else version.superior_position_id
    if signer is None or post is None:
        return False
    kind = version.acting if first else version.superior_acting
    return Assignment.objects.on(day).filter(employee_id=signer, position_id=post, kind=kind).exists()


def may_sign(user: Any, version: Version, role: str) -> bool:
    """Sign in a role: the party itself, at its turn, while it holds the post named in the paper."""
    return (
        user.pk == signer_of(version, role)
        and turn_of(version) == role
        and has_mandate(version, role, access_for(user).day)
    )


def may_refuse(user: Any, version: Version) -> bool:
    """Refuse to sign: the party whose turn it is."""
    role = turn_of(version)
    return role is not None and user.pk == signer_of(version, role)


def may_record_wet(user: Any, version: Version) -> bool:
    """Record a paper that was signed by hand: the organisation bureau, for others than itself."""
    parties = {version.agreement.holder_id, version.superior_id}
    return version.state == State.AGREED and may_plan(user) and user.pk not in parties


def may_bind(user: Any) -> bool:
    """Have agreements bound in one file: whoever sees those of others by post or role; each gets what each may see."""
    access = access_for(user)
    return access.sees_city or bool(access.unit_ids)


def may_amend(user: Any, agreement: Agreement) -> bool:
    """Begin an amendment of an agreement in force."""
    return agreement.lasts_on(access_for(user).day) and may_begin(user, agreement.holder_id)
