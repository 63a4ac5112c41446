"""The ladder in a film: own files, stock, a picture in motion, what is made; and what was shown comes last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from freesound_server import FreesoundServer
from openai_server import OpenAIServer
from pexels_server import PexelsServer
from PIL import Image
from served import Fault

from ytempire.config.sections import Budget, Footage, Images
from ytempire.contracts import Event, Kit
from ytempire.errors import Unavailable
from ytempire.gateway import Gateway
from ytempire.gateway.store import Store
from ytempire.ledger import Ledger
from ytempire.media.blobs import Blobs
from ytempire.models import Asked, History, Line, Past, Price, Prices, Scene
from ytempire.stages.climb import Climb

KEYS = {"PEXELS_API_KEY": "pexels-key-for-tests", "FREESOUND_API_KEY": "freesound-key"}
SCENE = Scene(id="s1", role="beat", title="x", visual=None, paragraphs=((Line(text="An owl flies over the barn."),),))


@pytest.fixture
def pexels() -> Iterator[PexelsServer]:
    with PexelsServer() as server:
        yield server


@pytest.fixture
def told() -> list[Event]:
    return []


@pytest.fixture
def gateway(tmp_path: Path, told: list[Event]) -> Gateway:
    (tmp_path / "channels" / "owls").mkdir(parents=True)
    ledger = Ledger(None)
    run = ledger.begin("owls", "2026-01-01", 1, "explainer@1.0.0", Asked(), History())
    prices = Prices(version="1", prices=(Price(provider="local", model="*", image=0),))
    kit = Kit(tmp_path, "owls", Blobs(tmp_path / "cache" / "blobs"), tmp_path / "scratch", KEYS.get, prices)
    store = Store(tmp_path / "cache" / "calls")
    return Gateway(run.id, "owls", ledger, store, kit, Budget(), tell=told.append, stage="timeline")


def stock(server: PexelsServer, **more: object) -> Footage:
    return Footage(use=("local", "pexels"), options={"pexels": {"base_url": server.url}}, **more)


def test_a_picture_of_the_channels_own_goes_before_stock(gateway, pexels):
    own = gateway.kit.channel_folder / "barn-owl.jpg"
    Image.new("RGB", (640, 480), "#446688").save(own)
    climb = Climb(stock(pexels), gateway)
    first, _ = climb.bring("a barn owl", False, 0, SCENE)
    second, _ = climb.bring("a barn owl", False, 0, SCENE)
    assert (first.source, first.found.name) == ("own", "barn-owl.jpg")
    assert second.source == "stock"  # its own one is shown already
    assert len(pexels.searches) == 1


def test_footage_is_a_clip_of_stock_and_else_a_picture_in_motion(gateway, pexels):
    clip, _ = Climb(stock(pexels), gateway).bring("a barn owl", True, 2.0, SCENE)
    assert (clip.source, clip.moves) == ("stock", True)
    own = gateway.kit.channel_folder / "night-train.jpg"
    Image.new("RGB", (640, 480), "#446688").save(own)
    pexels.nothing_for.add("night train")
    still, _ = Climb(stock(pexels), gateway).bring("the night train", True, 2.0, SCENE)
    assert (still.source, still.moves) == ("motion", False)


def test_what_fits_less_is_taken_only_where_nothing_better_can_be_made(gateway, pexels):
    pexels._photo = lambda query, n: {**PexelsServer._photo(pexels, query, n), "alt": "A red lorry", "url": ""}
    free, _ = Climb(stock(pexels), gateway).bring("a barn owl", False, 0, SCENE)
    assert free.source == "stock"
    with OpenAIServer() as server:
        images = Images(use=("openai",), options={"openai": {"base_url": f"{server.url}/v1"}}, most=1, style="Oil.")
        climb = Climb(stock(pexels), gateway, images=images, size=(1080, 1920))
        made, _ = climb.bring("a barn owl", False, 0, SCENE)
        after, _ = climb.bring("a barn owl at night", False, 0, SCENE)
        assert (made.source, after.source) == ("made picture", "stock")  # no more of them than the channel says
        body = next(asked.json() for asked in server.asked if asked.method == "POST")
    assert body["size"] == "1024x1536"
    assert "Oil." in body["prompt"]
    assert "An owl flies over the barn." in body["prompt"]


@pytest.mark.parametrize(("rows", "taken"), [(4, 3), (3, 0)])
def test_what_the_last_film_showed_is_not_shown_and_what_older_ones_did_is_last(gateway, pexels, rows, taken):
    pexels.rows = rows
    names = [f"pexels/photo-{pexels.number('barn owl', n)}.jpeg" for n in range(4)]
    past = Past(subject="x", question="", title="x", date="2026-01-01")
    films = (past.model_copy(update={"files": (names[0],)}), past.model_copy(update={"files": tuple(names[1:3])}))
    climb = Climb(stock(pexels, not_again=1), gateway)
    climb.remember(History(films=films))
    brought, _ = climb.bring("a barn owl", False, 0, SCENE)
    assert brought.found.name == names[taken]
    assert climb.bring("a barn owl", False, 0, SCENE)[0] is None or taken == 3


def test_a_hit_that_cannot_be_had_is_passed_over(gateway, pexels, told):
    pexels.before = lambda asked: pexels.faults.append(Fault(status=404)) if asked.path == bad else None
    bad = f"/files/photo-{pexels.number('barn owl', 0)}.jpeg"
    brought, _ = Climb(stock(pexels), gateway).bring("a barn owl", False, 0, SCENE)
    assert brought.found.name == f"pexels/photo-{pexels.number('barn owl', 1)}.jpeg"
    assert any("is passed over" in event.text for event in told)


def test_nobody_is_asked_who_is_not_named_and_the_reason_is_told(gateway):
    climb = Climb(Footage(), gateway)
    brought, why = climb.bring("a barn owl", True, 2.0, SCENE)
    assert brought is None
    assert "no clip fits “a barn owl”" in why
    assert "no picture fits “a barn owl”" in why
    assert not climb.outside()


def test_music_is_found_by_words_and_its_maker_is_named(gateway):
    with FreesoundServer() as server:
        footage = Footage(use=("local", "freesound"), options={"freesound": {"base_url": server.url}})
        found = Climb(footage, gateway).music("calm piano")
        again = Climb(footage, gateway).music("calm piano")
        assert found == again
        assert len(server.searches) == len(server.files) == 1
    assert found.credit.endswith("on Freesound")
    with pytest.raises(Unavailable, match="looks for music"):
        Climb(Footage(), gateway).music("calm piano")
