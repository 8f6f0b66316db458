"""Many files in one ZIP, written while it is sent: memory holds one file at a time."""

import io
import zipfile
from collections.abc import Iterable, Iterator

#: The earliest day that a ZIP knows: the same files give the same bytes whenever they are packed.
NO_DAY = (1980, 1, 1, 0, 0, 0)


class _Outlet(io.BytesIO):
    """What was written since it was last asked; to the ZIP a line that cannot be wound back."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise io.UnsupportedOperation

    def take(self) -> bytes:
        taken = self.getvalue()
        super().seek(0)
        self.truncate()
        return taken


def pack(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """The bytes of a ZIP of files (name, content), piece by piece; papers, compressed already, stay as they are."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, NO_DAY), content)
            yield outlet.take()
    yield outlet.take()
