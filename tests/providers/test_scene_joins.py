"""Parts of scenes and the joins between them: exact to the frame, and going on where the scenes stop."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from ytempire.config.sections import Budget, Render
from ytempire.contracts import DrawJoin, DrawScene, Kit, Picturing
from ytempire.errors import ConfigError, Refused
from ytempire.gateway import Gateway
from ytempire.gateway.store import Store
from ytempire.ledger import Ledger
from ytempire.media import ffmpeg
from ytempire.media.blobs import Blobs
from ytempire.models import Asked, Bar, Chart, Cue, CueWord, Cut, History, Roll, Statement, Timeline, Title, Transition
from ytempire.providers.scene_ffmpeg import FfmpegScene
from ytempire.stages.render import bodies, pieces

SIZE = (480, 270)
KINDS = ("fade", "dissolve", "wipe", "slide", "zoom")
LOOK = Picturing(width=SIZE[0], height=SIZE[1], fps=30, theme="midnight", captions="words", mark="Boxes")


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return Kit(tmp_path, "test", Blobs(tmp_path / "blobs"), tmp_path / "it's [a], folder: odd")


def scene(name: str, frames: int = 60, index: int = 1, **more: Any) -> Cut:
    words = tuple(CueWord(text=w, start=30 + 5 * i, end=35 + 5 * i) for i, w in enumerate(["A", "box", "on", "a"]))
    own: dict[str, Any] = {"id": name, "frames": frames, "index": index, "count": 4}
    own |= {"visual": Title(headline="The box", accent="box"), "cues": (Cue(start=30, end=50, words=words),)}
    return Cut(**own | more)


BARS = tuple(Bar(label=str(1950 + n), value=n + 1, shown=str(n + 1)) for n in range(3))
ONE, TWO = scene("one"), scene("two", index=2, visual=Chart(title="Cost", bars=BARS), layout="right", variant=1)


def raw(kit: Kit, request: DrawScene | DrawJoin) -> Any:
    """Every frame's brightness, before it is encoded."""
    import numpy as np

    file = kit.home / "frames.yuv"
    FfmpegScene(FfmpegScene.Options(), kit).keep_frames(request, file)
    planes = np.frombuffer(file.read_bytes(), np.uint8).reshape(-1, SIZE[1] * 3 // 2, SIZE[0])
    file.unlink()
    return planes


def far(one: Any, two: Any) -> float:
    import numpy as np

    return float(np.abs(one.astype(int) - two.astype(int)).mean())


@pytest.mark.parametrize("cut", [ONE, TWO], ids=["title", "chart"])
def test_a_part_of_a_scene_is_the_same_to_the_last_pixel_as_in_the_whole(kit: Kit, cut: Cut) -> None:
    whole = raw(kit, DrawScene(cut=cut, look=LOOK))
    assert len(whole) == 60
    for first, last in ((0, 7), (13, 40), (31, 54)):
        part = raw(kit, DrawScene(cut=cut, look=LOOK, first=first, last=last))
        assert part.shape[0] == last - first
        assert (part == whole[first:last]).all()


def test_a_part_that_is_not_in_the_scene_is_refused(kit: Kit) -> None:
    scenes = FfmpegScene(FfmpegScene.Options(), kit)
    for first, last in ((-1, 5), (5, 5), (0, 61)):
        with pytest.raises(Refused, match="scene one  frames"):
            scenes.answer(DrawScene(cut=ONE, look=LOOK, first=first, last=last), "call")
    long = DrawJoin(before=ONE, after=scene("x", 20), join=Transition(kind="slide", frames=70), look=LOOK)
    with pytest.raises(Refused, match="a slide of 70 frames cannot be drawn"):
        scenes.answer(long, "call")


@pytest.mark.parametrize("kind", KINDS)
def test_a_join_begins_as_the_one_scene_goes_on_and_ends_as_the_other(kit: Kit, kind: Any) -> None:
    join = raw(kit, DrawJoin(before=ONE, after=TWO, join=Transition(kind=kind, frames=12), look=LOOK))
    before = raw(kit, DrawScene(cut=ONE, look=LOOK, first=53, last=55))
    after = raw(kit, DrawScene(cut=TWO, look=LOOK, first=5, last=7))
    assert len(join) == 12
    whole = far(before[-1], after[0])
    step = max(far(a, b) for a, b in pairwise(join))
    near = (0.5 if kind == "slide" else 0.2) * whole  # a slide has already begun to move
    assert far(join[0], before[1]) < near, "it begins in the scene before"
    assert far(join[-1], after[0]) < near, "it ends in the scene after"
    assert far(before[0], join[0]) < step
    assert far(join[-1], after[1]) < step
    middle = join[6]
    assert min(far(middle, before[1]), far(middle, after[0])) > 0.1 * whole


@pytest.mark.parametrize("kind", ["slide", "wipe"])
def test_each_way_is_another_and_opposite_ways_go_opposite(kit: Kit, kind: Any) -> None:
    import numpy as np

    light, dark = scene("l", visual=Statement(text="Light"), cues=()), scene("d", index=2, cues=())
    middles = {}
    for way in ("left", "right", "up", "down"):
        join = Transition.model_validate({"kind": kind, "frames": 8, "way": way})
        middles[way] = raw(kit, DrawJoin(before=light, after=dark, join=join, look=LOOK))[2][: SIZE[1]].astype(int)
    start = raw(kit, DrawScene(cut=light, look=LOOK, first=58, last=59))[0][: SIZE[1]].astype(int)
    if kind == "wipe":
        for way, rows in (
            ("left", np.s_[:, :200]),
            ("right", np.s_[:, 280:]),
            ("up", np.s_[:110]),
            ("down", np.s_[160:]),
        ):
            assert np.abs(middles[way][rows] - start[rows]).mean() < 1.5, way  # it has not come so far
    assert len({m.tobytes() for m in middles.values()}) == 4


def test_nothing_fades_out_before_a_join(kit: Kit) -> None:
    before = raw(kit, DrawScene(cut=ONE, look=LOOK, last=54))
    last = raw(kit, DrawJoin(before=ONE, after=ONE, join=Transition(kind="slide", frames=12), look=LOOK))[0]
    bright = (before[-1][: SIZE[1]] > 200).sum()
    assert bright > 200
    assert abs((last[: SIZE[1]] > 200).sum() - bright) < 0.35 * bright


def test_a_scene_that_goes_into_itself_is_hardly_seen_to_join(kit: Kit) -> None:
    still = scene("one", visual=Statement(text="One"), cues=(), beats=(0,))
    join = raw(kit, DrawJoin(before=still, after=still, join=Transition(kind="dissolve", frames=8), look=LOOK))
    before = raw(kit, DrawScene(cut=still, look=LOOK, first=56, last=60))
    assert far(join[0], before[0]) < 0.6


@pytest.mark.parametrize("kind", ["zoom", "wipe"])
def test_a_join_at_another_rate_has_its_frames(kit: Kit, kind: Any) -> None:
    request = DrawJoin(
        before=ONE, after=TWO, join=Transition(kind=kind, frames=10), look=LOOK.model_copy(update={"fps": 25})
    )
    join = raw(kit, request)
    assert len(join) == 10
    assert all(far(a, b) > 0 for a, b in pairwise(join))


def test_a_join_is_a_segment_like_any_other_and_always_the_same(kit: Kit) -> None:
    request = DrawJoin(before=ONE, after=TWO, join=Transition(kind="zoom", frames=10), look=LOOK)
    made = FfmpegScene(FfmpegScene.Options(preset="ultrafast"), kit).answer(request, "call")
    assert made == FfmpegScene(FfmpegScene.Options(preset="ultrafast"), kit).answer(request, "call")
    media = ffmpeg.probe(kit.blobs.path(made.segment))
    assert (media.frames, media.width, media.height, media.pix_fmt, media.color) == (10, *SIZE, "yuv420p", "bt709")
    assert list(kit.scratch.iterdir()) == []


def test_the_mark_of_the_channel_is_there_and_stays_through_a_join(kit: Kit, tmp_path: Path) -> None:
    from PIL import Image

    from ytempire.models import Watermark

    Image.new("RGBA", (64, 64), (255, 255, 255, 255)).save(tmp_path / "w.png")
    mark = Watermark(image=kit.blobs.take(tmp_path / "w.png"), corner="top-right", width=0.1, opacity=1.0)
    look = LOOK.model_copy(update={"watermark": mark})
    spot = (slice(14, 40), slice(430, 460))
    assert raw(kit, DrawScene(cut=ONE, look=look, last=1))[0][spot].min() > 225
    for kind in KINDS:
        join = raw(
            kit, DrawJoin(before=ONE, after=TWO, join=Transition.model_validate({"kind": kind, "frames": 8}), look=look)
        )
        assert kind == "fade" or all(frame[spot].min() > 220 for frame in join), kind
    first = raw(kit, DrawScene(cut=scene("zero", index=0), look=look))
    assert first[2][spot].max() < 200
    assert first[50][spot].min() > 225
    lost = mark.model_copy(update={"image": mark.image.model_copy(update={"digest": "0" * 64})})
    with pytest.raises(ConfigError, match="the watermark is not there"):
        raw(kit, DrawScene(cut=ONE, look=look.model_copy(update={"watermark": lost}), last=1))


def film(**more: Any) -> Timeline:
    cuts = tuple(scene(f"s{n}", 40, n) for n in range(6))
    joins = tuple(Transition(kind="cut") if n == 2 else Transition(kind="dissolve", frames=8) for n in range(5))
    return Timeline(**{"width": 480, "height": 270, "cuts": cuts, "joins": joins} | more)


def changed(before: Timeline, after: Timeline) -> list[str]:
    old = set(map(repr, pieces(before)))
    return [
        f"{p.before.id}-{p.after.id}" if isinstance(p, DrawJoin) else p.cut.id
        for p in pieces(after)
        if repr(p) not in old
    ]


def test_the_pieces_are_the_film() -> None:
    made = pieces(film())
    assert len(made) == 6 + 4
    counted = [p.join.frames if isinstance(p, DrawJoin) else (p.last or p.cut.frames) - p.first for p in made]
    assert sum(counted) == film().frames == 240


def test_a_long_scene_in_parts_is_the_same_to_the_last_pixel(kit: Kit) -> None:
    import numpy as np

    for last, part in ((200, "cut"), (190, "join")):  # its graphics leave before a cut, and stand before a join
        long = scene("long", 200)
        stays = part == "join"
        parts = list(bodies(long, LOOK, 0, last))
        assert [(p.first, p.last or 200) for p in parts] == [(0, last // 2), (last // 2, last)]
        drawn = np.concatenate([raw(kit, p) for p in parts])
        assert (drawn == raw(kit, DrawScene(cut=long, look=LOOK, last=last, stays=stays))).all()


def test_where_a_scene_is_parted_goes_by_the_scene_alone() -> None:
    cut = scene("long", 300)
    assert list(bodies(cut, LOOK, 0, 300)) == list(bodies(cut, LOOK, 0, 300))
    clip = cut.model_copy(update={"visual": Roll(file="quay.mp4")})
    assert [(p.first, p.last) for p in bodies(clip, LOOK, 6, 300)] == [(6, None)]  # a clip is read only once


def test_an_edited_scene_is_drawn_again_with_its_two_joins_and_nothing_else() -> None:
    cuts = list(film().cuts)
    cuts[1] = scene("s1", 47, 1, visual=Title(headline="Another box"))
    assert changed(film(), film(cuts=tuple(cuts))) == ["s0-s1", "s1", "s1-s2"]


def test_another_kind_of_join_draws_bodies_again_only_when_its_length_changes() -> None:
    joins = list(film().joins)
    joins[3] = Transition(kind="wipe", frames=8)
    assert changed(film(), film(joins=tuple(joins))) == ["s3-s4"]
    joins[3] = Transition(kind="wipe", frames=10)
    assert changed(film(), film(joins=tuple(joins))) == ["s3", "s3-s4", "s4"]


def test_joins_that_leave_nothing_of_a_scene_are_told_at_once() -> None:
    joins = (Transition(kind="fade", frames=60), Transition(kind="fade", frames=20), *film().joins[2:])
    with pytest.raises(ConfigError) as error:
        pieces(film(joins=joins))
    assert [p.where for p in error.value.problems] == ["scene s1"]


def test_the_gateway_draws_what_was_edited_and_remembers_the_rest(tmp_path: Path, kit: Kit) -> None:
    ledger = Ledger(tmp_path / "ytempire.db")
    run = ledger.begin("owls", "2026-01-01", 1, "explainer@1.0.0", Asked(), History()).id

    def drawn(timeline: Timeline) -> tuple[int, int]:
        before = len(ledger.rows("select id from calls"))
        gateway = Gateway(run, "owls", ledger, Store(tmp_path / "calls"), kit, Budget(), stage="render")
        replies = gateway.map(pieces(timeline), Render(options={"ffmpeg": {"preset": "ultrafast"}}))
        assert sum(reply.frames for reply in replies) == timeline.frames
        made = [row["state"] for row in ledger.rows("select state from calls order by id")[before:]]
        return made.count("made"), len(made)

    def short(headline: str = "The box") -> Timeline:
        cuts = [scene(f"s{n}", 24, n, cues=()) for n in range(4)]
        cuts[3] = scene("s3", 24, 3, cues=(), visual=Title(headline=headline))
        joins = (*(Transition(kind="wipe", frames=8) for _ in range(2)), Transition(kind="fade", frames=8))
        return film(cuts=tuple(cuts), joins=joins)

    assert drawn(short()) == (7, 7)
    assert drawn(short()) == (0, 7)
    assert drawn(short("Another box")) == (2, 7)
