"""Addresses of planning, rounds, agreements, signatures and their public verification."""

from django.urls import URLPattern

# Each area adds its pages in one block.
urlpatterns: list[URLPattern] = []
