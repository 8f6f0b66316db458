"""Kept files are found by their token alone and go after a day."""

import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from scoring.actions import uploads

HOLIDAYS = b"date,name,kind\n2026-08-17,Kemerdekaan,public\n"
OWNER = "198003142005011002"


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "tables"


def keep() -> uploads.Upload:
    return uploads.keep_upload(owner=OWNER, kind="holidays", uploaded=SimpleUploadedFile("holidays.csv", HOLIDAYS))


@pytest.mark.parametrize("token", ["", "../../../etc/passwd", "a" * 31, "a" * 32])
def test_a_token_that_is_none_finds_nothing(folder: Path, token: str) -> None:
    assert uploads.find_upload(owner=OWNER, token=token) is None


def test_a_kept_file_is_its_owners(db: None, folder: Path) -> None:
    kept = keep()
    assert uploads.find_upload(owner=OWNER, token=kept.token) == kept
    assert uploads.find_upload(owner="198003142005011003", token=kept.token) is None


def test_after_a_day_the_next_upload_takes_old_files_away(db: None, folder: Path) -> None:
    kept = keep()
    then = time.time() - uploads.KEPT_SECONDS - 1
    for path in folder.iterdir():
        os.utime(path, (then, then))
    new = keep()
    assert not kept.file.exists()
    assert new.file.exists()
    another = keep()
    assert (new.file.exists(), another.file.exists()) == (True, True)
