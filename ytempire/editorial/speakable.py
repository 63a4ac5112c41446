"""Text as it is said: every written word with the words that a voice speaks for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from ytempire.editorial import sayings as S
from ytempire.editorial.english import English
from ytempire.editorial.numerals import DIGITS, ascii_digits, elsewhere
from ytempire.editorial.utterance import MONEY, NOTHING, SIGN, Speaker, Token, folded

_KEPT_BEFORE = re.compile(rf"(?:{MONEY}|{SIGN}(?:{MONEY})?(?=\.?\d)|\.(?=\d)|['’](?=\d0)|[#№](?=\d)|[&@](?=\w)|°)")
_SENTENCE = re.compile(r"[?!.,;:…]|[-–—)]")


@dataclass(frozen=True)
class Said:
    """What is spoken for the written word at `index`, with the pause after it as a mark."""

    index: int
    text: str


def written(text: str) -> list[str]:
    """The words of a text as they are written, with what clings to them."""
    return text.split()


def speakable(text: str, language: str = "en", lexicon: Mapping[str, str] | None = None) -> list[Said]:
    """Every written word that has a sound, as it is spoken; what has none (a dash, an emoji) is a pause or nothing."""
    english = language.partition("-")[0] == "en"
    tokens = [_token(raw) for raw in written(text)]
    own = {tuple(folded(word).split()): said for word, said in (lexicon or {}).items() if word.strip()}
    speaker = English(tokens, own) if english else _Other(tokens, own, language)
    speaker.run()
    for token, after in zip(tokens, [*tokens[1:], NOTHING], strict=False):
        if token.pause == "…":
            token.pause = "," if after.core[:1].islower() else "."
        elif not token.pause and after.raw[:1] in tuple("([–—") and "to" not in (token.said, after.said):
            token.pause = ","
    out: list[Said] = []
    for i, token in enumerate(tokens):
        words = _clean(token.said or "", english)
        if english and not any(c.isalpha() for c in words):
            words = ""
        if not words and any(c.isalnum() for c in token.raw):
            words = _last_resort(token.raw, english)
        if words:
            out.append(Said(i, words + (token.pause if words[-1].isalnum() or words[-1] in "'%" else "")))
        elif out and token.pause and out[-1].text[-1] not in ".,;:?!":
            out[-1] = Said(out[-1].index, out[-1].text + token.pause)
    return out


def _token(raw: str) -> Token:
    """A written word without what clings to it; the marks behind it become a pause."""
    core = ascii_digits(raw.replace("(s)", "")).replace("’", "'").replace("‘", "'")
    core = "".join(f"{unicodedata.numeric(c):.0f}" if unicodedata.category(c) == "Nl"
                   else unicodedata.normalize("NFKC", c) if "０" <= c <= "ｚ" else c for c in core)  # fmt: skip
    start = 0
    while start < len(core) and not core[start].isalnum() and not _KEPT_BEFORE.match(core, start):
        start += 1
    end = len(core)
    while end > start and not (core[end - 1].isalnum() or core[end - 1] in "%‰°¢$€£¥+″′"):
        end -= 1
    if core[end - 1 : end] == "+" and not core[start:end].rstrip("+")[-1:].isdigit():
        end = start + len(core[start:end].rstrip("+")) if core[start:end].rstrip("+") else end
    tail = core[end:]
    if start < end:
        lone = core[start:end].rstrip("'")
    else:
        lone = core if core in S.SYMBOLS else ""
        tail = "" if lone else core
    whole = S.WHOLE.get(raw.strip(",.;:!?()\"'“”").casefold())
    return Token(raw, lone, _pause(tail), tail.startswith("."), whole)


def _pause(tail: str) -> str:
    marks = _SENTENCE.findall(re.sub(r"\.{2,}", "…", tail))
    for mark in "?!….;:":
        if mark in marks:
            return mark
    return "," if marks else ""


def _clean(said: str, english: bool) -> str:
    """Letters, apostrophes, hyphens and inner marks only; no figure is left to chance."""
    if english:
        said = re.sub(r"\d", lambda m: f" {DIGITS[int(m[0])]} ", ascii_digits(said))
    kept = "" if english else "%€$£&+°"
    out = "".join(
        c if c.isalnum() or c in "'-,.;:?! " or c in kept or unicodedata.category(c)[0] == "M" else " " for c in said
    )  # fmt: skip
    out = re.sub(r"(?<![^\W_])['.-]+|['.-]+(?![^\W_])", " ", out)
    return " ".join(out.split()).strip(",.;:?! ") if any(c.isalnum() for c in out) else ""


def _last_resort(raw: str, english: bool) -> str:
    plain = unicodedata.normalize("NFKC", raw)
    words = _clean(" ".join(re.findall(r"\d+|[^\W\d]+", ascii_digits(plain))), english)
    if any(c.isalpha() for c in words):
        return words
    return _clean(" ".join(unicodedata.name(c, "sign").lower() for c in raw if c.isalnum()), english)


class _Other(Speaker):
    """Another language: figures in its words, the rest as it is written."""

    def __init__(self, tokens: list[Token], own: Mapping[tuple[str, ...], str], language: str) -> None:
        super().__init__(tokens, own)
        self.language = language

    def say(self, i: int) -> int:
        self.tokens[i].said = elsewhere(self.tokens[i].core, self.language)
        return 1
