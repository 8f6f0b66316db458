"""One trial: a process of its own that takes a changed module for the true one and runs tests."""

import ast
import gc
import importlib
import importlib.util
import os
import resource
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType

import hypothesis.strategies
import pytest
from _pytest.config import default_plugins

from kinerja.services.mutation.chosen import module_of

PASSED, FAILED, UNIMPORTABLE = 0, 1, 77
MEMORY = 2 * 1024**3
"""What a trial may take: a change may gather without end, and then a test has failed."""
ASLEEP = 1800
"""Seconds after which a trial that waits for something, without reckoning, is given up."""
EXAMPLES = 50
"""How many examples of a property are tried."""
PLAIN = ("-c", os.devnull, "--noconftest", "--assert=plain", "--capture=no", "--tb=no", "-q", "-x", "-W", "error")

# Loaded once, before the processes part.
for _plugin in default_plugins:
    importlib.import_module(f"_pytest.{_plugin}")


@dataclass(frozen=True)
class Trial:
    """Tests to be run with the module of a file changed into ``tree``, or unchanged; ``seconds`` of a processor."""

    path: Path
    tree: ast.Module | None
    tests: Sequence[Path]
    seconds: int


def begin(trial: Trial, root: Path) -> int:
    """Begin a trial in a process of its own; its id. It ends with one of the codes above, or killed by a limit."""
    gc.freeze()
    if child := os.fork():
        return child
    code = FAILED
    try:
        code = _try(trial, root)
    finally:
        os._exit(code)


def _try(trial: Trial, root: Path) -> int:
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.chdir(root)
    resource.setrlimit(resource.RLIMIT_CPU, (trial.seconds, trial.seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.alarm(ASLEEP)
    sys.path.insert(0, str(root))
    module = module_of(trial.path)
    if trial.tree is not None:
        sys.meta_path.insert(0, _Changed(module, root / trial.path, compile(trial.tree, str(trial.path), "exec")))
        try:
            importlib.import_module(module)
        except Exception:  # noqa: BLE001 -- whatever it is that keeps it from being imported
            return UNIMPORTABLE
    return _run(trial.tests, root)


def _run(tests: Sequence[Path], root: Path) -> int:
    """Run tests, the first that fails is the last."""
    # The same examples every time, no shorter one looked for; a busy machine is slow, which says nothing of the rule.
    hypothesis.settings.register_profile(
        "mutation",
        deadline=None,
        derandomize=True,
        database=None,
        max_examples=EXAMPLES,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("mutation")
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    gc.disable()
    # pytest lists every folder from here down to the tests.
    top = root / Path(os.path.commonpath([path.parent for path in tests]))
    places = ["-p", "no:cacheprovider", "--rootdir", str(top), *(str(root / path) for path in tests)]
    return PASSED if pytest.main([*PLAIN, *places]) == pytest.ExitCode.OK else FAILED


class _Changed(MetaPathFinder, Loader):
    """Finds one module, changed; leaves all others to those that come after it."""

    def __init__(self, module: str, path: Path, code: CodeType) -> None:
        self.module = module
        self.path = path
        self.code = code

    def find_spec(self, fullname: str, _path: object, _target: object = None) -> ModuleSpec | None:
        if fullname != self.module:
            return None
        folders = [str(self.path.parent)] if self.path.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(
            fullname, self.path, loader=self, submodule_search_locations=folders
        )

    def exec_module(self, module: ModuleType) -> None:
        exec(self.code, module.__dict__)  # noqa: S102 -- our own code, a word changed
