"""``verify_document``: words for people, exit status for programs."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from contracts.models import Version
from contracts.tests.papers import in_force
from tests.cast import Cast


@pytest.fixture
def version(cast: Cast) -> Version:
    return in_force(cast.kabid, cast.head)


def run(path: Path) -> tuple[int, list[str]]:
    out = StringIO()
    try:
        call_command("verify_document", str(path), stdout=out)
    except SystemExit as left:
        return int(str(left.code)), out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "naskah.pdf"
    path.write_bytes(content)
    return path


def test_genuine_names_the_signers(version: Version, cast: Cast, tmp_path: Path) -> None:
    assert version.document is not None
    status, lines = run(written(tmp_path, version.document.data))
    assert (status, lines[0], lines[1]) == (0, "genuine", f"SHA-256 {version.document.sha256}")
    assert lines[4] == "2/2"
    assert lines[5].startswith(f"{cast.kabid.name}, Jabatan kabid, ")
    assert lines[6].startswith(f"{cast.head.name}, Jabatan head, ")


def test_altered_says_where(version: Version, tmp_path: Path) -> None:
    assert version.document is not None
    size = version.document.size
    status, lines = run(written(tmp_path, version.document.data + b"\n"))
    assert (status, lines[0]) == (1, "altered")
    assert lines[2] == f"Sesudah 2 tanda tangan ada yang ditambahkan ke berkas ini (mulai bita {size + 1})."


@pytest.mark.django_db
def test_unknown_has_a_status_of_its_own(tmp_path: Path) -> None:
    status, lines = run(written(tmp_path, b"%PDF-1.7"))
    assert (status, lines[0], len(lines)) == (2, "unknown", 3)


@pytest.mark.django_db
def test_missing_file_is_no_verdict(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as caught:
        call_command("verify_document", str(tmp_path / "tidak-ada.pdf"))
    assert caught.value.returncode == 3
