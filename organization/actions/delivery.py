"""The operator has failed mails and push messages tried again without waiting."""

from datetime import date

from organization.models import Digest, PushSubscription


def retry_digests(*, day: date) -> int:
    """Give the refused digests of a day all their attempts again, from now on; how many those are.

    Those of earlier days stay as they are: what they would have said stands in the inbox, and in the next digest.
    Of a mail that left its worker unfinished nobody knows whether it was sent: it is not sent again.
    """
    refused = Digest.objects.filter(day=day, sent_at__isnull=True).exclude(failure="")
    return refused.update(attempts=0, claimed_at=None)


def retry_pushes() -> int:
    """Let failing browsers be tried with the next minute; how many those are.

    Each keeps the number of its failures: one that fails for good is still dropped in the end.
    """
    return PushSubscription.objects.filter(failures__gt=0, retry_at__isnull=False).update(retry_at=None)
