"""Captions: whole in the file, lit in the picture, few on a long film."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest
from hypothesis import given, settings, strategies as st

from ytempire.errors import ConfigError
from ytempire.media.captions import srt
from ytempire.media.fonts import JOINER
from ytempire.media.graphics.compose import compose
from ytempire.media.themes import NAMES, theme
from ytempire.media.typeset import typeset
from ytempire.media.zones import zones
from ytempire.models import CaptionStyle, Cue, CueWord, Cut, Speaker, Statement, Title

SAID = "In April 1956 a converted tanker called the Ideal X left Newark with fifty-eight boxes on her deck."


def cues(text: str, per: int = 5, start: int = 6, frames: int = 9) -> tuple[Cue, ...]:
    out, at = [], start
    words = text.split()
    for i in range(0, len(words), per):
        spoken = []
        for word in words[i : i + per]:
            spoken.append(CueWord(text=word, start=at, end=at + frames))
            at += frames
        out.append(Cue(start=spoken[0].start, end=spoken[-1].end, words=tuple(spoken)))
    return tuple(out)


def cut(**more: Any) -> Cut:
    return Cut(**{"id": "s01", "role": "hook", "title": "", "frames": 240, "visual": Title(headline="The box"), **more})


def drawn(
    captions: str, said: str = SAID, name: str = "dusk", size: tuple[int, int] = (1080, 1920), **more: Any
) -> Any:
    return compose(cut(cues=cues(said), **more), theme(name), zones(*size, captions), 30, captions, "")  # type: ignore[arg-type]


def shown(made: Any, frame: int, layer: int = 40) -> list[str]:
    return [
        re.sub(r"\{[^}]*\}", "", e.text)
        for e in made.events
        if e.layer >= layer and e.start <= frame < e.end and r"\p4" not in e.text
    ]


def test_every_spoken_word_is_shown_while_it_is_spoken_and_only_it_is_lit() -> None:
    made = drawn("words")
    for cue in cues(SAID):
        for word in cue.words:
            seen = shown(made, word.start + 1)
            assert word.text.upper() in seen
            assert sorted(seen) == sorted(w.text.upper() for w in cue.words)
            assert shown(made, word.start + 1, layer=41) == [word.text.upper()]


def test_captions_stay_in_their_zone_in_both_shapes_and_long_words_shrink() -> None:
    for size in ((1080, 1920), (1920, 1080)):
        for name in ("midnight", "signal"):
            made = drawn("words", "Donaudampfschifffahrtsgesellschaft antidisestablishmentarianism " * 3, name, size)
            boxes = [b for b in made.boxes if b.what == "caption"]
            assert boxes
            assert all(b.within(made.zones.caption, 1) for b in boxes)


def test_key_words_are_shown_for_the_time_of_their_cue_and_no_longer() -> None:
    word = CueWord(text="April 1956", start=20, end=40)
    made = compose(cut(cues=(Cue(start=20, end=70, words=(word,)),)), theme("midnight"), zones(1920, 1080), 30, "keys")
    assert "April 1956" in shown(made, 21)
    assert shown(made, 69)
    assert not shown(made, 19)
    assert not shown(made, 70)


def test_a_cue_that_is_longer_than_a_line_comes_in_parts() -> None:
    made = drawn("keys", " ".join(["container"] * 40), "paper", (1920, 1080), frames=400)
    boxes = [b for b in made.boxes if b.what == "caption"]
    assert all(b.within(made.zones.caption, 1) for b in boxes)


def test_a_wide_film_shows_key_words_where_nothing_else_stands() -> None:
    made = drawn("keys", size=(1920, 1080))
    boxes = [b for b in made.boxes if b.what == "caption" and b.within(made.zones.caption, 1)]
    assert boxes
    others = [b for b in made.boxes if b not in boxes]
    assert not any(a.meets(b) for a in boxes for b in others)


def test_no_captions_means_none() -> None:
    assert not [e for e in drawn("none").events if e.layer >= 40]


def test_braces_and_backslashes_in_captions_are_words() -> None:
    made = drawn("words", r"a {\i1} C:\new 100%", "midnight")
    assert r"\{" in made.ass()


def parse(text: str) -> list[tuple[int, int, str]]:
    out = []
    for block in text.strip().split("\n\n"):
        _, times, *lines = block.split("\n")
        a, b = (
            sum(int(p) * m for p, m in zip(re.split("[:,]", t), (3600000, 60000, 1000, 1), strict=True))
            for t in times.split(" --> ")
        )
        out.append((a, b, "\n".join(lines)))
    return out


def test_the_file_counts_from_the_start_of_the_film() -> None:
    first, second = cut(cues=cues("One two.", start=0)), cut(cues=cues("Three four.", start=30))
    made = parse(srt([first, second], 30))
    assert made[0][:1] == (0,)
    assert made[1][0] == 240 * 1000 // 30 + 1000
    assert [t for _, _, t in made] == ["One two.", "Three four."]


WORD = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x17F, exclude_categories=("Cc", "Cf", "Zs", "Cs")),
    min_size=1,
    max_size=60,
).filter(lambda w: w.strip() and not re.fullmatch(r"\W+", w) and "<" not in w and "{" not in w and "\\" not in w)


@st.composite
def spoken(draw: Any) -> tuple[list[Cut], list[str]]:
    films, said = [], []
    for index in range(draw(st.integers(1, 3))):
        at, made = 0, []
        for _ in range(draw(st.integers(0, 3))):
            words = []
            for text in draw(st.lists(WORD, min_size=1, max_size=16)):
                begin = at + draw(st.integers(0, 3))
                at = begin + draw(st.integers(0, 12))
                words.append(CueWord(text=text, start=begin, end=at))
                said.append(text)
            lines = draw(st.sampled_from([(), (len(words),), (1, len(words) - 1)]))
            made.append(
                Cue(start=words[0].start, end=at, words=tuple(words), lines=lines if sum(lines) == len(words) else ())
            )
        films.append(
            Cut(id=f"s{index}", role="x", title="", frames=at + 10, visual=Statement(text="a"), cues=tuple(made))
        )
    return films, said


@settings(max_examples=150, deadline=None)
@given(spoken())
def test_a_caption_file_keeps_every_word_and_every_rule(film: tuple[list[Cut], list[str]]) -> None:
    cuts, said = film
    made = parse(srt(cuts, 30)) if said else []
    for (a, b, text), after in zip(made, [*made[1:], None], strict=False):
        assert a < b
        assert after is None or b <= after[0]
        lines = text.split("\n")
        assert len(lines) <= 2
        assert all(0 < len(line) <= 42 for line in lines)
    assert "".join(t for _, _, t in made).replace("\n", "").replace(" ", "") == "".join(said).replace(" ", "")
    if not said:
        assert srt(cuts, 30) == ""


# --- styles and speakers ---------------------------------------------------------------------------

STYLES = get_args(CaptionStyle)
SPEAKERS = (Speaker(name="narrator", colour="#ffb224"), Speaker(name="guest", colour="#4cc3f0"))


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1080, 1080)])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("style", STYLES)
def test_every_style_keeps_its_zone_in_every_theme_and_shape(style: Any, name: str, size: tuple[int, int]) -> None:
    said = cues("Donaudampfschifffahrtsgesellschaft left Newark with fifty-eight boxes on her deck.", per=3)
    said = tuple(cue.model_copy(update={"speaker": ("", "guest")[i % 2]}) for i, cue in enumerate(said))
    zoned = zones(*size, "words")
    made = compose(cut(cues=said), theme(name), zoned, 30, "words", style=style, speakers=SPEAKERS)
    boxes = [b for b in made.boxes if b.what == "caption"]
    assert boxes
    assert [b for b in boxes if not b.within(zoned.caption, 1)] == []


@pytest.mark.parametrize("style", STYLES)
def test_every_style_shows_every_word_whole_while_it_is_said(style: Any) -> None:
    made = compose(cut(cues=cues(SAID)), theme("dusk"), zones(1080, 1920, "words"), 30, "words", style=style)
    for cue in cues(SAID):
        for word in cue.words:
            assert word.text.upper() in shown(made, word.start + 1)


def test_the_styles_are_drawn_in_ways_of_their_own() -> None:
    drawn = {s: compose(cut(cues=cues(SAID)), theme("midnight"), zones(1080, 1920, "words"), 30, "words", style=s).ass()
             for s in STYLES}  # fmt: skip
    assert len(set(drawn.values())) == len(STYLES)
    assert r"\clip" in drawn["karaoke"]
    assert drawn["plain"].count("Dialogue") < drawn["lit"].count("Dialogue")


def test_a_speaker_lights_words_in_their_own_colour_and_is_named_where_they_begin() -> None:
    said = tuple(cue.model_copy(update={"speaker": "guest" if i else ""}) for i, cue in enumerate(cues(SAID, per=3)))
    made = compose(cut(cues=said), theme("midnight"), zones(1080, 1920, "words"), 30, "words", speakers=SPEAKERS)
    text = made.ass()
    assert r"\1c&HF0C34C&" in text
    assert shown(made, said[0].start + 1).count("NARRATOR") == 1
    assert shown(made, said[1].start + 1).count("GUEST") == 1
    assert "GUEST" not in shown(made, said[2].start + 1)
    alone = compose(cut(cues=cues(SAID)), theme("midnight"), zones(1080, 1920, "words"), 30, "words")
    assert "NARRATOR" not in [bare(e.text) for e in alone.events]


def test_the_file_names_whoever_begins_to_speak_where_several_do() -> None:
    said = tuple(cue.model_copy(update={"speaker": ("", "guest", "guest")[i % 3]})
                 for i, cue in enumerate(cues(SAID, per=4)))  # fmt: skip
    made = parse(srt([cut(cues=said), cut(cues=cues("And so it went."))], 30))
    heads = [text.split(":")[0] if ":" in text else "" for _, _, text in made]
    assert heads[:3] == ["NARRATOR", "GUEST", ""]
    assert heads[-1] == "NARRATOR"
    assert all(len(line) <= 42 for _, _, text in made for line in text.split("\n"))
    assert "NARRATOR" not in srt([cut(cues=cues(SAID))], 30)


ANY = st.text(st.characters(min_codepoint=33, max_codepoint=0x2FF, exclude_categories=("Cc", "Cf", "Zs", "Cs", "Lm")),
              min_size=1, max_size=40)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(ANY, min_size=1, max_size=9), st.sampled_from(STYLES), st.sampled_from(NAMES),
       st.sampled_from([(1920, 1080), (1080, 1920), (1080, 1080)]), st.integers(1, 12))  # fmt: skip
def test_any_words_are_burnt_in_whole_and_in_their_zone(
    texts: list[str], style: Any, name: str, size: tuple[int, int], frames: int
) -> None:
    said = cues(" ".join(texts), per=4, frames=frames)
    zoned = zones(*size, "words")
    try:
        made = compose(cut(cues=said), theme(name), zoned, 30, "words", style=style)
    except ConfigError as error:
        assert "no font draws" in str(error)
        return
    assert not [b for b in made.boxes if b.what == "caption" and not b.within(zoned.caption, 1)]
    drawn = {fold(bare(e.text)) for e in made.events if e.layer >= 40 and r"\p4" not in e.text}
    assert {fold(typeset(w.text)) for cue in said for w in cue.words} - drawn <= {""}


def bare(text: str) -> str:
    """What libass shows of an event: without its commands, and with what was escaped as it was."""
    text = re.sub(r"(?<!\\)\{[^}]*\}", "", text)
    return text.replace(r"\{", "{").replace(r"\}", "}").replace(JOINER, "")


def fold(text: str) -> str:
    return text.upper().lower()
