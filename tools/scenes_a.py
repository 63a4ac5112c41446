"""Examples of the kinds of scene that draw charts, tables, maps, code, questions and ends; one each."""

from __future__ import annotations

from ytempire.models import Area, Bar, Code, Curve, End, Map, Pie, Quiz, Series, Spot, Table, Visual

SCENES: dict[str, Visual] = {
    "line": Curve(
        title="What it costs to load a ton",
        unit="US dollars",
        labels=tuple(str(y) for y in range(1956, 1981, 2)),
        series=(
            Series(name="By hand", values=(5.86, 5.9, 6.1, 6.4, 6.2, 6.8, 7.1, 7.0, 7.4, 7.9, 8.2, 8.6, 9.1)),
            Series(name="In a box", values=(None, 4.9, 4.1, 3.2, 2.6, 2.2, 1.7, 1.2, 0.9, 0.6, 0.4, 0.25, 0.16)),
        ),
        shown="$0.16",
        accent=1,
    ),
    "area": Area(
        title="What the world ships",
        unit="Million containers a year",
        labels=("1980", "1990", "2000", "2010", "2020"),
        series=(
            Series(name="Asia", values=(9, 32, 110, 300, 480)),
            Series(name="Europe", values=(12, 22, 60, 95, 130)),
            Series(name="Americas", values=(11, 20, 42, 62, 90)),
        ),
        shown="480 M",
        accent=0,
    ),
    "pie": Pie(
        title="Where the price of a book goes",
        unit="Share of the cover price",
        parts=(
            Bar(label="Bookshop", value=46, shown="46 %"),
            Bar(label="Publisher", value=24, shown="24 %"),
            Bar(label="Printer", value=13, shown="13 %"),
            Bar(label="Author", value=10, shown="10 %"),
            Bar(label="Transport", value=7, shown="7 %"),
        ),
        accent=3,
    ),
    "table": Table(
        title="Four owls, four ways to hunt",
        columns=("Owl", "Weight", "Wing", "Hears prey at"),
        rows=(
            ("Barn owl", "470 g", "0.9 m", "under 30 cm of snow"),
            ("Great grey owl", "1,240 g", "1.4 m", "60 cm of snow"),
            ("Snowy owl", "2,100 g", "1.5 m", "sight alone"),
            ("Elf owl", "40 g", "0.3 m", "the leaves around it"),
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
