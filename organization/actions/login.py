"""Count tries to log in before the password is looked at, so that many at once count as many."""

from datetime import datetime, timedelta

from django.db import transaction

from organization.models import LoginAttempt
from organization.rules.throttle import FORGOTTEN_AFTER, delay_after


@transaction.atomic
def reserve_attempt(*, nip: str, address: str, now: datetime) -> datetime | None:
    """Count one try as failed in advance; return until when the pair must wait instead, if it must."""
    LoginAttempt.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()
    LoginAttempt.objects.bulk_create([LoginAttempt(nip=nip, address=address, last_at=now)], ignore_conflicts=True)
    attempt = LoginAttempt.objects.select_for_update().get(nip=nip, address=address)
    if attempt.blocked_until is not None and attempt.blocked_until > now:
        return attempt.blocked_until
    attempt.failures += 1
    pause = delay_after(attempt.failures)
    attempt.last_at = now
    attempt.blocked_until = now + pause if pause > timedelta(0) else None
    attempt.save(update_fields=["failures", "last_at", "blocked_until"])
    return None


def forget_attempts(*, nip: str, address: str | None = None) -> None:
    """The password was right, or a new one was handed out: nothing is held against the account any more."""
    attempts = LoginAttempt.objects.filter(nip=nip)
    (attempts.filter(address=address) if address is not None else attempts).delete()
