"""What tests of the drafting desk type, and where they send it."""

from typing import Any

from django.urls import reverse

from contracts.models import Version


def at(name: str, version: Version, *rest: int) -> str:
    return reverse(name, args=[version.pk, *rest])


def filled(**changes: Any) -> dict[str, Any]:
    values = {
        "indicator_code": "A-1",
        "objective": "Layanan cepat",
        "indicator": "Berkas dilayani",
        "unit_of_measure": "berkas",
        "weight": "100",
        "polarity": "maximize",
        "accumulation": "sum",
        "source": "activities",
        "contribution": "support",
        "funding": "own",
        "m01": "1.250,5",
        "m02": "10",
    }
    return values | changes
