"""Photographs as they come in: checked before they are decoded, read, stripped and re-encoded.

What people send is never kept as sent: only pixels drawn anew reach the disk, so that nothing hides in the file.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from dailylog.rules.looks import SIDE, difference_hash
from kinerja.errors import DomainError

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 25_000_000
#: Longest side of what is kept: legible on a screen and in print, a few hundred kilobytes.
LONGEST = 1600
QUALITY = 80
#: Longest side of the copy for lists.
SMALL = 320
_PLACE = Decimal("0.001")
_EXIF, _GPS, _TAKEN = 0x8769, 0x8825, 0x9003


@dataclass(frozen=True, slots=True)
class Picture:
    """A re-encoded photograph with what was read from the one that was sent; ``place`` is latitude, longitude."""

    jpeg: bytes
    small: bytes
    sha256: str
    source_sha256: str
    width: int
    height: int
    look: int
    taken_at: datetime | None = None
    place: tuple[Decimal, Decimal] | None = None

    @property
    def size(self) -> int:
        """Bytes kept."""
        return len(self.jpeg)


def read_picture(file: IO[bytes], *, size: int) -> Picture:
    """Check, read and re-encode a photograph of ``size`` bytes; DomainError "picture_…" says what is wrong with it."""
    if size > MOST_BYTES:
        raise DomainError(
            "picture_too_large",
            _("Foto ini lebih dari 20 MB. Perkecil foto, atau ambil ulang dengan ukuran lebih kecil."),
        )
    sent = file.read(MOST_BYTES + 1)
    try:
        with Image.open(io.BytesIO(sent), formats=FORMATS) as image:
            _check_pixels(image)
            taken_at, place = _camera_notes(image)
            drawn = _drawn(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except (OSError, SyntaxError, ValueError) as error:
        raise DomainError(
            "picture_unreadable",
            _("Berkas ini bukan foto JPEG, PNG atau WEBP yang dapat dibaca. Pilih foto lain."),
        ) from error
    jpeg = _encoded(drawn)
    small = drawn.copy()
    small.thumbnail((SMALL, SMALL))
    return Picture(
        jpeg=jpeg,
        small=_encoded(small),
        sha256=hashlib.sha256(jpeg).hexdigest(),
        source_sha256=hashlib.sha256(sent).hexdigest(),
        width=drawn.width,
        height=drawn.height,
        look=_look(drawn),
        taken_at=taken_at,
        place=place,
    )


def store(content: bytes, path: str) -> None:
    """Keep a file below the media folder; whole or not at all, and on disk before this returns."""
    target = Path(settings.MEDIA_ROOT) / path
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as draft:
        draft.write(content)
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).replace(target)


def _check_pixels(image: Image.Image) -> None:
    # Known from the header, before a single pixel is unpacked.
    if image.width * image.height > MOST_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> DomainError:
    return DomainError(
        "picture_too_many_pixels", _("Foto ini lebih dari 25 megapiksel. Pilih ukuran yang lebih kecil pada kamera.")
    )


def _drawn(image: Image.Image) -> Image.Image:
    # JPEG unpacks straight to a smaller size where that is enough.
    image.draft("RGB", (LONGEST, LONGEST))
    upright = ImageOps.exif_transpose(image)
    flat = Image.new("RGB", upright.size, "white")
    seen = upright.convert("RGBA")
    flat.paste(seen, mask=seen.getchannel("A"))
    flat.thumbnail((LONGEST, LONGEST))
    return flat


def _encoded(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _look(image: Image.Image) -> int:
    small = image.convert("L").resize((SIDE + 1, SIDE), Image.Resampling.LANCZOS)
    return difference_hash(list(small.tobytes()))


def _camera_notes(image: Image.Image) -> tuple[datetime | None, tuple[Decimal, Decimal] | None]:
    """When and where the camera says that the picture was taken; what makes no sense counts as not said."""
    exif = image.getexif()
    return _taken(exif.get_ifd(_EXIF).get(_TAKEN)), _place(exif.get_ifd(_GPS))


def _taken(text: Any) -> datetime | None:
    try:
        return timezone.make_aware(datetime.strptime(str(text), "%Y:%m:%d %H:%M:%S"))  # noqa: DTZ007 -- made aware here
    except ValueError:
        return None


def _place(gps: dict[int, Any]) -> tuple[Decimal, Decimal] | None:
    latitude = _degrees(gps.get(2), negative=gps.get(1) == "S", most=90)
    longitude = _degrees(gps.get(4), negative=gps.get(3) == "W", most=180)
    return None if latitude is None or longitude is None else (latitude, longitude)


def _degrees(parts: Any, *, negative: bool, most: int) -> Decimal | None:
    try:
        degrees, minutes, seconds = (Decimal(str(part)) for part in parts)
        value = (degrees + minutes / 60 + seconds / 3600).quantize(_PLACE)
    except (TypeError, ValueError, InvalidOperation):
        return None
    return (-value if negative else value) if abs(value) <= most else None
