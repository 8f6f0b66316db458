"""Uploaded tables between preview and confirmation: kept a day, for the uploader only, and checked to be the same."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from kinerja.tables.errors import Problem, TableError
from kinerja.tables.files import file_format
from kinerja.tables.importing import ImportResult, import_table
from kinerja.tables.writers import write_csv_bytes

LARGEST = 20 * 1024 * 1024
KEPT_SECONDS = 24 * 3600
SHOWN_PROBLEMS = 50
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Upload:
    """A kept file with what its trial said. ``owner`` is a NIP, ``at`` seconds since 1970."""

    token: str
    owner: str
    kind: str
    name: str
    sha256: str
    at: float
    new: int
    changed: int
    unchanged: int
    refused: int
    remarked: int = 0

    @property
    def file(self) -> Path:
        """The table as it was uploaded."""
        return _folder() / f"{self.token}.{file_format(self.name)}"

    @property
    def problems_file(self) -> Path:
        """All refused rows, as CSV."""
        return _folder() / f"{self.token}.problems"

    @property
    def remarks_file(self) -> Path:
        """What is worth a look in accepted rows, as CSV."""
        return _folder() / f"{self.token}.remarks"

    def problems(self) -> list[Problem]:
        """The first refused rows."""
        return _first(self.problems_file)

    def remarks(self) -> list[Problem]:
        """The first remarks on accepted rows."""
        return _first(self.remarks_file) if self.remarked else []


def _first(path: Path) -> list[Problem]:
    with path.open(newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        next(rows)
        return [
            Problem(int(row) if row else None, column, reason)
            for (row, column, reason), _number in zip(rows, range(SHOWN_PROBLEMS), strict=False)
        ]


def _folder() -> Path:
    folder = Path(settings.MEDIA_ROOT) / "tables"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def keep_upload(*, owner: str, kind: str, uploaded: UploadedFile[bytes]) -> Upload:
    """Keep the file and try it; TableError when it is too large or cannot be read as that table."""
    name = uploaded.name or ""
    suffix = file_format(name)
    if (uploaded.size or 0) > LARGEST:
        message = _(
            "Berkas lebih dari 20 MB. Minta operator mengimpornya dengan: python manage.py import_table %(kind)s BERKAS"
        )
        raise TableError("upload_too_large", message % {"kind": kind})
    _forget_old()
    token = secrets.token_urlsafe(24)
    path = _folder() / f"{token}.{suffix}"
    digest = _save(uploaded, path)
    try:
        result = _try(kind, path, name)
    except TableError:
        path.unlink()
        raise
    counts = {key: value for key, value in asdict(result).items() if key != "kind"}
    upload = Upload(token, owner, kind, name[-120:], digest, time.time(), **counts)
    (_folder() / f"{token}.json").write_text(json.dumps(asdict(upload)), encoding="utf-8")
    return upload


def _save(uploaded: UploadedFile[bytes], path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for chunk in uploaded.chunks():
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


def _try(kind: str, path: Path, name: str) -> ImportResult:
    """Import and take back; the refused rows and the remarks go to a CSV each beside the file."""
    problems: list[Problem] = []
    remarks: list[Problem] = []
    with path.open("rb") as file:
        result = import_table(
            kind=kind, file=file, name=name, report=problems.append, dry_run=True, remark=remarks.append
        )
    for suffix, found in ((".problems", problems), (".remarks", remarks)):
        with path.with_suffix(suffix).open("wb") as out:
            write_csv_bytes(out, ["row", "column", "reason"], ([each.row, each.column, each.reason] for each in found))
    return result


def find_upload(*, owner: str, token: str) -> Upload | None:
    """The kept file of that owner; None when there is none, or it is more than a day old."""
    if not _TOKEN.fullmatch(token):
        return None
    try:
        upload = Upload(**json.loads((_folder() / f"{token}.json").read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    alive = time.time() - upload.at < KEPT_SECONDS
    return upload if alive and upload.owner == owner else None


def apply_upload(upload: Upload) -> ImportResult:
    """Write exactly the file that was tried; TableError when it is no longer the same or a row is refused by now."""
    with upload.file.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != upload.sha256:
            raise TableError("upload_changed", _("Berkas yang disimpan tidak lagi sama. Unggah sekali lagi."))
        file.seek(0)
        result = import_table(kind=upload.kind, file=file, name=upload.name, report=_ignore)
    if result.refused:
        message = _("Data berubah sejak pratinjau dan kini ada baris yang ditolak. Unggah sekali lagi.")
        raise TableError("upload_outdated", message)
    discard_upload(upload.token)
    return result


def _ignore(_problem: Problem) -> None:
    """The next preview will list them."""


def discard_upload(token: str) -> None:
    """Remove the file and what is known of it."""
    for path in _of(token):
        path.unlink(missing_ok=True)


def _of(token: str) -> Iterator[Path]:
    for suffix in ("csv", "xlsx", "problems", "remarks", "json"):
        yield _folder() / f"{token}.{suffix}"


def _forget_old() -> None:
    for path in _folder().iterdir():
        if time.time() - path.stat().st_mtime > KEPT_SECONDS:
            path.unlink(missing_ok=True)
