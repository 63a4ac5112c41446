"""What is seen: each kind of visual in a file of its own, as libass events over a background.

    compose(cut, theme, zones, fps, captions, mark)   a scene's events, and the boxes that they cover
"""

from ytempire.media.graphics.compose import Composition, compose

__all__ = ["Composition", "compose"]
