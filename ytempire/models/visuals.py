"""What is on the screen: every kind of scene, and what a person writes for it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ytempire.models.frozen import Frozen


class Title(Frozen):
    """A title card: kicker, headline of at most six words with one accented word, support line."""

    kind: Literal["title"] = "title"
    headline: str
    accent: str = ""
    kicker: str = ""
    support: str = ""


class Statement(Frozen):
    """One short sentence in moving words, with one accented word."""

    kind: Literal["statement"] = "statement"
    text: str
    accent: str = ""
    kicker: str = ""


class Counter(Frozen):
    """One number as big as the frame allows: `shown` is how it ends ("$5.86"), `value` what it counts up to."""

    kind: Literal["counter"] = "counter"
    value: float
    shown: str
    label: str
    kicker: str = ""
    second: str = ""


class Bar(Frozen):
    label: str
    value: float
    shown: str


class Chart(Frozen):
    """Bars that grow to their values, two to six; one of them may be accented by its place."""

    kind: Literal["chart"] = "chart"
    title: str
    unit: str = ""
    bars: tuple[Bar, ...] = Field(min_length=2, max_length=6)
    accent: int | None = None


class Moment(Frozen):
    date: str
    text: str
    detail: str = ""


class Moments(Frozen):
    """A timeline: what has been said is lit, what comes is dim; two to five moments."""

    kind: Literal["timeline"] = "timeline"
    title: str
    moments: tuple[Moment, ...] = Field(min_length=2, max_length=5)


class Items(Frozen):
    """A list whose items appear as they are said; two to six."""

    kind: Literal["list"] = "list"
    title: str
    items: tuple[str, ...] = Field(min_length=2, max_length=6)
    numbered: bool = False


class Quotation(Frozen):
    """Somebody's words, with their name."""

    kind: Literal["quote"] = "quote"
    text: str
    by: str
    of: str = ""


class Side(Frozen):
    title: str
    shown: str = ""
    points: tuple[str, ...] = ()


class Comparison(Frozen):
    """Two things side by side."""

    kind: Literal["comparison"] = "comparison"
    title: str
    left: Side
    right: Side


class Picture(Frozen):
    """A picture in slow motion, or two layers of one that move at different speeds. Elements: the caption.

    `file` and `front` are relative to the channel's folder; `front` is a cut-out with alpha, laid over `file`.
    """

    kind: Literal["picture"] = "picture"
    file: str
    title: str = ""
    caption: str = ""
    credit: str = ""
    front: str = ""
    motion: Literal["auto", "in", "out", "left", "right", "up", "down", "still"] = "auto"


class Pair(Frozen):
    """Two pictures, side by side or one becoming the other. Elements: the first picture, the second."""

    kind: Literal["pair"] = "pair"
    first: Picture
    second: Picture
    title: str = ""
    way: Literal["beside", "becomes"] = "beside"


class Roll(Frozen):
    """A clip of footage; without a file, the channel's own that fits `about` best. Elements: the caption.

    `start` is the second of the clip that it begins at, `speed` how fast it goes (0.5 is half as fast).
    """

    kind: Literal["footage"] = "footage"
    file: str = ""
    about: str = ""
    start: float = Field(default=0.0, ge=0)
    speed: float = Field(default=1.0, ge=0.1, le=8)
    fit: Literal["cover", "contain"] = "cover"
    sound: bool = False
    title: str = ""
    caption: str = ""
    credit: str = ""


class Series(Frozen):
    """One line of a chart: a value at each label; None where there is none."""

    name: str = ""
    values: tuple[float | None, ...] = Field(min_length=2, max_length=60)


class Curve(Frozen):
    """A line chart that draws itself; `shown` is how the last value of the accented series is written.

    Elements: each series.
    """

    kind: Literal["line"] = "line"
    title: str
    unit: str = ""
    labels: tuple[str, ...] = Field(min_length=2, max_length=60)
    series: tuple[Series, ...] = Field(min_length=1, max_length=4)
    shown: str = ""
    accent: int | None = None


class Area(Frozen):
    """A chart of filled surfaces, one over another when there are several. Elements: each series."""

    kind: Literal["area"] = "area"
    title: str
    unit: str = ""
    labels: tuple[str, ...] = Field(min_length=2, max_length=60)
    series: tuple[Series, ...] = Field(min_length=1, max_length=4)
    shown: str = ""
    accent: int | None = None


class Pie(Frozen):
    """Parts of a whole, two to six; `middle` stands in its hole. Elements: each part."""

    kind: Literal["pie"] = "pie"
    title: str
    unit: str = ""
    parts: tuple[Bar, ...] = Field(min_length=2, max_length=6)
    middle: str = ""
    accent: int | None = None


class Table(Frozen):
    """Rows under columns; numbers stand right. Elements: each row."""

    kind: Literal["table"] = "table"
    title: str
    columns: tuple[str, ...] = Field(min_length=2, max_length=5)
    rows: tuple[tuple[str, ...], ...] = Field(min_length=1, max_length=7)
    accent: int | None = None


class Spot(Frozen):
    """A place on a map: degrees north and east, and a few words on it."""

    name: str
    north: float = Field(ge=-90, le=90)
    east: float = Field(ge=-180, le=180)
    text: str = ""


class Map(Frozen):
    """A few places on an outline of the land, joined by a line when it is a route. Elements: each place."""

    kind: Literal["map"] = "map"
    title: str
    spots: tuple[Spot, ...] = Field(min_length=1, max_length=6)
    route: bool = False


class Code(Frozen):
    """A few lines of a program in colours; `lit` are the lines (from 1) that are lit, one after another.

    Elements: each lit line; the whole when none is named.
    """

    kind: Literal["code"] = "code"
    text: str
    language: str = "text"
    file: str = ""
    title: str = ""
    lit: tuple[int, ...] = Field(default=(), max_length=8)


class Quiz(Frozen):
    """A question with a countdown, and its answer. Elements: the question, each option, the answer.

    `answer` is the place of the right option (from 1), or 0; `seconds` is how long the countdown runs.
    """

    kind: Literal["question"] = "question"
    text: str
    options: tuple[str, ...] = Field(default=(), max_length=4)
    answer: int = Field(default=0, ge=0, le=4)
    reveal: str = ""
    seconds: int = Field(default=3, ge=0, le=10)


class End(Frozen):
    """The end card: thanks, what to watch next, and room for the platform's own buttons.

    Elements: the headline, the next video, what is asked of the viewer.
    """

    kind: Literal["end"] = "end"
    headline: str
    next: str = ""
    next_file: str = ""  # a picture for it, relative to the channel's folder
    ask: str = ""


class Terminal(Frozen):
    """A terminal in which things are typed and run: a small script, or a recording of the channel's folder.

    Elements: each line that is typed, or the whole recording.
    """

    kind: Literal["terminal"] = "terminal"
    script: str = ""
    file: str = ""
    title: str = ""
    scheme: str = ""
    cursor: Literal["block", "bar", "underline", "none"] = "block"
    effects: tuple[str, ...] = Field(default=(), max_length=6)


Visual = Annotated[
    Title | Statement | Counter | Chart | Curve | Area | Pie | Moments | Items | Quotation | Comparison | Table | Map
    | Code | Picture | Pair | Roll | Quiz | End | Terminal,
    Field(discriminator="kind"),
]  # fmt: skip
