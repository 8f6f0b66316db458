"""What is tidied up by the clock."""

from importlib import import_module

from celery import shared_task
from django.conf import settings


@shared_task(name="kinerja.clear_sessions")
def clear_sessions() -> None:
    """Delete the sessions that have ended: each login leaves one behind."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
