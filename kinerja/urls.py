"""The address book: each app brings its own pages."""

from django.urls import include, path

urlpatterns = [
    path("", include("organization.urls")),
    path("", include("scoring.urls")),
]
