"""The film before its words."""

from __future__ import annotations

from ytempire.config.sections import Writer
from ytempire.contracts import Brand, Format, Outline
from ytempire.gateway import Gateway
from ytempire.models import Brief, History, Seed, Storyboard, Topic


def storyboard(
    topic: Topic,
    brief: Brief,
    history: History,
    format: Format,
    brand: Brand,
    writer: Writer,
    seed: Seed,
    gateway: Gateway,
) -> Storyboard:
    """Lay out the scenes by the recipe: role, claim, picture and seconds of each."""
    before = next((film.title for film in reversed(history.films) if film.title and film.title != topic.title), "")
    request = Outline(topic=topic, brief=brief, format=format, brand=brand, seed=seed.value, previous=before)
    return gateway.ask(request, writer).storyboard
