"""The ground of Kinerja: settings, services and the few things of no domain. It imports none of the apps."""

from kinerja.celery import app as celery_app

__all__ = ["celery_app"]
