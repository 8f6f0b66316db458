"""Pictures made to hurt: each is refused with a sentence or drawn anew, in little memory, and nothing else is kept."""

import io
import resource
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from dailylog.models import Activity, Evidence
from dailylog.tests.test_pictures import drawn, sent
from tests.cast import Cast
from tests.races import PATIENCE

#: What a worker may grow by for one picture: the unpacked pixels of a large photograph, and drawing room.
MOST_MEMORY = 300 * 1024 * 1024
SECRETS = (b"Ponsel rahasia", b"SN-123456", b"<script>")

_MEASURE = """
import io, resource, sys
import django
django.setup()
from dailylog.pictures import read_picture
from kinerja.errors import DomainError
content = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read_picture(io.BytesIO(content), size=len(content))
    answer = "read"
except DomainError as error:
    answer = error.code
print(answer, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
"""


def png_header(width: int, height: int, body: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def bomb(side: int = 13_266) -> bytes:
    """176 megapixels in some 22 kilobytes, sound to the last byte."""
    return png_header(side, side, zlib.compress(b"\0" * ((side // 8 + 2) * side), 9))


def heavy() -> bytes:
    """A photograph of more than 20 MB: what follows the end of the picture counts."""
    whole = sent(drawn()).getvalue()
    return whole + b"\0" * (20 * 1024 * 1024 + 1 - len(whole))


def heic() -> bytes:
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 2000


def many_frames() -> bytes:
    out = io.BytesIO()
    frames = [Image.new("RGB", (64, 64), (n % 256, n // 4 % 256, 90)) for n in range(1000)]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], duration=20)
    return out.getvalue()


def polyglot() -> bytes:
    """A sound JPEG that is a page with a script for whoever guesses the type."""
    return sent(drawn(), comment=b"<html><script>alert(1)</script>").getvalue() + b"<script>alert(2)</script>"


def telling() -> bytes:
    """A photograph whose notes tell the place, the owner's camera and a second picture."""
    image = drawn()
    notes = image.getexif()
    notes[0x010F] = "Ponsel rahasia"
    notes.get_ifd(0x8769)[0xA431] = "SN-123456"
    notes.get_ifd(0x8825).update({1: "S", 2: (7.0, 15.0, 30.0), 3: "E", 4: (112.0, 45.0, 5.0)})
    small = sent(drawn((64, 48))).getvalue()
    return sent(image, exif=notes.tobytes() + small, icc_profile=b"SN-123456" * 20, comment=b"SN-123456").getvalue()


REFUSED: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "bomb": (bomb, "picture_too_many_pixels", "25 megapiksel"),
    "greater bomb": (lambda: bomb(20_000), "picture_too_many_pixels", "25 megapiksel"),
    "heavy": (heavy, "picture_too_large", "20 MB"),
    "heic": (heic, "picture_unreadable", "bukan foto"),
    "svg": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "picture_unreadable", "bukan foto"),
    "lying svg": (lambda: b"\xff\xd8\xff<svg onload='x()'/>", "picture_unreadable", "bukan foto"),
    "broken webp": (lambda: many_frames()[:400], "picture_unreadable", "bukan foto"),
}
DRAWN_ANEW = {"many frames": many_frames, "polyglot": polyglot, "telling": telling}


def measured(content: bytes) -> tuple[str, int]:
    """What reading a picture in a process of its own comes to, and by how many bytes that process grew."""

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (2 * 1024**3, 2 * 1024**3))

    done = subprocess.run(
        [sys.executable, "-c", _MEASURE],
        input=content,
        capture_output=True,
        check=True,
        timeout=PATIENCE,
        preexec_fn=bounded,
    )
    answer, grown = done.stdout.decode().split()
    return answer, int(grown)


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_picture_is_refused_in_little_memory(name: str) -> None:
    make, code, _words = REFUSED[name]
    answer, grown = measured(make())
    assert answer == code
    assert grown < MOST_MEMORY / 4


@pytest.mark.parametrize("name", DRAWN_ANEW)
def test_odd_picture_is_read_in_little_memory(name: str) -> None:
    answer, grown = measured(DRAWN_ANEW[name]())
    assert answer == "read"
    assert grown < MOST_MEMORY


def test_largest_photograph_is_read_in_bounded_memory() -> None:
    """Just below the limit of pixels, in the format that takes most room."""
    content = sent(Image.new("RGBA", (5000, 4990), (9, 90, 9, 128)), "PNG").getvalue()
    answer, grown = measured(content)
    assert answer == "read"
    assert grown < 2 * MOST_MEMORY


@pytest.fixture
def staff(client: Client, cast: Cast) -> Client:
    client.force_login(cast.staff)
    return client


def post(client: Client, content: bytes, name: str = "foto.jpg") -> str:
    """Send a day with one written activity and this photograph; the page that comes."""
    day = timezone.localdate() - timedelta(days=1)
    fields = {
        "f1-key": "6a1c7a0e-7f0e-4f57-9a53-3f6d2f8f9d11",
        "f1-description": "Rapat koordinasi",
        "f1-output": "Notula",
        "f1-start": "08:00",
        "f1-end": "09:00",
        "f1-photos": SimpleUploadedFile(name, content, "image/jpeg"),
    }
    return client.post(reverse("day_log", args=[day]) + "?kerja=1", fields, follow=True).content.decode()


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", REFUSED)
def test_refused_picture_is_told_at_its_field_and_nothing_is_kept(staff: Client, media: Path, name: str) -> None:
    make, _code, words = REFUSED[name]
    assert words in post(staff, make())
    assert kept(media) == []
    assert not Activity.objects.exists()


def test_empty_file_is_told_at_its_field_and_nothing_is_kept(staff: Client, media: Path) -> None:
    page = post(staff, b"")
    assert "Belum semua terkirim" in page
    assert kept(media) == []
    assert not Activity.objects.exists()


@pytest.mark.parametrize("name", DRAWN_ANEW)
def test_what_is_served_is_a_picture_and_nothing_else(staff: Client, media: Path, name: str) -> None:
    post(staff, DRAWN_ANEW[name]())
    evidence = Evidence.objects.get()
    answer = staff.get(reverse("evidence", args=[evidence.pk]))
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    for content in [answer.content, *(path.read_bytes() for path in kept(media))]:
        assert not any(secret in content for secret in SECRETS)
        with Image.open(io.BytesIO(content)) as served:
            assert (served.format, getattr(served, "n_frames", 1)) == ("JPEG", 1)
            assert dict(served.getexif()) == {}
            assert not {"exif", "icc_profile", "comment"} & set(served.info)


@pytest.mark.parametrize("name", ["../../keluar.jpg", "/etc/passwd", "a\\..\\b.jpg", "x" * 300 + ".jpg", ".htaccess"])
def test_name_of_a_file_decides_nothing(staff: Client, media: Path, name: str) -> None:
    post(staff, sent(drawn()).getvalue(), name)
    evidence = Evidence.objects.get()
    assert sorted(kept(media)) == sorted([media / evidence.path, media / evidence.small_path])
    assert {path.stem.removesuffix("-kecil") for path in kept(media)} == {evidence.sha256}
    assert not (media.parent / "keluar.jpg").exists()
