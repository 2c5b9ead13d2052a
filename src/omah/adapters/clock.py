"""The clock, so that nothing else asks for the time."""

import time
from collections.abc import Callable

Clock = Callable[[], int]
"""Returns seconds since 1970 UTC."""


def system_clock() -> int:
    return int(time.time())
