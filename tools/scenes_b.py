"""Examples of the kinds of scene that are all words and numbers; one each."""

from __future__ import annotations

from ytempire.models import (
    Bar,
    Chart,
    Comparison,
    Counter,
    Items,
    Moment,
    Moments,
    Quotation,
    Side,
    Statement,
    Title,
    Visual,
)

SCENES: dict[str, Visual] = {
    "title": Title(
        headline="The box that shrank the world",
        accent="world",
        kicker="The box · part one",
        support="How one trucking boss made distance cheap",
    ),
    "statement": Statement(text="A ship earns money only when she is at sea.", accent="at sea", kicker="The rule"),
    "counter": Counter(
        value=5.86,
        shown="$5.86",
        label="to load one ton of cargo by hand",
        kicker="Houston, 1956",
        second="16 cents in a box",
    ),
    "chart": Chart(
        title="Where the world's boxes land",
        unit="Million containers a year",
        accent=0,
        bars=(
            Bar(label="Shanghai", value=49.2, shown="49.2"),
            Bar(label="Singapore", value=39.0, shown="39.0"),
            Bar(label="Ningbo", value=35.3, shown="35.3"),
            Bar(label="Rotterdam", value=13.4, shown="13.4"),
        ),
    ),
    "timeline": Moments(
        title="Twelve years to change every port",
        moments=(
            Moment(date="1956", text="Ideal X sails", detail="58 boxes, Newark to Houston"),
            Moment(date="1961", text="Work on one size for all begins"),
            Moment(date="1966", text="First run over the Atlantic", detail="to Rotterdam"),
            Moment(date="1968", text="The size is settled"),
        ),
    ),
    "list": Items(
        title="What the box did away with",
        items=(
            "Gangs of twenty men on every hatch",
            "A week in port for every week at sea",
            "Whisky that never arrived",
        ),
        numbered=True,
    ),
    "quote": Quotation(
        text="A ship earns money only when she is at sea.", by="Malcom McLean", of="founder of Sea-Land"
    ),
    "comparison": Comparison(
        title="The same ton, two years apart",
        left=Side(title="By hand", shown="$5.86", points=("a week in port", "twenty men a hatch")),
        right=Side(title="In a box", shown="$0.16", points=("fifteen hours", "one crane")),
    ),
}
