"""Cutting: a scene that would stand too long becomes two or three, each with a picture of what it says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ytempire.editorial import board
from ytempire.editorial.beats import elements
from ytempire.editorial.casing import upper_first
from ytempire.editorial.labels import accent, told
from ytempire.editorial.leaning import leans
from ytempire.editorial.picking import choose, dull, plain, poor
from ytempire.editorial.places import Place
from ytempire.editorial.questions import Asked
from ytempire.editorial.showing import choices
from ytempire.editorial.speakable import speakable
from ytempire.editorial.strong import STATEMENT, leads, says
from ytempire.editorial.visuals import Option, default_visual, options, reading, texts
from ytempire.editorial.words import content, stem
from ytempire.models import (
    Area,
    Chart,
    Code,
    Comparison,
    Curve,
    End,
    Items,
    Line,
    Map,
    Moment,
    Moments,
    Picture,
    Pie,
    Quiz,
    Roll,
    Scene,
    Script,
    Statement,
    Storyboard,
    Table,
    Terminal,
    Title,
    Visual,
)

LONGEST, SHORTEST = 8.5, 3.0  # seconds that one picture may stand, and the least that a cut is worth
TOGETHER = 15.0  # and a list, a chart or a table whose parts come one by one
WATCHED = 21.0  # and a picture that the kind of film is made of, such as a data story's chart
GAP, EDGES = 0.18, 0.5  # seconds after each sentence, and around each scene
LETTERS = "bcdefgh"


def cut(
    script: Script,
    words_per_minute: float,
    longest: float = LONGEST,
    places: Mapping[str, Place] | None = None,
    fixed: frozenset[str] = frozenset(),
) -> Script:
    """The script with its long scenes cut and every picture chosen anew; words and their order stay as they are.

    `places` are those of the notes, by name, in degrees north and east. Planned pictures of the kinds in `fixed` stay:
    they are what the format is made of, such as the table of a comparison.
    """
    scenes: list[Scene] = []
    found: list[list[Option]] = []
    at: list[int] = []  # the scene that each piece is of
    taken = {scene.id for scene in script.scenes}
    headline = board.card(script.title, Asked(script.question, script.promise))
    opening = Title(headline=headline, accent=accent(headline), support=board.under(headline, script.question))
    for n, scene in enumerate(script.scenes):
        pieces, pictures = _pieces(
            scene, opening, script.question, words_per_minute, longest, taken, places or {}, fixed
        )
        scenes += pieces
        found += pictures
        at += [n] * len(pieces)
    _lend(script, scenes, at, found)
    return script.model_copy(
        update={"scenes": tuple(s.model_copy(update={"visual": v}) for s, v in zip(scenes, choose(found), strict=True))}
    )


def _lend(script: Script, pieces: Sequence[Scene], at: Sequence[int], found: Sequence[list[Option]]) -> None:
    """A photograph or a clip may also stand in the scene beside its own, where the words name what it shows."""
    for n, scene in enumerate(script.scenes):
        if not isinstance(scene.visual, Picture | Roll):
            continue
        shown = {stem(word) for word in content(scene.visual.caption)}
        for place, choice, piece in zip(at, found, pieces, strict=True):
            said = {stem(word) for line in piece.lines for word in content(line.text)}
            if abs(place - n) == 1 and piece.role not in {"hook", "recap"} and shown & said and choice[0].worth < 9:
                choice.append(Option(scene.visual, 2.0))


def whole(script: Script, board: Storyboard) -> Script:
    """The script as it was before it was cut: a scene for each shot, with the shot's own picture."""
    planned = {shot.id: shot.visual for shot in board.shots}
    scenes: list[Scene] = []
    for scene in script.scenes:
        if scenes and scene.id not in planned and scene.id.startswith(scenes[-1].id):
            joined = scenes[-1].paragraphs + scene.paragraphs
            scenes[-1] = scenes[-1].model_copy(update={"paragraphs": joined})
            continue
        scenes.append(scene.model_copy(update={"visual": planned.get(scene.id, scene.visual)}))
    return script.model_copy(update={"scenes": tuple(scenes)})


def seconds(lines: Sequence[Line], words_per_minute: float) -> float:
    """How long sentences take to say, in seconds, figures counted as the words they are spoken in."""
    said = sum(len(part.text.split()) for line in lines for part in speakable(line.text))
    return said * 60 / words_per_minute + GAP * len(lines)


def _pieces(
    scene: Scene,
    opening: Title,
    question: str,
    pace: float,
    longest: float,
    taken: set[str],
    places: Mapping[str, Place],
    fixed: frozenset[str],
) -> _Cut:
    """A scene in pieces, and what each of them can be shown as."""
    lines = list(scene.lines)
    title = re.sub(r"^(?:Number|Step|Question) \d+(?::\s*)?", "", scene.title)
    card = _card(scene) or (scene.visual if isinstance(scene.visual, Title) and "title" in fixed else None)
    card = None if scene.role == "hook" else card
    own = _sum_of(scene) or scene.visual if scene.role == "recap" else scene.visual
    if own is None and len(lines) < 2:
        return [scene], [[Option(default_visual(scene), 1.0)]]
    whole_: Option | None = None
    span = None if own is None else _span(own, lines, WATCHED if own.kind in fixed else TOGETHER)
    if span and own is not None and own.kind in fixed:
        span = _rounded(span, lines, pace)
    if span is None and len(lines) > 1:
        told_ = options(reading([line.text for line in lines]))
        whole_ = next((o for o in told_ if o.worth >= 2.6 and _span(o.visual, lines)), None)
        span = _span(whole_.visual, lines) if whole_ else None
    typed = own is not None and own.kind in fixed and isinstance(own, Terminal | Code)
    rest = lines[1:] if card else lines
    card = card if rest else None
    if typed and seconds(rest, pace) + EDGES <= WATCHED:  # what is typed is watched to its end
        groups = [lines[:1], rest] if card and rest else [lines]
    elif card:  # an item is named on a card of its own before anything is said of it
        groups = [lines[:1], *_groups(lines[1:], pace, longest)]
    elif span:
        parts = lines[: span[0]], lines[span[1] :]
        groups = [*_groups(parts[0], pace, longest), lines[span[0] : span[1]], *_groups(parts[1], pace, longest)]
    elif seconds(lines, pace) + EDGES <= longest or isinstance(own, End):
        groups = [lines]
    else:
        groups = _groups(lines, pace, longest)
    owner = -1 if own is None or (card and own.kind not in fixed) or own is card else _owner(own, groups)
    if card and len(groups) > 1 and owner == 0:
        owner = 1 + _owner(own, groups[1:])
    scenes: list[Scene] = []
    found: list[list[Option]] = []
    for place, group in enumerate(groups):
        id = scene.id if place == 0 else _free(scene.id, taken)
        scenes.append(scene.model_copy(update={"id": id, "paragraphs": _paragraphs(scene.paragraphs, group)}))
        kept: list[Option] = []
        if card and place == 0:
            kept = [Option(card, 9.0)]
        elif own is not None and place == owner and own.kind in fixed | _FIXED:
            kept = [Option(own, 9.0)]
        elif own is not None and place == owner and _good(own) and not _stock(own, scene):
            kept = [Option(plain(own), _worth(own) + 1.0 - dull(own, group))]
        if whole_ and span and group == lines[span[0] : span[1]]:  # one picture of all these sentences
            kept.append(Option(whole_.visual, whole_.worth + 1.2, whole_.numbers))
        if scene.role == "loop":  # the last line runs on into the first, and so does its picture
            found.append([*kept, Option(opening, 2.4), Option(Quiz(text=question, seconds=0), 2.0)])
            continue
        if any(line.text == question for line in group):
            hook = scene.role == "hook"
            kept += [
                Option(opening, 2.6 if hook else 0.9),
                Option(Quiz(text=question, seconds=0), 2.0 if hook else 1.0),
            ]
        found.append(kept if kept and kept[0].worth == 9.0 else [*kept, *choices(group, title, places)])
    return scenes, found


_Cut = tuple[list[Scene], list[list[Option]]]
_FIXED = {"end", "terminal", "code", "footage", "table", "line", "area", "pie"}
_GROWS = (Items, Moments, Table, Chart, Curve, Area, Pie, Comparison, Map)


def _worth(visual: Visual) -> float:
    """How good a planned picture is beside what its piece holds: a card or a sentence is easily beaten."""
    if isinstance(visual, Title) and not visual.support:
        return 0.6 if visual.kicker else -0.6
    return 1.2 if isinstance(visual, Title | Statement) else 2.4


def _good(visual: Visual) -> bool:
    """Whether a planned picture may stay: what is too long for the screen, or too little, goes."""
    if isinstance(visual, Statement) and (len(visual.text.split()) > STATEMENT or not says(visual.text)):
        return False
    return not poor(visual)


def _stock(visual: Visual, scene: Scene) -> bool:
    """A card that only says which part of the film this is."""
    bare_ = isinstance(visual, Title) and not visual.support and not visual.kicker
    return (bare_ and scene.role not in {"hook", "loop"}) or scene.role == "rule"


def _span(visual: Visual, lines: list[Line], most: float = TOGETHER) -> tuple[int, int] | None:
    """The sentences that one picture is about, from first to last: its parts come as they are said."""
    if isinstance(visual, Quiz):  # the voice waits between a question and its answer: they stay together
        at = next((n for n, line in enumerate(lines[:-1]) if line.text == visual.text), None)
        if at is None or not (visual.reveal or visual.options):
            return None
        return (at - 1 if at and leads(lines[at - 1]) else at), at + 2
    if not isinstance(visual, _GROWS):
        return None
    shown = [*visual.labels] if isinstance(visual, Curve | Area) else elements(visual)
    parts = [_signs(part) for part in shown]
    said = [_signs(line.text) for line in lines]
    hit = [any(_called(part, words) for part in parts) for words in said]
    if sum(hit) < 2:
        return None
    first, last = hit.index(True), len(hit) - 1 - hit[::-1].index(True)
    while first and leads(lines[first - 1]):
        first -= 1
    return (first, last + 1) if seconds(lines[first : last + 1], 180) <= most else None


def _rounded(span: tuple[int, int], lines: list[Line], pace: float) -> tuple[int, int]:
    """The span with the short sentence behind it that says what the picture comes to: "It more than doubled." """
    first, last = span
    more = lines[last : last + 1]
    short = bool(more) and leans(more[0].text) and len(more[0].text.split()) <= 12
    return (first, last + 1) if short and seconds(lines[first : last + 1], pace) <= WATCHED else span


def _called(part: set[str], words: set[str]) -> bool:
    """Whether a sentence says a part of a picture: its number where it has one, else half of its words."""
    numbers = {sign for sign in part if sign[0].isdigit()}
    return bool(numbers & words) if numbers else bool(part) and len(part & words) >= max(1, len(part) / 2)


def _signs(text: str) -> set[str]:
    return {stem(word) for word in content(text)} | set(re.findall(r"\d[\d,.]*", text.replace("$", "").rstrip(".")))


def _free(id: str, taken: set[str]) -> str:
    """A name after the scene's own that no scene has: mechanism-1b."""
    found = next(
        name for n in range(2, 1000) if (name := f"{id}{LETTERS[n - 2] if n - 2 < len(LETTERS) else n}") not in taken
    )
    taken.add(found)
    return found


def _card(scene: Scene) -> Title | None:
    """The title card of a countdown's item that has a name: "Number four: Golden Gate Bridge." """
    named = re.fullmatch(r"((?:Number|Step) [\w-]+): (.+?)\.?", scene.lines[0].text) if scene.lines else None
    place = scene.title.split(":")[0]
    return Title(headline=upper_first(named[2]), kicker=place, accent=accent(named[2].split(",")[0])) if named else None


def _groups(lines: list[Line], pace: float, longest: float) -> list[list[Line]]:
    """Neighbouring sentences in as even groups as can be, none longer than it must be and none too short."""
    if not lines:
        return []
    count = max(1 if seconds(lines, pace) <= longest else 2, round(seconds(lines, pace) / (longest * 0.72)))
    goal = seconds(lines, pace) / min(count, len(lines), len(LETTERS))
    groups: list[list[Line]] = [[]]
    for line in lines:
        here = seconds(groups[-1], pace)
        more = seconds([line], pace)
        tied = bool(groups[-1]) and leads(groups[-1][-1])
        if tied and here >= SHORTEST and here + more > longest:  # a long question stands alone before its answer
            asked = groups[-1][-1].text
            tied = not asked.endswith("?") or len(asked.split()) < 6 or asked.startswith("How many")
        if groups[-1] and not tied and here >= SHORTEST and here + more / 2 > goal:
            groups.append([])
        groups[-1].append(line)
    if len(groups) > 1 and seconds(groups[-1], pace) < SHORTEST:
        last = groups.pop()
        groups[-1] += last
    return groups


def _owner(visual: Visual | None, groups: list[list[Line]]) -> int:
    """The group that the scene's own picture is about."""
    if visual is None:
        return 0
    if isinstance(visual, Quiz):
        return next((n for n, group in enumerate(groups) if any(x.text == visual.text for x in group)), 0)
    shown = {stem(word) for text in texts(visual) for word in content(text)}
    scores = [len(shown & {stem(w) for line in group for w in content(line.text)}) for group in groups]
    return scores.index(max(scores))


def _sum_of(scene: Scene) -> Visual | None:
    """A recap shows the small thoughts that it says, on a line of years where each has its own."""
    said = [line.text.rstrip(".") for line in scene.lines if line.notes]
    dated = [m for text in said if (m := re.fullmatch(r"(\d{4}): (.+)", text))]
    if len(dated) == len(said) and 2 <= len(said) <= 4:
        moments = tuple(Moment(date=m[1], text=told(upper_first(m[2]), 6) or upper_first(m[2])) for m in dated)
        return Moments(title=scene.title, moments=moments)
    bare = [upper_first(re.sub(r"^\d{4}: ", "", text)) for text in said]
    items = [told(text, 7) or text for text in bare]
    return Items(title=scene.title, items=tuple(map(upper_first, items))) if 2 <= len(items) <= 4 else None


def _paragraphs(paragraphs: tuple[tuple[Line, ...], ...], group: list[Line]) -> tuple[tuple[Line, ...], ...]:
    """The group's sentences, with the breaks between paragraphs that fall inside it."""
    mine = {id(line) for line in group}
    kept = (tuple(line for line in paragraph if id(line) in mine) for paragraph in paragraphs)
    return tuple(paragraph for paragraph in kept if paragraph)
