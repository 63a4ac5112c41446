"""Examples of the kinds of scene that draw charts, tables, maps, code, questions and ends; one each."""

from __future__ import annotations

from ytempire.models import Area, Bar, Code, Curve, End, Map, Pie, Quiz, Series, Spot, Table, Visual

SCENES: dict[str, Visual] = {
    "line": Curve(
        title="How long people live",
        unit="Years, expected at birth",
        labels=tuple(str(year) for year in range(1950, 2021, 10)),
        series=(
            Series(name="Japan", values=(59.2, 67.7, 72.0, 76.1, 78.9, 81.1, 82.9, 84.6)),
            Series(name="The world", values=(46.5, 47.7, 56.1, 60.6, 64.0, 66.5, 70.1, 72.0)),
        ),
        shown="72",
        accent=1,
    ),
    "area": Area(
        title="The city overtakes the country",
        unit="Billion people",
        labels=tuple(str(year) for year in range(1950, 2021, 10)),
        series=(
            Series(name="In cities", values=(0.75, 1.02, 1.35, 1.75, 2.29, 2.87, 3.6, 4.38)),
            Series(name="In the country", values=(1.79, 2.01, 2.35, 2.7, 3.04, 3.28, 3.36, 3.41)),
        ),
        shown="4.4 bn",
        accent=0,
    ),
    "pie": Pie(
        title="What the ground is made of",
        unit="The earth’s crust by mass",
        parts=(
            Bar(label="Oxygen", value=46, shown="46 %"),
            Bar(label="Silicon", value=28, shown="28 %"),
            Bar(label="Aluminium", value=8, shown="8 %"),
            Bar(label="Iron", value=6, shown="6 %"),
            Bar(label="All the rest", value=12, shown="12 %"),
        ),
        accent=0,
    ),
    "table": Table(
        title="Four owls, four ways to hunt",
        columns=("Owl", "Weight", "Wings", "Known for"),
        rows=(
            ("Barn owl", "470 g", "0.9 m", "a mouse in the dark"),
            ("Great grey owl", "1,240 g", "1.4 m", "hearing through snow"),
            ("Snowy owl", "2,100 g", "1.5 m", "hunting by day"),
            ("Elf owl", "40 g", "0.3 m", "living in a cactus"),
        ),
        accent=1,
    ),
    "question": Quiz(
        text="Why does an owl turn its head so far?",
        options=("To see behind itself", "Its eyes cannot move", "To frighten other birds"),
        answer=2,
        reveal="Its eyes are tubes, fixed in the skull.",
        seconds=3,
    ),
    "end": End(
        headline="Thanks for watching",
        next="The ship that nobody could unload",
        ask="A new story about things that moved the world, every Friday",
    ),
    "code": Code(
        title="Longitude is a clock",
        file="longitude.py",
        language="python",
        text="""from datetime import datetime

def longitude(noon, greenwich):
    # the earth turns 15 degrees an hour
    late = greenwich - noon
    hours = late.total_seconds() / 3600
    return 15 * hours

print(longitude(noon, chronometer))""",
        lit=(4, 6, 7),
    ),
    "map": Map(
        title="A clock goes to sea, and comes home right",
        spots=(
            Spot(name="Portsmouth", north=50.8, east=-1.1, text="18 November 1761"),
            Spot(name="Madeira", north=32.7, east=-16.9, text="found to the mile"),
            Spot(name="Port Royal", north=17.9, east=-76.8, text="five seconds slow"),
        ),
        route=True,
    ),
}
