"""A small film to ask writers for: notes on one subject, a recipe, a brand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openai_server import OpenAIServer

from ytempire.contracts import Brand, Kit
from ytempire.media.blobs import Blobs
from ytempire.models import Format, Note, Price, Prices, Role, Topic
from ytempire.providers.writer_openai import WriterOpenai

PRICES = Prices(
    version="test",
    prices=(
        Price(provider="openai", model="gpt-5-mini", input="0.25", cached="0.025", output="2"),
        Price(provider="openai", model="gpt-5", input="1.25", cached="0.125", output="10"),
    ),
)
BRAND = Brand(name="owls", title="The Owl Desk", tagline="Birds of the night", call_to_action="Next week, the bats.")
FORMAT = Format(
    name="explainer", version="1.0.0", format="explainer", seconds=(30, 60), words_per_minute=150,
    roles=(
        Role(name="hook", goal="Raise the question.", seconds=(4, 10)),
        Role(name="mechanism", goal="One step.", min=2, max=3, seconds=(8, 20)),
        Role(name="payoff", goal="Answer.", seconds=(6, 18)),
        Role(name="call to action", goal="Say what comes.", min=0, seconds=(2, 6)),
    ),
)  # fmt: skip
TEXT = """\
A barn owl hears a mouse under 30 centimetres of snow and catches it in the dark.

Its face is a dish of stiff feathers that leads every sound to the ears, as a satellite dish does.

The left ear sits higher than the right one, so a sound from below reaches them about 30 microseconds apart.

In 1958 Roger Payne let an owl hunt in a room without any light at the Bronx Zoo.

The owl missed only 4 of 17 mice, and each time by less than a hand.

When Payne put cotton into one ear of the owl, it landed 46 centimetres short of its prey.

Roger Payne wrote: “The owl strikes at the sound and not at the mouse.”

The wings make no noise because a comb of hooks on the first feather breaks the air into small streams.

An owl that cannot hear its own wings can hear the mouse, and that is why it flies so quietly.
"""
NOTE = Note(id="n1", title="How owls hunt in the dark", text=TEXT, subject="Owls at night",
            url="https://example.org/owls", source="Payne (1971)")  # fmt: skip
TOPIC = Topic(subject="Owls at night", question="How do owls hunt in the dark?", title="How owls hunt in the dark",
              slug="owls", notes=("n1",))  # fmt: skip


def kit(home: Path, prices: Prices = PRICES, key: str | None = "sk-test-0123456789") -> Kit:
    """A kit with a key and prices."""
    return Kit(home=home, channel="owls", blobs=Blobs(home / "cache" / "blobs"), scratch=home / "scratch",
               secret=lambda name: key, prices=prices)  # fmt: skip


def writer(server: OpenAIServer, home: Path, prices: Prices = PRICES, **options: Any) -> WriterOpenai:
    """A writer that asks this server, billed as OpenAI."""
    chosen = {"base_url": f"{server.url}/v1", "account": "openai", **options}
    return WriterOpenai(WriterOpenai.Options.model_validate(chosen), kit(home, prices))
