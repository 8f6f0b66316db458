"""The look as a Django app, so that its template tags are found."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Holds no models."""

    name = "kinerja.ui"
    label = "ui"
