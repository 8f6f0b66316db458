"""What the table commands share: problems and progress on standard error, and the exit code."""

import sys
import time
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from kinerja.tables.errors import Problem
from kinerja.tables.importing import ImportResult
from kinerja.text import gettext_noop

SECONDS_BETWEEN = 2
UNREADABLE = {
    FileNotFoundError: gettext_noop("Berkas %(file)s tidak ada. Periksa nama dan foldernya."),
    IsADirectoryError: gettext_noop("%(file)s adalah folder, bukan berkas. Untuk sebuah folder ada import_city."),
    PermissionError: gettext_noop("Berkas %(file)s tidak boleh dibaca oleh pengguna sistem ini. Periksa izinnya."),
}


class ProgressLine:
    """Says on standard error how many rows were read: on a terminal one line rewritten, else a line now and then."""

    def __init__(self) -> None:
        self._said_at = time.monotonic()
        self._said = False

    def __call__(self, count: int) -> None:
        """Speak when enough time has passed."""
        now = time.monotonic()
        if now - self._said_at >= SECONDS_BETWEEN:
            self._said_at, self._said = now, True
            end = "\r" if sys.stderr.isatty() else "\n"
            sys.stderr.write(_("%(count)d baris dibaca …") % {"count": count} + end)
            sys.stderr.flush()

    def finish(self) -> None:
        """Leave the line that was rewritten."""
        if self._said and sys.stderr.isatty():
            sys.stderr.write("\n")


def unreadable(path: Path, error: OSError) -> CommandError:
    """Why a file cannot be opened, in words; the system's own for what is rare."""
    message = UNREADABLE.get(type(error))
    if message is None:
        return CommandError(_("%(file)s tidak dapat dibaca: %(reason)s") % {"file": path, "reason": error.strerror})
    return CommandError(_(message) % {"file": path})


def tell_problem(problem: Problem) -> None:
    """Print a refused row."""
    sys.stderr.write(f"{problem}\n")


def tell_remark(remark: Problem) -> None:
    """Print a row that was taken in and is worth a look."""
    sys.stderr.write(f"{remark_line(remark)}\n")


def remark_line(remark: Problem) -> str:
    """A remark in one line, told apart from a refusal."""
    return _("perlu dilihat: %(remark)s") % {"remark": remark}


def result_line(result: ImportResult) -> str:
    """One line of counts."""
    line = _("%(kind)s: %(new)d baru, %(changed)d berubah, %(unchanged)d tetap, %(refused)d ditolak") % {
        "kind": result.kind,
        "new": result.new,
        "changed": result.changed,
        "unchanged": result.unchanged,
        "refused": result.refused,
    }
    return line + (_(", %(count)d perlu dilihat") % {"count": result.remarked} if result.remarked else "")
