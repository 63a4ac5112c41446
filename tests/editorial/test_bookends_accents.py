"""Intros, outros, names and short sounds: where they come, and where they must not."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, strategies as st

from ytempire.editorial.accents import APART, accented
from ytempire.editorial.bookends import bookend, framed, intro, introduced, outro
from ytempire.editorial.chapters import chapters
from ytempire.models import (
    Bar,
    Blob,
    Chart,
    Clip,
    Counter,
    Cut,
    Effect,
    End,
    Items,
    Picture,
    Roll,
    Statement,
    Terminal,
    Timeline,
    Title,
    Transition,
    Visual,
)  # fmt: skip

AUDIO = Blob(digest="0" * 64, bytes=1, suffix=".wav")
VISUALS: tuple[Visual, ...] = (
    Title(headline="The box"),
    Statement(text="a short sentence"),
    Counter(value=1, shown="1", label="x"),
    Items(title="t", items=("a", "b", "c", "d")),
    Chart(title="t", bars=(Bar(label="a", value=1, shown="1"), Bar(label="b", value=2, shown="2"))),
    Terminal(script="type: ls\nrun: ls"),
    End(headline="Thanks"),
)


def cut(name: str = "s1", role: str = "body", frames: int = 300, **more: object) -> Cut:
    return Cut(**{"id": name, "role": role, "title": name, "frames": frames, "visual": Title(headline="x"), **more})


@given(
    st.lists(
        st.tuples(st.sampled_from(VISUALS), st.integers(20, 400), st.lists(st.integers(0, 400), max_size=5)),
        min_size=1, max_size=8,
    ),
    st.lists(st.sampled_from(["cut", "wipe", "slide", "zoom", "fade"]), max_size=8),
)  # fmt: skip
def test_sounds_are_well_apart_and_within_their_scene(scenes, kinds):
    cuts = [cut(f"s{i}", frames=f, visual=v, beats=tuple(sorted(min(b, f - 1) for b in beats)))
            for i, (v, f, beats) in enumerate(scenes)]  # fmt: skip
    joins = [Transition(kind=k, frames=10 if k != "cut" else 0) for k in kinds]
    made = accented(cuts, joins, 30)
    assert [c.id for c in made] == [c.id for c in cuts]
    at, told = 0, []
    for one in made:
        assert all(0 <= e.start < one.frames for e in one.effects)
        told += [(at + e.start, e.name) for e in one.effects]
        at += one.frames
    assert all(b[0] - a[0] >= APART * 30 - 1 for a, b in pairwise(told))


def test_what_enters_says_which_sound_it_makes():
    def heard(visual: Visual, beats: tuple[int, ...], **more: object) -> list[str | None]:
        (made,) = accented([cut(visual=visual, beats=beats, **more)], (), 30)
        return [e.name for e in made.effects]

    assert heard(VISUALS[0], (5, 20)) == ["thud"]
    assert heard(VISUALS[2], (5, 20, 40)) == ["tick"]
    assert heard(VISUALS[3], (5, 60, 120, 180)) == ["pop"] * 4
    assert heard(VISUALS[3], (5, 20, 60, 120)) == ["pop"] * 3, "two in one breath are one"
    assert heard(VISUALS[4], (30, 40)) == ["riser"]
    assert heard(VISUALS[5], (5, 90)) == ["type", "type"]
    assert heard(VISUALS[1], (5,)) == []
    assert heard(VISUALS[0], (5,), plain=True) == ["chime"]


def test_a_join_that_moves_is_heard_over_the_cut_and_a_hard_cut_is_not():
    two = [cut("a", visual=VISUALS[1]), cut("b", visual=VISUALS[1])]
    for kind in ("wipe", "slide", "zoom"):
        made = accented(two, [Transition(kind=kind, frames=12)], 30)
        assert [(e.name, e.start) for e in made[0].effects] == [("whoosh", 291)]
    assert not any(c.effects for c in accented(two, [Transition(kind="fade", frames=12)], 30))


def test_a_clip_keeps_its_own_sound():
    own = Effect(start=0, audio=AUDIO, ms=900)
    (made,) = accented([cut(effects=(own,), beats=(60,))], (), 30)
    assert made.effects[0] == own
    assert len(made.effects) == 2


# --- intro and outro -------------------------------------------------------------------------------


def test_an_intro_comes_behind_the_hook_and_an_outro_last():
    cuts = [cut("s1", "hook"), cut("s2"), cut("s3", "payoff")]
    first = bookend("intro", intro("card", "", "", title="Owls", tagline="Small birds"), 75, cuts)
    last = bookend("outro", outro("card", "", "", title="Owls", following="Why owls are quiet"), 150, cuts)
    assert [c.id for c in framed(cuts, first, last)] == ["s1", "intro", "s2", "s3", "outro"]
    assert first.plain
    assert last.plain
    assert first.visual == Title(headline="Owls", support="Small birds")
    assert last.visual == End(headline="Thanks for watching", next="Why owls are quiet")
    assert framed(cuts, None, None) == tuple(cuts)
    assert [c.id for c in framed(cuts[1:], first, None)] == ["intro", "s2", "s3"]


def test_a_bookend_is_called_like_no_scene():
    cuts = [cut("intro"), cut("intro-card")]
    assert bookend("intro", Title(headline="x"), 60, cuts).id == "intro-card-card"


def test_a_file_is_shown_as_what_it_is():
    assert isinstance(intro("logo/mark.PNG", "", "", title="", tagline=""), Picture)
    clip = outro("end.mp4", "", "", title="")
    assert isinstance(clip, Roll)
    assert clip.sound


def test_an_end_card_asks_only_what_has_room_and_thanks_in_the_channels_language():
    made = outro("card", "", "", title="Owls", language="de-DE", ask="Subscribe " * 20)
    assert made == End(headline="Danke fürs Zusehen")
    assert outro("card", "Bye", "More", title="Owls", language="xx", ask="no") == End(headline="Bye", ask="More")
    assert outro("card", "", "", title="Eulen", language="fi") == End(headline="Eulen")


def test_chapters_do_not_know_of_an_intro_or_an_outro():
    cuts = [cut(f"s{i}", "hook" if not i else "body", 600, index=i, count=4) for i in range(4)]
    plain = Timeline(width=1920, height=1080, cuts=tuple(cuts))
    first = bookend("intro", Title(headline="x"), 90, cuts)
    last = bookend("outro", End(headline="x"), 300, cuts)
    whole = chapters(plain.model_copy(update={"cuts": framed(cuts, first, last)}))
    assert [c.title for c in whole] == [c.title for c in chapters(plain)]
    assert whole[0].start == 0
    assert whole[1].start == 23.0


# --- names -----------------------------------------------------------------------------------------


def speaks(name: str, *said: tuple[int, str], frames: int = 300) -> Cut:
    return cut(name, frames=frames, clips=tuple(Clip(start=s, audio=AUDIO, ms=900, speaker=w) for s, w in said))


def test_each_speaker_is_named_once_at_their_first_words():
    cuts = [speaks("a", (7, "host"), (60, "guest")), speaks("b", (7, "host")), speaks("c", (9, "guest"))]
    made = introduced(cuts, {"host": "Ada Byron, field biologist", "guest": "Sam"}, 30)
    thirds = [c.lower_third for c in made]
    assert [(t.name, t.text, t.start) if t else None for t in thirds] == [
        ("Ada Byron", "field biologist", 7), None, ("Sam", "", 9)]  # fmt: skip


def test_a_scene_that_is_full_names_nobody():
    cuts = [speaks("a", (7, "host")).model_copy(update={"visual": VISUALS[5]}), speaks("b", (9, "host"))]
    assert [bool(c.lower_third) for c in introduced(cuts, {"host": "Ada"}, 30)] == [False, True]


def test_who_has_no_name_or_no_time_is_not_named():
    cuts = [speaks("a", (7, "narrator")), speaks("b", (7, "host"), frames=40), speaks("c", (7, "host"))]
    made = introduced(cuts, {"narrator": "", "host": "Ada"}, 30)
    assert [bool(c.lower_third) for c in made] == [False, False, True]
    assert all(c.lower_third.end <= c.frames - 4 for c in made if c.lower_third)
