"""Progress of long work: a bar on a terminal, one line in a pipe."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from tqdm import tqdm


@contextmanager
def step(what: str, total: int) -> Iterator["tqdm[NoReturn]"]:
    """A progress bar on a terminal; elsewhere one line when the step is done."""
    started = time.monotonic()
    shown = sys.stderr.isatty()
    with tqdm(total=total, desc=what, disable=not shown, leave=True) as bar:
        yield bar
    if not shown:
        print(f"{what}: {time.monotonic() - started:.0f} s", file=sys.stderr)
