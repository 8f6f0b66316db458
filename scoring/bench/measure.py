"""Clocks. The least of several turns counts: what else the machine does can only make a turn longer."""

from __future__ import annotations

import json
import os
import resource
import traceback
from collections.abc import Callable, Sequence
from time import perf_counter, process_time
from typing import NamedTuple

from django.db import connections


class Cost(NamedTuple):
    """What a piece of work took: seconds on the wall, peak memory in megabytes, and seconds of the processor.

    The processor's seconds leave out what neighbours on the machine took. Processes that the work started and waited
    for count as its own.
    """

    seconds: float
    megabytes: float
    processor: float = 0.0


def seconds(work: Callable[[], object], *, turns: int = 1, before: Callable[[], object] | None = None) -> float:
    """The shortest of ``turns`` runs; ``before`` is run before each and not counted."""
    shortest = float("inf")
    for _ in range(turns):
        if before is not None:
            before()
        began = perf_counter()
        work()
        shortest = min(shortest, perf_counter() - began)
    return shortest


def apart(work: Callable[[], object]) -> Cost:
    """What the work takes in a process of its own, so that its memory is its own."""
    return together([work])[0]


def together(works: Sequence[Callable[[], object]]) -> list[Cost]:
    """Run each in a process of its own, all at the same time; RuntimeError when one fails."""
    connections.close_all()
    children = [_fork(work) for work in works]
    told = []
    for child, pipe in children:
        with os.fdopen(pipe) as answer:
            text = answer.read()
        os.waitpid(child, 0)
        if not text:
            raise RuntimeError("a measured process failed; its traceback stands above")
        told.append(Cost(*json.loads(text)))
    return told


def _fork(work: Callable[[], object]) -> tuple[int, int]:
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        return child, reader
    code = 1
    # Connections that another context of this thread keeps (a running event loop has one) came along with the fork.
    # They are the parent's: the child neither uses nor closes them, and holds them so that nothing else does.
    _parents = [connections[alias] for alias in connections]
    for alias in list(connections):
        del connections[alias]
    try:
        began, busy = perf_counter(), process_time()
        work()
        took, busy = perf_counter() - began, process_time() - busy
        below = resource.getrusage(resource.RUSAGE_CHILDREN)
        busy += below.ru_utime + below.ru_stime
        peak = max(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, below.ru_maxrss) / 1024
        os.write(writer, json.dumps([took, peak, busy]).encode())
        code = 0
    except BaseException:  # noqa: BLE001 -- the child must end here whatever happens; the parent tells of it
        traceback.print_exc()
    finally:
        connections.close_all()
        os._exit(code)
