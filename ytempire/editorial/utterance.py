"""The words of a sentence on their way to being said: what is written, what is spoken, and the pause after it."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass

from ytempire.editorial import sayings as S

NUM = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*|\.\d+)"
SIGN = r"[-−–+~≈<>≤≥±]?"
MONEY = "|".join(sorted(map(re.escape, S.MONEY), key=len, reverse=True))
DASH = "[-‐‑‒–—−]"


@dataclass
class Token:
    """A written word: as it stands, its core without marks, the pause after it, and what is said for it."""

    raw: str
    core: str
    pause: str
    dotted: bool  # a full stop stood right behind it
    said: str | None = None

    @property
    def low(self) -> str:
        return self.core.casefold()


def folded(word: str) -> str:
    """A word for comparing: one kind of apostrophe, no capitals."""
    return word.replace("’", "'").casefold()


class Speaker(ABC):
    """Goes over the words from the left; each rule says one or several of them."""

    def __init__(self, tokens: list[Token], own: Mapping[tuple[str, ...], str]) -> None:
        self.tokens, self.own = tokens, own
        self.longest = max((len(key) for key in own), default=0)

    def at(self, i: int) -> Token:
        return self.tokens[i] if 0 <= i < len(self.tokens) else NOTHING

    def run(self) -> None:
        i = 0
        while i < len(self.tokens):
            i += self.lexical(i) or (1 if self.tokens[i].said is not None else self.say(i))

    @abstractmethod
    def say(self, i: int) -> int:
        """Say the token at a place; how many tokens that used up."""

    def lexical(self, i: int) -> int:
        """The channel's own way to say a word, or several in a row."""
        for n in range(min(self.longest, len(self.tokens) - i), 0, -1):
            words = [folded(t.core) for t in self.tokens[i : i + n]]
            ending = "'s" if words[-1].endswith("'s") and tuple(words) not in self.own else ""
            words[-1] = words[-1].removesuffix(ending) if ending else words[-1]
            said = self.own.get(tuple(words))
            if said is None or (n > 1 and any(t.pause for t in self.tokens[i : i + n - 1])):
                continue
            parts = said.split() or [""]
            for k in range(n):
                self.tokens[i + k].said = parts[k] if k < len(parts) else ""
            self.tokens[i + n - 1].said = " ".join([self.tokens[i + n - 1].said or "", *parts[n:]]).strip() + ending
            return n
        return 0


NOTHING = Token("", "", "", False)
