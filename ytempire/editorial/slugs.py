"""Names for folders out of any words."""

from __future__ import annotations

import re
import unicodedata

from ytempire.address import text_digest

LONGEST = 40


def slug(text: str) -> str:
    """Lower-case letters, digits and hyphens, at most 40, cut at a word; never empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        kept = longer
    return kept or f"film-{text_digest(text)[:8]}"
