"""What scenes show: clips that fit and were not seen lately, whose they are, and what is heard of them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from ytempire.config.sections import Budget, Footage
from ytempire.contracts import Event, Kit, Publish
from ytempire.errors import ConfigError
from ytempire.gateway import Gateway
from ytempire.gateway.store import Store
from ytempire.ledger import Ledger
from ytempire.media import ffmpeg
from ytempire.media.blobs import Blobs
from ytempire.models import (
    Asked,
    Blob,
    Credit,
    End,
    History,
    Line,
    Package,
    Pair,
    Past,
    Picture,
    Roll,
    Scene,
    Statement,
    Video,
    Visual,
)
from ytempire.pipeline.walk import companions
from ytempire.providers import publish_folder
from ytempire.stages.seen import Seen


@pytest.fixture(scope="module")
def reel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reel")
    for k, name in enumerate(("harbour-1.mp4", "harbour-2.mp4")):
        seen, heard = f"testsrc2=s=320x180:r=25:d=2,hue=h={90 * k}", "sine=440:d=2"
        coded = ["-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac"]
        ffmpeg.run(["-f", "lavfi", "-i", seen, "-f", "lavfi", "-i", heard, *coded, str(folder / name)])
    (folder / "harbour-1.yaml").write_text("{credit: Ann, licence: CC BY 4.0}\n")
    Image.new("RGB", (640, 480), "#446688").save(folder / "owl.png")
    Image.new("RGBA", (640, 480)).save(folder / "front.png")
    return folder


@pytest.fixture
def told() -> list[Event]:
    return []


@pytest.fixture
def gateway(tmp_path: Path, reel: Path, told: list[Event]) -> Gateway:
    shutil.copytree(reel, tmp_path / "channels" / "owls")
    ledger = Ledger(None)
    run = ledger.begin("owls", "2026-01-01", 1, "explainer@1.0.0", Asked(), History())
    kit = Kit(tmp_path, "owls", Blobs(tmp_path / "cache" / "blobs"), tmp_path / "scratch")
    store = Store(tmp_path / "cache" / "calls")
    return Gateway(run.id, "owls", ledger, store, kit, Budget(), tell=told.append, stage="timeline")


def scene(id: str, visual: Visual | None) -> Scene:
    line = Line(text="The harbour never sleeps, and nobody has seen it dark.")
    return Scene(id=id, role="body", title="The harbour", visual=visual, paragraphs=((line,),))


def seen(gateway: Gateway, *scenes: Scene, films: tuple[Past, ...] = (), **footage: Any) -> Seen:
    return Seen.of(scenes, Footage(**footage), History(films=films), gateway)


ABOUT = Roll(about="a harbour", sound=True)


def test_a_clip_is_chosen_once_a_film_and_then_the_scene_goes_without(gateway, told):
    scenes = [scene(f"s{k}", ABOUT) for k in (1, 2, 3)]
    shelf = seen(gateway, *scenes)
    shown = [shelf.show(one.visual, 60, one) for one in scenes]
    assert [getattr(s.visual, "file", "") for s in shown] == ["harbour-1.mp4", "harbour-2.mp4", ""]
    assert shown[2].visual.kind != "footage"
    (warned,) = [event.text for event in told if event.state == "warn"]
    assert "scene s3 goes without footage" in warned
    assert "every clip that fits" in warned


def test_a_clip_that_the_script_names_later_is_not_chosen_before(gateway):
    named, free = scene("s2", Roll(file="harbour-1.mp4")), scene("s1", ABOUT)
    shelf = seen(gateway, free, named)
    assert shelf.show(free.visual, 60, free).visual.file == "harbour-2.mp4"
    assert shelf.show(named.visual, 60, named).visual.file == "harbour-1.mp4"


def test_what_the_last_films_showed_is_not_chosen_as_far_back_as_asked(gateway):
    one = scene("s1", ABOUT)
    first = seen(gateway, one).show(one.visual, 60, one).files["harbour-1.mp4"]
    past = Past(subject="x", question="", title="x", date="2026-01-01")
    films = (past.model_copy(update={"digests": (first.digest,)}), past)
    assert seen(gateway, one, films=films, not_again=2).show(one.visual, 60, one).visual.file == "harbour-2.mp4"
    assert seen(gateway, one, films=films, not_again=1).show(one.visual, 60, one).visual.file == "harbour-1.mp4"
    assert seen(gateway, one, films=films, not_again=0).show(one.visual, 60, one).visual.file == "harbour-1.mp4"


def test_a_clips_own_sound_is_heard_from_where_and_as_fast_as_it_is_seen(gateway):
    visual = Roll(file="harbour-1.mp4", start=0.5, speed=0.5, sound=True)
    (heard,) = seen(gateway).show(visual, 60).effects
    assert (heard.from_ms, heard.speed, heard.db) == (500, 0.5, 0.0)
    assert heard.ms == 2000
    assert seen(gateway).show(visual.model_copy(update={"sound": False}), 60).effects == ()
    assert seen(gateway).show(visual, 60, speaks=False).effects[0].db == 8.0


def test_whose_a_file_is_comes_from_the_scene_or_from_beside_the_file(gateway):
    shelf = seen(gateway)
    assert shelf.show(Roll(file="harbour-1.mp4"), 30).credits == (
        Credit(file="harbour-1.mp4", credit="Ann", licence="CC BY 4.0"),
    )
    assert shelf.show(Roll(file="harbour-1.mp4", credit="Bea"), 30).credits[0].credit == "Bea"


@pytest.mark.parametrize(
    ("visual", "files"),
    [
        (Picture(file="owl.png", front="front.png"), ["front.png", "owl.png"]),
        (Pair(first=Picture(file="owl.png"), second=Picture(file="front.png")), ["front.png", "owl.png"]),
        (End(headline="Thanks", next_file="owl.png"), ["owl.png"]),
        (Roll(file="harbour-2.mp4"), ["harbour-2.mp4"]),
        (Statement(text="Nothing"), []),
    ],
)
def test_every_file_that_a_scene_names_is_brought(gateway, visual, files):
    assert sorted(seen(gateway).show(visual, 30).files) == files


def test_a_clip_that_is_named_and_cannot_be_used_ends_the_run(gateway):
    with pytest.raises(ConfigError, match="begins at 9 s, and the clip ends at"):
        seen(gateway).show(Roll(file="harbour-1.mp4", start=9), 30, scene("s1", None))
    with pytest.raises(ConfigError, match="is not there"):
        seen(gateway, scene("s1", Roll(file="none.mp4")))
    with pytest.raises(ConfigError, match="Give file: or about:"):
        seen(gateway).show(Roll(), 30, scene("s1", None))


def test_the_list_of_whose_the_files_are_lies_beside_the_film_and_in_the_bundle():
    film, page = (Blob(digest=d * 64, bytes=1, suffix=".txt") for d in "01")
    package = Package(title="x", description="x", captions=film, thumbnail=film, credits_file=page)
    video = Video(film=film, width=1, height=1, fps=30, frames=1, seconds=1, lufs=-14, peak_db=-1)
    assert companions(package)["credits.txt"] == page
    request = Publish(channel="owls", folder="videos/owls/x", video=video, package=package)
    assert publish_folder.files(request)["credits.txt"] == page
    without = request.model_copy(update={"package": package.model_copy(update={"credits_file": None})})
    assert "credits.txt" not in publish_folder.files(without)
