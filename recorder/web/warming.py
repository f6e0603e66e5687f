"""Loads what reports are made with while a person still reads another page."""

import gc
from functools import cache
from importlib import import_module
from threading import Thread


@cache
def start_warming() -> Thread:
    """Load the numerical and the drawing library in the background, once a process.

    Together they take most of a second, which the first report would wait for. A person who
    looks at a study will most likely open its report next.
    """
    thread = Thread(target=_load, name="warming", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    # Slow to load, and needed by reports only.
    for library in ("scipy.stats", "matplotlib.figure", "matplotlib.backends.backend_svg"):
        import_module(library)
    # What they hold stays for good: no collection of garbage has to walk through it again,
    # which takes a sixth of a large report's time.
    gc.collect()
    gc.freeze()
