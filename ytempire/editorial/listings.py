"""Code out of a note: fenced blocks, shown as a program in colours or as a terminal in which it is typed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ytempire.editorial.bags import bag
from ytempire.editorial.labels import told
from ytempire.editorial.sentences import split
from ytempire.models import Code, Listing, Terminal

LINES = 24  # that a screen can hold
_FENCED = re.compile(r"^(```+|~~~+)[ \t]*([\w+#-]*)[^\n]*\n(.*?)^\1[ \t]*$", re.DOTALL | re.MULTILINE)
_PROMPT = re.compile(r"\s*(?:[$%]|PS>)\s+")
_SHELLS = frozenset(bag("sh bash shell zsh console terminal shell-session powershell"))
_LANGUAGES = {
    name: name
    for name in bag("""
    python javascript typescript json yaml toml html css sql c cpp csharp java kotlin swift go rust ruby php lua r perl
    scala haskell elixir diff ini xml makefile dockerfile markdown
    """)
}
_ALSO = {"py": "python", "js": "javascript", "ts": "typescript", "yml": "yaml", "c++": "cpp", "c#": "csharp",
         "rs": "rust", "rb": "ruby", "golang": "go", "md": "markdown"}  # fmt: skip


def fenced(text: str) -> tuple[list[Listing], str]:
    """The fenced blocks of a note, each with the sentence before it, and the note without them."""
    out = []
    for match in _FENCED.finditer(text):
        code = match[3].replace("\t", "    ").rstrip()
        rows = [row.strip() for row in text[: match.start()].split("\n")]
        before = [row for row in rows if row and row[0] not in "#!`~"]
        said = split(re.sub(r"[*_`]+", "", before[-1])) if before else []
        under = next((re.sub(r"^#+\s*|[*_`]+|\s*#+$", "", row) for row in reversed(rows) if row.startswith("#")), "")
        if code.strip() and len(code.split("\n")) <= LINES:
            out.append(Listing(text=code, language=match[2].lower(), caption=said[-1] if said else "", heading=under))
    return out, _FENCED.sub("", text)


def shown(given: Listing) -> Code | Terminal:
    """Lines of a program in colours; lines of a shell in a terminal in which they are typed."""
    lines = given.text.split("\n")
    prompted = any(_PROMPT.match(line) for line in lines)
    title = told(given.caption.rstrip(".:"), 6)
    if given.language in _SHELLS or (not given.language and prompted):
        return Terminal(script=_typed(lines, prompted), title=title)
    language = _ALSO.get(given.language, given.language)
    return Code(text=given.text, language=_LANGUAGES.get(language, "text"), title=title)


def _typed(lines: Sequence[str], prompted: bool) -> str:
    """A terminal's script: what is run, and what it prints."""
    out: list[str] = []
    for line in lines:
        command = _PROMPT.sub("", line).strip()
        if not line.strip() or (not prompted and command.startswith("#")):
            continue
        if not prompted or _PROMPT.match(line):
            out.append(f"run: {command}")
        else:
            out += [] if out and out[-1].startswith("  ") else ["output: |"]
            out.append(f"  {line}")
    return "\n".join(out) + "\n"
