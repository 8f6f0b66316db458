"""What is tidied up and sealed by the clock."""

from importlib import import_module

from celery import shared_task
from django.conf import settings

from kinerja.chain import sealing
from kinerja.unchanged import forget_changes


@shared_task(name="kinerja.clear_sessions")
def clear_sessions() -> None:
    """Delete the sessions that have ended, each login leaves one behind; and what is noted of old changes."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    forget_changes()


@shared_task(name="kinerja.seal_history")
def seal_history() -> int:
    """Seal the rows of history that are new; how many links that made. Two at once make one chain."""
    return sealing.seal_history()
