"""Memory that has been freed goes back to the machine, instead of staying with us."""

from __future__ import annotations

import contextlib
import sys
from functools import cache


@cache
def thrifty() -> None:
    """Have glibc hand pieces over 4 MB back as soon as they are free; left alone, it learns to keep up to 32 MB.

    A picture's numbers are such pieces, and a frame is a smaller one, which is used again at once. So of the smaller
    ones it keeps up to 32 MB, because getting them anew from the machine takes as long as filling them.
    """
    if sys.platform != "linux":
        return
    import ctypes

    with contextlib.suppress(OSError, AttributeError):  # another libc has no such thing, and no such habit
        libc = ctypes.CDLL(None)
        libc.mallopt(-3, 4 << 20)  # M_MMAP_THRESHOLD
        libc.mallopt(-1, 32 << 20)  # M_TRIM_THRESHOLD
