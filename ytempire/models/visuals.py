"""What is on the screen: every kind of scene, and what a person writes for it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ytempire.models.frozen import Frozen


class Title(Frozen):
    """A title card: kicker, headline of at most six words with one accented word, support line."""

    kind: Literal["title"] = "title"
    headline: str = Field(description="The largest line; best at most six words.")
    accent: str = Field(default="", description="Words of the headline that are marked.")
    kicker: str = Field(default="", description="A small line over the headline.")
    support: str = Field(default="", description="A line or two under it.")


class Statement(Frozen):
    """One short sentence in moving words, with one accented word."""

    kind: Literal["statement"] = "statement"
    text: str = Field(description="The sentence; each word comes when it is said.")
    accent: str = Field(default="", description="Words of it that are marked.")
    kicker: str = Field(default="", description="A small line over it.")


class Counter(Frozen):
    """One number as big as the frame allows: `shown` is how it ends ("$5.86"), `value` what it counts up to."""

    kind: Literal["counter"] = "counter"
    value: float = Field(description="What it counts up to.")
    shown: str = Field(description="How the number is written in the end, such as $5.86 or 36 %.")
    label: str = Field(description="What it counts.")
    kicker: str = Field(default="", description="A small line over it.")
    second: str = Field(default="", description="Another number to hold against it, with its words.")


class Bar(Frozen):
    label: str = Field(description="What it stands for.")
    value: float = Field(description="How long or large it is.")
    shown: str = Field(description="How the value is written.")


class Chart(Frozen):
    """Bars that grow to their values, two to six; one of them may be accented by its place."""

    kind: Literal["chart"] = "chart"
    title: str = Field(description="What is shown.")
    unit: str = Field(default="", description="What the numbers are.")
    bars: tuple[Bar, ...] = Field(min_length=2, max_length=6, description="The bars, in order.")
    accent: int | None = Field(default=None, description="The place of the bar that is marked, from 0.")


class Moment(Frozen):
    date: str = Field(description="When, such as 1956 or 26 April.")
    text: str = Field(description="What happened.")
    detail: str = Field(default="", description="A little more; left out where it has no room.")


class Moments(Frozen):
    """A timeline: what has been said is lit, what comes is dim; two to five moments."""

    kind: Literal["timeline"] = "timeline"
    title: str = Field(description="What is told.")
    moments: tuple[Moment, ...] = Field(min_length=2, max_length=5, description="The moments, in order.")


class Items(Frozen):
    """A list whose items appear as they are said; two to six."""

    kind: Literal["list"] = "list"
    title: str = Field(description="What the items are.")
    items: tuple[str, ...] = Field(min_length=2, max_length=6, description="The items, in order.")
    numbered: bool = Field(default=False, description="Whether they have numbers.")


class Quotation(Frozen):
    """Somebody's words, with their name."""

    kind: Literal["quote"] = "quote"
    text: str = Field(description="The words, without quotation marks.")
    by: str = Field(description="Who said them.")
    of: str = Field(default="", description="Who that is.")


class Side(Frozen):
    title: str = Field(description="What it is.")
    shown: str = Field(default="", description="A number or word that is set large.")
    points: tuple[str, ...] = Field(default=(), description="A few words each, under it.")


class Comparison(Frozen):
    """Two things side by side."""

    kind: Literal["comparison"] = "comparison"
    title: str = Field(description="What is compared.")
    left: Side = Field(description="The first, or the one before.")
    right: Side = Field(description="The second, or the one after; it has the accent.")


class Picture(Frozen):
    """A picture in slow motion, or two layers of one that move at different speeds. Elements: the caption.

    `file` and `front` are relative to the channel's folder; `front` is a cut-out with alpha, laid over `file`.
    Without a file, the picture that fits `about` best: the channel's own, or one that is found or made for it.
    """

    kind: Literal["picture"] = "picture"
    file: str = Field(
        default="", description="The picture, relative to the channel's folder; left out, the one that fits `about`."
    )
    about: str = Field(default="", description="What it should show, for finding or making one.")
    title: str = Field(default="", description="A headline on it or beside it.")
    caption: str = Field(default="", description="What is seen.")
    credit: str = Field(default="", description="Whose it is.")
    front: str = Field(default="", description="A cut-out with alpha that is laid over it and moves faster.")
    motion: Literal["auto", "in", "out", "left", "right", "up", "down", "still"] = Field(
        default="auto", description="Which way the view moves; auto takes turns."
    )


class Pair(Frozen):
    """Two pictures, side by side or one becoming the other. Elements: the first picture, the second."""

    kind: Literal["pair"] = "pair"
    first: Picture = Field(description="The picture on the left, or the one that is there first.")
    second: Picture = Field(description="The picture on the right, or what it becomes.")
    title: str = Field(default="", description="A headline over both.")
    way: Literal["beside", "becomes"] = Field(default="beside", description="Side by side, or one becoming the other.")


class Roll(Frozen):
    """A clip of footage; without a file, the one that fits `about` best. Elements: the caption.

    `start` is the second of the clip that it begins at, `speed` how fast it goes (0.5 is half as fast).
    """

    kind: Literal["footage"] = "footage"
    file: str = Field(
        default="", description="The clip, relative to the channel's folder; left out, the one that fits `about`."
    )
    about: str = Field(default="", description="What it should show, for choosing one.")
    start: float = Field(default=0.0, ge=0, description="The second of the clip that it begins at.")
    speed: float = Field(default=1.0, ge=0.1, le=8, description="How fast it goes: 0.5 is half as fast.")
    fit: Literal["cover", "contain"] = Field(
        default="cover", description="Fill the frame, or show the whole clip before its own blurred sides."
    )
    sound: bool = Field(default=False, description="Whether its own sound is heard.")
    title: str = Field(default="", description="A headline on it.")
    caption: str = Field(default="", description="What is seen.")
    credit: str = Field(default="", description="Whose it is.")


class Series(Frozen):
    """One line of a chart: a value at each label; None where there is none."""

    name: str = Field(default="", description="What it is called where it ends.")
    values: tuple[float | None, ...] = Field(
        min_length=2, max_length=60, description="Its value at each label; nothing where there is none."
    )


class Curve(Frozen):
    """A line chart that draws itself; `shown` is how the last value of the accented series is written.

    Elements: each series.
    """

    kind: Literal["line"] = "line"
    title: str = Field(description="What is shown.")
    unit: str = Field(default="", description="What the numbers are.")
    labels: tuple[str, ...] = Field(
        min_length=2, max_length=60, description="What stands under the axis, a label a value."
    )
    series: tuple[Series, ...] = Field(min_length=1, max_length=4, description="The lines.")
    shown: str = Field(default="", description="How the last value of the accented series is written.")
    accent: int | None = Field(default=None, description="The place of the series that is marked, from 0.")


class Area(Frozen):
    """A chart of filled surfaces, one over another when there are several. Elements: each series."""

    kind: Literal["area"] = "area"
    title: str = Field(description="What is shown.")
    unit: str = Field(default="", description="What the numbers are.")
    labels: tuple[str, ...] = Field(
        min_length=2, max_length=60, description="What stands under the axis, a label a value."
    )
    series: tuple[Series, ...] = Field(min_length=1, max_length=4, description="The surfaces, the lowest first.")
    shown: str = Field(default="", description="How the last value of the accented series is written.")
    accent: int | None = Field(default=None, description="The place of the series that is marked, from 0.")


class Pie(Frozen):
    """Parts of a whole, two to six; `middle` stands in its hole. Elements: each part."""

    kind: Literal["pie"] = "pie"
    title: str = Field(description="What is shown.")
    unit: str = Field(default="", description="What the parts are parts of.")
    parts: tuple[Bar, ...] = Field(min_length=2, max_length=6, description="The parts, in order.")
    middle: str = Field(default="", description="A few words in its hole.")
    accent: int | None = Field(default=None, description="The place of the part that is marked, from 0.")


class Table(Frozen):
    """Rows under columns; numbers stand right. Elements: each row."""

    kind: Literal["table"] = "table"
    title: str = Field(description="What is shown.")
    columns: tuple[str, ...] = Field(min_length=2, max_length=5, description="What stands over the columns.")
    rows: tuple[tuple[str, ...], ...] = Field(
        min_length=1, max_length=7, description="The rows; each has a text for every column."
    )
    accent: int | None = Field(default=None, description="The place of the row that is marked, from 0.")


class Spot(Frozen):
    """A place on a map: degrees north and east, and a few words on it."""

    name: str = Field(description="What it is called.")
    north: float = Field(ge=-90, le=90, description="Degrees north of the equator; south is below 0.")
    east: float = Field(ge=-180, le=180, description="Degrees east of Greenwich; west is below 0.")
    text: str = Field(default="", description="A few words on it.")


class Map(Frozen):
    """A few places on an outline of the land, joined by a line when it is a route. Elements: each place."""

    kind: Literal["map"] = "map"
    title: str = Field(description="What is shown.")
    spots: tuple[Spot, ...] = Field(min_length=1, max_length=6, description="The places, in order.")
    route: bool = Field(default=False, description="Whether a line goes from place to place.")


class Code(Frozen):
    """A few lines of a program in colours; `lit` are the lines (from 1) that are lit, one after another.

    Elements: each lit line; the whole when none is named.
    """

    kind: Literal["code"] = "code"
    text: str = Field(description="The lines, as they stand in the file.")
    language: str = Field(default="text", description="What it is written in, for its colours; text has none.")
    file: str = Field(default="", description="What its window is called.")
    title: str = Field(default="", description="A headline over it.")
    lit: tuple[int, ...] = Field(default=(), max_length=8, description="Lines (from 1) that are lit one after another.")


class Quiz(Frozen):
    """A question with a countdown, and its answer. Elements: the question, each option, the answer.

    `answer` is the place of the right option (from 1), or 0; `seconds` is how long the countdown runs.
    """

    kind: Literal["question"] = "question"
    text: str = Field(description="The question.")
    options: tuple[str, ...] = Field(default=(), max_length=4, description="What can be chosen from.")
    answer: int = Field(
        default=0, ge=0, le=4, description="The place of the right option, from 1; 0 where there is none."
    )
    reveal: str = Field(
        default="", description="What is said with the answer; the answer itself where there are no options."
    )
    seconds: int = Field(default=3, ge=0, le=10, description="How long the countdown runs.")


class End(Frozen):
    """The end card: thanks, what to watch next, and room for the platform's own buttons.

    Elements: the headline, the next video, what is asked of the viewer.
    """

    kind: Literal["end"] = "end"
    headline: str = Field(description="What is said last, such as thanks.")
    next: str = Field(default="", description="The title of the video to watch next.")
    next_file: str = Field(default="", description="A picture for it, relative to the channel's folder.")
    ask: str = Field(default="", description="What is asked of the viewer.")


class Terminal(Frozen):
    """A terminal in which things are typed and run: a small script, or a recording of the channel's folder.

    Elements: each line that is typed, or the whole recording.
    """

    kind: Literal["terminal"] = "terminal"
    script: str = Field(default="", description="What is typed, run and printed, a line each.")
    file: str = Field(default="", description="A recording (.cast) of the channel's folder, in place of a script.")
    title: str = Field(default="", description="What its window is called.")
    scheme: str = Field(default="", description="Its colours; the theme's own when empty.")
    cursor: Literal["block", "bar", "underline", "none"] = Field(
        default="block", description="What its cursor looks like."
    )
    effects: tuple[str, ...] = Field(
        default=(), max_length=6, description="What is done to its picture, in order, such as scanlines or glitch."
    )


Visual = Annotated[
    Title | Statement | Counter | Chart | Curve | Area | Pie | Moments | Items | Quotation | Comparison | Table | Map
    | Code | Picture | Pair | Roll | Quiz | End | Terminal,
    Field(discriminator="kind"),
]  # fmt: skip
