"""What lies under a scene's graphics: anything that can give its frames, from any frame to any other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

Plane = Any  # numpy.ndarray of uint8
Planes = tuple[Plane, Plane, Plane]  # Y, and U and V at half the size


class Ground(Protocol):
    """A moving ground of a scene, at the frame's size."""

    def frames(self, first: int, last: int) -> Iterator[Planes]:
        """Frames `first` up to `last` by the scene's own clock; before 0 and after its end it goes on or stands.

        The planes may be the same arrays each time, filled anew; who takes them writes over them or copies.
        """
        ...
