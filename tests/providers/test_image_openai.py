"""Pictures made at OpenAI or any compatible address: asked once, priced before, checked after."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from openai_server import OpenAIServer
from served import Fault

from ytempire.contracts import Kit, MakePicture
from ytempire.errors import Lost, OutOfCredit, Refused, Throttled, Unavailable
from ytempire.media import photos
from ytempire.media.blobs import Blobs
from ytempire.models import Price, Prices
from ytempire.providers.image_openai import ImageOpenai

TOKENS = Price(provider="openai", model="gpt-image-1", input=Decimal(5), output=Decimal(40))
EACH = Price(provider="openai", model="gpt-image-1", image=Decimal("0.04"))
ASKED = MakePicture(prompt="a barn owl over a field at night")


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer() as made:
        made.key = "sk-test-1234567890"
        yield made


def provider(
    folder: Path, server: OpenAIServer, price: Price | None = TOKENS, key: str = "sk-test-1234567890"
) -> ImageOpenai:
    prices = Prices(version="2026-11-20", prices=(price,) if price else ())
    kit = Kit(folder, "owls", Blobs(folder / "blobs"), folder, secret={"OPENAI_API_KEY": key}.get, prices=prices)
    options = ImageOpenai.Options(base_url=f"{server.url}/v1", account="openai", model="gpt-image-1", timeout=2.0)
    return ImageOpenai(options, kit)


@pytest.mark.parametrize(
    ("width", "height", "size"), [(16, 9, (1536, 1024)), (9, 16, (1024, 1536)), (1, 1, (1024, 1024))]
)
def test_a_picture_comes_in_the_shape_of_the_film(tmp_path, server, width, height, size):
    openai = provider(tmp_path, server)
    made = openai.answer(ASKED.model_copy(update={"width": width, "height": height}), "call")
    image = photos.load(openai.kit.blobs.path(made.file))
    assert image.size == size
    assert "gpt-image-1" in made.credit
    assert made.licence == "made by a model"
    assert server.done == 1


def test_what_it_used_is_never_more_than_was_bounded_before(tmp_path, server):
    openai = provider(tmp_path, server)
    most = openai.price(ASKED)
    used = openai.answer(ASKED, "call").used
    assert used is not None
    assert used.microusd == 40 * 5 + 1056 * 40
    assert most is not None
    assert used.microusd <= most == (len(ASKED.prompt) + 64) * 5 + 1584 * 40


def test_one_that_is_sold_by_the_piece_costs_a_piece(tmp_path, server):
    openai = provider(tmp_path, server, EACH)
    assert openai.price(ASKED) == 40_000
    used = openai.answer(ASKED, "call").used
    assert used is not None
    assert (used.microusd, used.images) == (40_000, 1)


def test_without_a_price_nothing_may_be_spent(tmp_path, server):
    assert provider(tmp_path, server, None).price(ASKED) is None


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault(status=429, headers={"Retry-After": "4"}, body={"error": {"code": "rate_limit_exceeded"}}), Throttled),
        (Fault(status=429, body={"error": {"code": "insufficient_quota"}}), OutOfCredit),
        (Fault(status=500), Unavailable),
        (Fault(status=400, body={"error": {"code": "moderation_blocked", "message": "no"}}), Refused),
        (Fault(drop=True), Lost),
        (Fault(hang=True), Lost),
        (Fault(half=True), Lost),
        (Fault(body=b"{no json"), Lost),
        (Fault(body={"data": []}), Refused),
        (Fault(body={"data": [{"b64_json": "bm8gcGljdHVyZQ=="}]}), Refused),
    ],
)
def test_a_failure_is_said_as_what_it_means_for_money(tmp_path, server, fault, error):
    server.faults = [fault]
    with pytest.raises(error):
        provider(tmp_path, server).answer(ASKED, "call")
    assert len(server.asked) == 1  # never asked again behind our back


def test_a_wrong_key_is_refused_and_a_missing_one_is_said(tmp_path, server):
    with pytest.raises(Refused, match="does not accept the key"):
        provider(tmp_path, server, key="sk-another-000").check()
    assert "gpt-image-1 among them" in provider(tmp_path, server).check()
