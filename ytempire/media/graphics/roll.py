"""A clip's title, caption and credit, as on a photograph."""

from __future__ import annotations

from ytempire.media.graphics import picture
from ytempire.media.graphics.sheet import Sheet
from ytempire.models import Roll


def build(sheet: Sheet, visual: Roll) -> None:
    """Elements: caption."""
    picture.lay(sheet, visual, "footage")
