"""What earlier runs found, as long as no file that had a part in it has changed: a run that was ended goes on."""

import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path

OWN = tuple(Path(__file__).with_name(name) for name in ("changes.py", "mutants.py", "trial.py"))
"""What makes the mutants and runs the tests."""


class Remembered:
    """The fates in a file, a line each; ``root`` is the tree that they are of."""

    def __init__(self, file: Path, root: Path) -> None:
        """Read what the file holds, if there is one."""
        self.root = root
        self.file = file
        lines = file.read_text().splitlines() if file.exists() else []
        # A run that was killed leaves half a line.
        self.found: dict[str, str] = dict(json.loads(line) for line in lines if line.endswith("]"))
        self._digests: dict[Path, bytes] = {}

    def mark(self, paths: Iterable[Path]) -> str:
        """A mark of these files of the tree, of the program that changes them and of the Python that runs them."""
        whole = hashlib.sha256(sys.version.encode())
        for path in [*sorted(self.root / path for path in paths), *OWN]:
            whole.update(self._digest(path))
        return whole.hexdigest()[:20]

    def get(self, mark: str, path: Path, number: int) -> str | None:
        """The fate of a mutant while files had this mark."""
        return self.found.get(f"{mark} {path} {number}")

    def put(self, mark: str, path: Path, number: int, fate: str) -> None:
        """Remember the fate of a mutant."""
        with self.file.open("a") as lines:
            lines.write(json.dumps([f"{mark} {path} {number}", fate]) + "\n")

    def _digest(self, path: Path) -> bytes:
        if path not in self._digests:
            self._digests[path] = hashlib.sha256(path.read_bytes()).digest()
        return self._digests[path]
