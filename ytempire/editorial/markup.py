"""Markdown inside a line: escapes, character numbers, emphasis, links; read off, and written to survive."""

from __future__ import annotations

import re
from collections.abc import Callable

from ytempire.editorial.sentences import split

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|&#(?P<number>[0-9]{1,7});"
    r"|\[(?P<link>[^\[\]]{1,300})\]\([^()\s]{0,500}\)"
    r"|\*\*(?=\S)(?P<strong>(?:[^*\\]|\\.){1,300}?)(?<=\S)\*\*"
    r"|(?<![\w*])\*(?=[^\s*])(?P<stressed>(?:[^*\\]|\\.){1,200}?)(?<=\S)\*(?![\w*])"
    r"|(?<!\w)(?P<line>_{1,2})(?=[^\s_])(?P<under>(?:[^_\\]|\\.){1,200}?)(?<=\S)(?P=line)(?!\w)"
    r"|`(?P<code>[^`]{1,200})`"
)


def decoded(raw: str) -> str:
    """Markdown's inline marks taken off: escapes, character numbers, emphasis, links."""

    def plain(match: re.Match[str]) -> str:
        if match["escaped"]:
            return match["escaped"]
        if match["number"]:
            number = int(match["number"])
            return chr(number) if number <= 0x10FFFF and not 0xD800 <= number < 0xE000 else match[0]
        if match["code"]:
            return match["code"]
        return decoded(match["link"] or match["strong"] or match["stressed"] or match["under"])

    return _INLINE.sub(plain, raw)


def encoded(text: str, reads: Callable[[str], str | None]) -> str:
    """The plainest way to write a text so that `reads` gives it back: as it is, or with escapes."""
    for encode in (str, _first_escaped, _marks_escaped, _numbered):
        raw = encode(text)
        if not _CONTROL.search(raw) and reads(raw) == text:
            return raw
    return "".join(f"&#{ord(c)};" for c in text)


def _first_escaped(text: str) -> str:
    return f"\\{text}"


def _marks_escaped(text: str) -> str:
    """Backslashes before Markdown's marks, and no sentence's end inside."""
    pieces = [re.sub(r"[\\*_`\[\]:<&{]", r"\\\g<0>", piece) for piece in split(text)]
    return ("\\" if text[:1] in "#-+>!~=" else "") + "&#32;".join(pieces)


def _numbered(text: str) -> str:
    return "".join(c if c.isalnum() and c not in "_" else f"&#{ord(c)};" for c in text)
