"""What ytempire brings along: the starter channels and recipes."""

from __future__ import annotations

from pathlib import Path

import ytempire
from ytempire.errors import ConfigError


def starter() -> Path:
    """The folder that holds the starter's channels/ and recipes/: inside an installed package, or the checkout."""
    package = Path(ytempire.__file__).parent
    for folder in (package / "_starter", package.parent):
        if (folder / "channels").is_dir() and (folder / "recipes").is_dir():
            return folder
    raise ConfigError("this installation lacks its starter channels and recipes", str(package), "Install it again.")
