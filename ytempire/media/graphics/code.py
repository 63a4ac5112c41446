"""A few lines of a program in a window: whole lines, in colours, and the lit ones one after another."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Literal

from ytempire.errors import ConfigError
from ytempire.media import fonts
from ytempire.media.graphics import shapes
from ytempire.media.graphics.head import head, side_head
from ytempire.media.graphics.sheet import FIGURE, TEXT, Sheet
from ytempire.media.themes import READABLE, contrast, luminance, mix
from ytempire.media.typeset import typeset
from ytempire.media.zones import Box
from ytempire.models import Code

PLAIN, HEAVY = "JetBrainsMono-Regular", "JetBrainsMono-Bold"
SIZES = (50.0, 46.0, 42.0, 39.0, 36.0, 33.0, 31.0, 29.0, 27.0, 25.0)
LEADING = 1.52
Run = tuple[str, str]  # a piece of a line, and what it is


def build(sheet: Sheet, visual: Code) -> None:
    """Elements: each lit line; the whole when none is named."""
    lines = _lines(visual.text)
    if not any(lines):
        raise ConfigError("there is no code in it", sheet.where("code"), "Write its lines under text.")
    for number in visual.lit:
        if not 0 < number <= len(lines):
            raise ConfigError(
                f"line {number} is to be lit, and there are {len(lines)}",
                sheet.where("code"),
                "Name lines by their number, from 1.",
            )
    for i, line in enumerate(lines):
        fonts.require(line, PLAIN, sheet.where(f"code, line {i + 1}"))
    coloured = colours(lines, visual.language, sheet.where("code, language"))
    z = sheet.zones
    if not z.tall and sheet.cut.layout == "right" and max(map(len, lines)) <= 44 and typeset(visual.title):
        room = side_head(sheet, visual.title, share=0.3)
        room = Box(room.x0 - 50, room.y0, room.x1, room.y1)
    else:
        room = head(sheet, visual.title, small=True)
        room = Box(room.x0, room.y0 - (0 if typeset(visual.title) else 4), min(room.x1, z.edge(room.y1)), room.y1)
    _window(sheet, visual, lines, coloured, room)


def _lines(text: str) -> list[str]:
    return [
        "".join(c for c in line.expandtabs(4) if c == " " or not c.isspace()).rstrip() for line in text.splitlines()
    ]


def colours(lines: list[str], language: str, where: str) -> list[list[Run]]:
    """Each line as runs of (text, what it is): word, name, text, number, note, sign or plain."""
    from pygments.lexers import get_all_lexers, get_lexer_by_name
    from pygments.util import ClassNotFound

    name = language.strip().lower() or "text"
    try:
        lexer = get_lexer_by_name(name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        known = [alias for _, aliases, _, _ in get_all_lexers() for alias in aliases]
        near = get_close_matches(name, known, 1)
        raise ConfigError(
            f"no language {language!r} is known for its colours",
            where,
            f"Did you mean {near[0]}?" if near else "Leave it out for plain text.",
        ) from None
    whole = "\n".join(lines)
    tokens = [(str(text), _is(str(kind))) for kind, text in lexer.get_tokens(whole)]
    if "".join(text for text, _ in tokens) != whole:  # a few add or take an end of line
        tokens = [(whole, "plain")]
    out: list[list[Run]] = [[]]
    for text, kind in tokens:
        first, *rest = text.split("\n")
        for k, part in enumerate([first, *rest]):
            if k:
                out.append([])
            if part:
                out[-1].append((part, kind))
    return out


def _is(kind: str) -> str:
    """What a token of Pygments is to us."""
    part = kind.removeprefix("Token.")
    for start, name in (
        ("Comment", "note"),
        ("Literal.String", "text"),
        ("Literal.Number", "number"),
        ("Keyword.Constant", "number"),
        ("Keyword", "word"),
        ("Operator.Word", "word"),
        ("Name.Function", "name"),
        ("Name.Class", "name"),
        ("Name.Tag", "word"),
        ("Name.Attribute", "name"),
        ("Name.Decorator", "name"),
        ("Operator", "sign"),
        ("Punctuation", "sign"),
        ("Generic.Prompt", "word"),
    ):
        if part.startswith(start):
            return name
    return "plain"


def _inks(sheet: Sheet, ground: str) -> dict[str, str]:
    """The theme's own colours, and a green or blue where they are too few; all of them can be read on the ground."""
    theme = sheet.theme
    dark = luminance(ground) < 0.3
    inks = {
        "plain": theme.ink,
        "word": theme.accent,
        "text": "#9be3b0" if dark else "#2c6b3f",
        "number": "#ff9f8a" if dark else "#8a3d12",
        "name": "#9cc8ff" if dark else "#234f91",
        "note": mix(theme.muted, ground, 0.3),
        "sign": theme.muted,
    }
    for name, ink in inks.items():
        while contrast(ink, ground) < READABLE and ink != theme.ink:
            stronger = mix(ink, theme.ink, 0.3)
            ink = theme.ink if stronger == ink else stronger
        inks[name] = ink
    return inks


def _quiet(ink: str, ground: str) -> str:
    """The one ink of what is not lit: as near to the ground as it can still be read."""
    shares = (0.5, 0.4, 0.3, 0.2, 0.1)
    return next((dim for s in shares if contrast(dim := mix(ink, ground, s), ground) >= READABLE + 0.2), ink)


def _window(sheet: Sheet, visual: Code, lines: list[str], coloured: list[list[Run]], room: Box) -> None:
    theme = sheet.theme
    named = typeset(visual.file)
    bar = 66.0
    digits = len(str(len(lines)))
    pad = 38.0 if not sheet.zones.tall else 24.0
    size = _size(sheet, lines, room.width - 2 * pad, room.height - bar - 44, digits)
    step = size * LEADING
    cell = fonts.width("0", PLAIN, size)
    gutter = (digits + 1.6) * cell
    tall = min(room.height, bar + 44 + step * len(lines))
    top = room.y0 + (room.height - tall) * (0.5 if not sheet.zones.tall else 0.1)
    ground = mix(theme.paper.near, theme.panel, 0.02)
    light = luminance(ground) > 0.3
    radius = max(theme.round, 6)
    sheet.field(
        room.x0 + 10, top + 14, room.width - 20, tall, ink="#000000", alpha=0.9 if light else 0.72, radius=radius
    )
    sheet.field(room.x0, top, room.width, tall, ink=ground, alpha=0.08, radius=radius, what="window")
    sheet.field(room.x0, top, room.width, tall, ink=theme.muted, alpha=0.72, radius=radius, line=2)
    _bar(sheet, visual, named, Box(room.x0, top, room.x1, top + bar))
    inks, quiet = _inks(sheet, ground), _quiet(theme.muted, ground)
    first = top + bar + 22
    x = room.x0 + pad + gutter
    beats = sheet.beats(max(1, len(visual.lit)))
    order = [(number - 1, at) for number, at in zip(visual.lit, beats, strict=False)]
    begin = order[0][1] if order else sheet.cut.frames
    _lights(sheet, order, Box(room.x0 + 3, first, room.x1 - 3, first), step)
    for i, runs in enumerate(coloured):
        base = first + step * i + step / 2 + fonts.face(PLAIN).cap * size / 2
        at = 0 if visual.lit else min(beats[0] + 2 * i, max(0, sheet.cut.frames - 12))
        spans = _spans(i, order, sheet.cut.frames)
        for start, stop, lit in spans:
            here = max(start, at) if start == 0 else start
            if here >= stop:
                continue
            bright = lit or start < begin
            number = theme.accent if lit and start >= begin else quiet
            sheet.line(
                str(i + 1), PLAIN, size, x - 0.9 * cell, base, number, align="right", at=here, until=stop, enter="none",
                what="line number",
            )  # fmt: skip
            _code(sheet, runs, x, base, size, inks if bright else {}, quiet, here, stop, start == 0)


def _size(sheet: Sheet, lines: list[str], width: float, height: float, digits: int) -> float:
    """The largest size in which the longest line and all lines fit; refused if there is none."""
    long = max(range(len(lines)), key=lambda i: fonts.width(lines[i], PLAIN, 100))
    for size in SIZES:
        cell = fonts.width("0", PLAIN, size)
        wide = (digits + 1.6) * cell + fonts.width(lines[long], PLAIN, size)
        if wide <= width and len(lines) * size * LEADING <= height:
            return size
    least = SIZES[-1]
    fit = int(width / fonts.width("0", PLAIN, least) - digits - 1.6)
    if len(lines[long]) > fit:
        raise ConfigError(
            f"line {long + 1} is {len(lines[long])} characters long, {max(1, fit)} have room",
            sheet.where("code"),
            "Break it.",
        )
    room = max(1, int(height / (least * LEADING)))
    raise ConfigError(
        f"it has {len(lines)} lines, {room} have room",
        sheet.where("code"),
        "Show fewer of them, or say the title shorter.",
    )


def _spans(i: int, order: list[tuple[int, int]], frames: int) -> list[tuple[int, int, bool]]:
    """From when to when a line is lit (or, before the first is, as bright as all): (from, to, lit)."""
    if not order:
        return [(0, frames, True)]
    out: list[tuple[int, int, bool]] = [(0, order[0][1], False)]
    for k, (line, at) in enumerate(order):
        stop = order[k + 1][1] if k + 1 < len(order) else frames
        lit = line == i
        if len(out) > 1 and not out[-1][2] and not lit:
            out[-1] = (out[-1][0], stop, False)
        else:
            out.append((at, stop, lit))
    return [span for span in out if span[0] < span[1]]


def _lights(sheet: Sheet, order: list[tuple[int, int]], box: Box, step: float) -> None:
    """The field behind the lit line, and a mark at its edge."""
    theme = sheet.theme
    for k, (line, at) in enumerate(order):
        stop = order[k + 1][1] if k + 1 < len(order) else sheet.cut.frames
        y = box.y0 + step * line
        sheet.fill(
            box.x0,
            y,
            box.width,
            step,
            theme.accent,
            alpha=0.86,
            at=at,
            until=stop,
            reveal="right",
            ms=240,
            what="light",
        )
        sheet.fill(box.x0, y, 7, step, theme.accent, at=at, until=stop, layer=FIGURE + 1)


def _code(
    sheet: Sheet,
    runs: list[Run],
    x: float,
    base: float,
    size: float,
    inks: dict[str, str],
    quiet: str,
    at: int,
    until: int,
    enter: bool,
) -> None:
    """One line: what stands before its first sign is room, and not spaces, which libass would drop."""
    parts: list[tuple[str, str, str, float]] = []
    left = x
    for text, kind in runs:
        if not parts:
            bare = text.lstrip(" ")
            left += fonts.width(" " * (len(text) - len(bare)), PLAIN, size)
            text = bare
        if text:
            key = HEAVY if kind in ("word", "name") else PLAIN
            parts.append((text, key, inks.get(kind, quiet), fonts.width(text, key, size)))
    if parts:
        way: Literal["fade", "none"] = "fade" if enter and at > 0 else "none"
        sheet.runs(parts, left, base, size, 0.0, at=at, until=until, enter=way, what="code", layer=TEXT)


def _bar(sheet: Sheet, visual: Code, named: str, box: Box) -> None:
    """The window's upper edge: three discs or a sign, the file's name, the language."""
    theme = sheet.theme
    middle = (box.y0 + box.y1) / 2
    sheet.field(box.x0, box.y1 - 2, box.width, 2, ink=theme.muted, alpha=0.78)
    x = box.x0 + 34
    if theme.round >= 10:
        for k, ink in enumerate((theme.accent, theme.muted, theme.muted)):
            sheet.path(shapes.disc(9, 9, 9), x + 32 * k, middle - 9, ink, alpha=0.2 if k == 0 else 0.5, fade=200)
        x += 32 * 3 + 18
    else:
        sheet.path(shapes.rect(14, 14, 2), x, middle - 7, theme.accent, fade=200)
        x += 40
    wide = box.x1 - 34 - x
    tongue = "" if visual.language.strip().lower() in ("", "text") else visual.language.strip().lower()
    size = 30.0
    if tongue:
        said = fonts.width(tongue, PLAIN, size)
        base = middle + fonts.face(PLAIN).cap * size / 2
        sheet.line(tongue, PLAIN, size, box.x1 - 34, base, theme.muted, align="right", enter="fade", what="language")
        wide -= said + 40
    if named:
        title = sheet.fit(named, sheet.text(), wide, 44, most=32, least=28, rows=1, what="file")
        sheet.block(title, x, middle - title.cap / 2, theme.muted, enter="fade", what="file")
