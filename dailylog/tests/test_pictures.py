"""Photographs are checked, read, stripped and drawn anew."""

import io
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from dailylog import pictures
from dailylog.pictures import read_picture, store
from dailylog.rules.looks import near
from dailylog.tests.conftest import ZONE
from kinerja.errors import DomainError


def drawn(size: tuple[int, int] = (640, 480), *, shift: int = 0) -> Image.Image:
    image = Image.new("RGB", size, "white")
    for n in range(12):
        left, top = (n * 97 + shift) % size[0], (n * 61) % size[1]
        image.paste((n * 20, 80, 160), (left, top, left + 90, top + 70))
    return image


def sent(image: Image.Image, kind: str = "JPEG", **options: Any) -> io.BytesIO:
    file = io.BytesIO()
    image.save(file, kind, **options)
    file.seek(0)
    return file


def read(file: io.BytesIO) -> pictures.Picture:
    return read_picture(file, size=len(file.getvalue()))


def code_of(file: io.BytesIO, *, size: int | None = None) -> str:
    with pytest.raises(DomainError) as refusal:
        read_picture(file, size=len(file.getvalue()) if size is None else size)
    return refusal.value.code


def with_notes() -> io.BytesIO:
    image = drawn()
    notes = image.getexif()
    notes[0x0112] = 6
    notes[0x010F] = "Ponsel rahasia"
    notes.get_ifd(0x8769)[0x9003] = "2026:03:10 14:12:30"
    notes.get_ifd(0x8825).update({1: "S", 2: (7.0, 15.0, 30.0), 3: "E", 4: (112.0, 45.0, 5.0)})
    return sent(image, exif=notes)


def test_time_and_place_are_read_then_stripped() -> None:
    picture = read(with_notes())
    assert picture.taken_at == datetime(2026, 3, 10, 14, 12, 30, tzinfo=ZONE)
    assert picture.place == (Decimal("-7.258"), Decimal("112.751"))
    with Image.open(io.BytesIO(picture.jpeg)) as kept:
        assert dict(kept.getexif()) == {}
    assert b"Ponsel rahasia" not in picture.jpeg


def test_picture_taken_upright_is_kept_upright() -> None:
    picture = read(with_notes())
    assert (picture.width, picture.height) == (480, 640)


def test_large_picture_is_made_smaller() -> None:
    picture = read(sent(drawn((4000, 3000))))
    assert (picture.width, picture.height) == (1600, 1200)
    with Image.open(io.BytesIO(picture.small)) as small:
        assert small.size == (320, 240)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_known_formats_become_jpeg(kind: str) -> None:
    assert read(sent(drawn(), kind)).jpeg.startswith(b"\xff\xd8")


def test_see_through_picture_lies_on_white() -> None:
    picture = read(sent(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG"))
    with Image.open(io.BytesIO(picture.jpeg)) as kept:
        assert kept.getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP"])
def test_other_formats_are_refused(kind: str) -> None:
    assert code_of(sent(drawn(), kind)) == "picture_unreadable"


@pytest.mark.parametrize("content", [b"", b"bukan foto", b"\xff\xd8\xff\xe0 terpotong", b"<svg onload='x'/>"])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    assert code_of(io.BytesIO(content)) == "picture_unreadable"


def test_half_a_picture_is_refused() -> None:
    whole = sent(drawn()).getvalue()
    assert code_of(io.BytesIO(whole[: len(whole) // 2])) == "picture_unreadable"


def test_heavy_file_is_refused_unread() -> None:
    assert code_of(io.BytesIO(b"x"), size=20 * 1024 * 1024 + 1) == "picture_too_large"


def test_many_pixels_are_refused_before_they_are_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image.Image, "load", lambda *_: pytest.fail("unpacked"))
    bomb = io.BytesIO()
    # 30 megapixels in a few kilobytes.
    monkeypatch.undo()
    Image.new("1", (6000, 5001)).save(bomb, "PNG")
    monkeypatch.setattr("PIL.PngImagePlugin.PngImageFile.load", lambda *_: pytest.fail("unpacked"))
    bomb.seek(0)
    assert code_of(bomb) == "picture_too_many_pixels"


def test_same_file_gives_the_same_prints() -> None:
    first, again = read(sent(drawn())), read(sent(drawn()))
    assert (first.sha256, first.source_sha256, first.look) == (again.sha256, again.source_sha256, again.look)


def test_smaller_copy_looks_near_same_and_another_picture_does_not() -> None:
    whole, smaller, other = (
        read(sent(drawn())),
        read(sent(drawn().resize((320, 240)), quality=60)),
        read(sent(drawn(shift=200))),
    )
    assert near(whole.look, smaller.look)
    assert not near(whole.look, other.look)


def test_stored_file_is_whole(media: Path) -> None:
    store(b"isi", "bukti/aa/bb/x.jpg")
    store(b"lain", "bukti/aa/bb/x.jpg")
    assert [(path.name, path.read_bytes()) for path in (media / "bukti/aa/bb").iterdir()] == [("x.jpg", b"isi")]
