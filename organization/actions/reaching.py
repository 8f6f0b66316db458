"""What a person chooses about being reached."""

from datetime import time

from organization.models import Employee, NoticePreference


def choose(
    *, by: Employee, digest: bool, push: bool, quiet_from: time, quiet_to: time, remind_at: time | None
) -> NoticePreference:
    """Keep one's own choice; it counts from the next minute on. ``remind_at`` None: no reminder of an empty day."""
    chosen, _new = NoticePreference.objects.update_or_create(
        employee=by,
        defaults={
            "digest": digest,
            "push": push,
            "quiet_from": quiet_from,
            "quiet_to": quiet_to,
            "remind_at": remind_at,
        },
    )
    return chosen
