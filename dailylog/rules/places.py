"""Places on the map, as rough as phones and cameras tell them: hints, never proofs (rules §8)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371
_ROUGH = re.compile(r"(-?\d{1,2}(?:\.\d{1,3})?),(-?\d{1,3}(?:\.\d{1,3})?)")


@dataclass(frozen=True, slots=True)
class Place:
    """Latitude and longitude in degrees."""

    latitude: float
    longitude: float

    def __str__(self) -> str:
        return f"{self.latitude:.2f},{self.longitude:.2f}"

    def kilometres_to(self, other: Place) -> float:
        """How far it is along the surface of a sphere, in kilometres (haversine)."""
        south, north = radians(self.latitude), radians(other.latitude)
        up = sin((north - south) / 2) ** 2
        across = sin(radians(other.longitude - self.longitude) / 2) ** 2
        return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(up + cos(south) * cos(north) * across)))


def rough_place(text: str) -> Place:
    """Read ``-7.26,112.75``; ValueError for anything else and for what lies on no map."""
    found = _ROUGH.fullmatch(text.strip())
    if found is None:
        raise ValueError("no place")
    place = Place(float(found[1]), float(found[2]))
    if abs(place.latitude) > 90 or abs(place.longitude) > 180:
        raise ValueError("on no map")
    return place
