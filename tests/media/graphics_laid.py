"""One scene of each kind laid out, and what must hold of every layout."""

from __future__ import annotations

import re
from typing import Any

from ytempire.media.graphics.compose import Composition, compose
from ytempire.media.themes import theme
from ytempire.media.zones import zones
from ytempire.models import (
    Bar,
    Chart,
    Comparison,
    Counter,
    Cut,
    Items,
    Moment,
    Moments,
    Picture,
    Quotation,
    Side,
    Statement,
    Title,
)

WIDE, TALL, SQUARE = (1920, 1080), (1080, 1920), (1080, 1080)
VISUALS: dict[str, Any] = {
    "title": Title(
        headline="The box that shrank the world",
        accent="world",
        kicker="The box · part one",
        support="How one trucking boss made distance cheap",
    ),
    "statement": Statement(text="A ship earns money only when she is at sea.", accent="at sea", kicker="The rule"),
    "counter": Counter(
        value=5.86, shown="$5.86", label="to load one ton by hand", kicker="1956", second="16 cents in a box"
    ),
    "chart": Chart(
        title="Thirty-six times cheaper",
        unit="US dollars a ton, 1956",
        accent=1,
        bars=(Bar(label="By hand", value=5.86, shown="$5.86"), Bar(label="In a box", value=0.16, shown="$0.16")),
    ),
    "timeline": Moments(
        title="Ten years to change every port",
        moments=(
            Moment(date="1956", text="Ideal X sails", detail="58 boxes"),
            Moment(date="1961", text="ISO starts"),
            Moment(date="1966", text="First Atlantic run", detail="to Rotterdam"),
            Moment(date="1968", text="ISO 668"),
        ),
    ),
    "list": Items(
        title="What the box did away with", items=("Gangs of twenty men", "Weeks in port", "Theft"), numbered=True
    ),
    "quote": Quotation(
        text="A ship earns money only when she is at sea.", by="Malcom McLean", of="founder of Sea-Land"
    ),
    "comparison": Comparison(
        title="Before and after the box",
        left=Side(title="By hand", shown="$5.86", points=("a week",)),
        right=Side(title="In a box", shown="$0.16", points=("one day", "one driver")),
    ),
    "picture": Picture(
        file="x.jpg", title="Port Elizabeth", caption="Built for nothing but boxes", credit="Public domain"
    ),
}


def cut(visual: Any, **more: Any) -> Cut:
    return Cut(
        **{
            "id": "s03",
            "role": "mechanism",
            "title": "",
            "frames": 180,
            "visual": visual,
            "index": 3,
            "count": 11,
            "source": "Levinson, The Box (2006)",
            **more,
        }
    )


def laid(
    visual: Any, size: tuple[int, int] = WIDE, name: str = "midnight", captions: Any = "keys", **more: Any
) -> Composition:
    return compose(cut(visual, **more), theme(name), zones(*size, captions), 30, captions, "The Box Desk")


TEXT = {
    "headline",
    "kicker",
    "support",
    "label",
    "second",
    "unit",
    "quotation",
    "by",
    "of",
    "item",
    "moment",
    "detail",
    "date",
    "side",
    "shown",
    "point",
    "value",
    "credit",
    "number",
    "drawing",
    "source",
    "mark",
    "statement",
}


def texts(made: Composition, frame: int) -> str:
    shown = [e.text for e in made.events if e.start <= frame < e.end and r"\p4" not in e.text]
    return " ".join(re.sub(r"\{[^}]*\}", "", t) for t in shown)
