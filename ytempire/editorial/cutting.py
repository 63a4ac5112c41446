"""Cutting: a scene that would stand too long becomes two or three, each with a picture of what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ytempire.editorial.casing import upper_first
from ytempire.editorial.labels import accent, told
from ytempire.editorial.speakable import speakable
from ytempire.editorial.visuals import options, reading, texts
from ytempire.editorial.words import content, stem
from ytempire.models import (
    Chart,
    Comparison,
    Counter,
    Items,
    Line,
    Picture,
    Quotation,
    Scene,
    Script,
    Statement,
    Storyboard,
    Title,
    Visual,
)

LONGEST, SHORTEST = 8.5, 3.0  # seconds that one picture may stand, and the least that a cut is worth
GAP, EDGES = 0.18, 0.5  # seconds after each sentence, and around each scene
LETTERS = "bcdefgh"


def cut(script: Script, words_per_minute: float, longest: float = LONGEST) -> Script:
    """The script with its long scenes cut and poor pictures changed; words and their order stay as they are."""
    scenes: list[Scene] = []
    seen = {key for scene in script.scenes for key in _key(scene.visual)}
    past: set[str] = set()
    taken = {scene.id for scene in script.scenes}
    for scene in script.scenes:
        before = scenes[-1].visual if scenes else None
        if scene.role == "recap":
            scene = scene.model_copy(update={"visual": _sum_of(scene)})
        elif _poor(scene.visual) or _key(scene.visual) & past:
            scene = scene.model_copy(update={"visual": _picture(list(scene.lines), before, None, seen)})
        listed = scene.role == "recap" and isinstance(scene.visual, Items)  # its items come one by one
        scenes += [scene] if listed else _pieces(scene, words_per_minute, longest, before, seen, taken)
        past.update(key for piece in scenes for key in _key(piece.visual))
    return script.model_copy(update={"scenes": tuple(scenes)})


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
    scene: Scene, pace: float, longest: float, before: Visual | None, seen: set[str], taken: set[str]
) -> list[Scene]:
    lines = list(scene.lines)
    card = _card(scene)
    if len(lines) < 2 or (card is None and seconds(lines, pace) + EDGES <= longest):
        return [scene]
    if card:  # an item is named on a card of its own before anything is said of it
        groups = [lines[:1], *_groups(lines[1:], pace, longest)]
        scene = scene.model_copy(update={"visual": card})
    else:
        groups = _groups(lines, pace, longest)
    if len(groups) < 2:
        return [scene]
    owner = 0 if card else _owner(scene.visual, groups)
    out: list[Scene] = []
    if scene.role == "hook":  # the best picture of all comes first; a later scene finds another
        seen = set()
    for place, group in enumerate(groups):
        visual = scene.visual if place == owner else _picture(group, before, None if card else scene.visual, seen)
        seen.update(_key(visual))
        before = visual
        id = scene.id if place == 0 else _free(scene.id, taken)
        out.append(
            scene.model_copy(update={"id": id, "visual": visual, "paragraphs": _paragraphs(scene.paragraphs, group)})
        )
    return out


def _free(id: str, taken: set[str]) -> str:
    """A name after the scene's own that no scene has: mechanism-1b."""
    found = next(
        name for n in range(2, 1000) if (name := f"{id}{LETTERS[n - 2] if n - 2 < len(LETTERS) else n}") not in taken
    )
    taken.add(found)
    return found


def _card(scene: Scene) -> Title | None:
    """The title card of a countdown's item that has a name: "Number four: Golden Gate Bridge." """
    named = re.fullmatch(r"(Number [\w-]+): (.+?)\.?", scene.lines[0].text) if scene.lines else None
    place = scene.title.split(":")[0]
    return Title(headline=named[2], kicker=place, accent=accent(named[2].split(",")[0])) if named else None


def _groups(lines: list[Line], pace: float, longest: float) -> list[list[Line]]:
    """Neighbouring sentences in as even groups as can be, none longer than it must be and none too short."""
    count = max(1 if seconds(lines, pace) <= longest else 2, round(seconds(lines, pace) / (longest * 0.72)))
    goal = seconds(lines, pace) / min(count, len(lines), len(LETTERS))
    groups: list[list[Line]] = [[]]
    for line in lines:
        here = seconds(groups[-1], pace)
        more = seconds([line], pace)
        leads = bool(groups[-1]) and _leads(groups[-1][-1])
        if groups[-1] and not leads and here >= SHORTEST and here + more / 2 > goal:
            groups.append([])
        groups[-1].append(line)
    if len(groups) > 1 and seconds(groups[-1], pace) < SHORTEST:
        last = groups.pop()
        groups[-1] += last
    return groups


def _leads(line: Line) -> bool:
    """A question, a date alone, a link or a few words that claim nothing belong to what comes next."""
    words = len(line.text.split())
    return not line.notes or line.text.endswith(("?", ":")) or words <= (4 if _TELLING.search(line.text) else 5)


def _owner(visual: Visual | None, groups: list[list[Line]]) -> int:
    """The group that the scene's own picture is about."""
    if visual is None:
        return 0
    shown = {stem(word) for text in texts(visual) for word in content(text)}
    scores = [len(shown & {stem(w) for line in group for w in content(line.text)}) for group in groups]
    return scores.index(max(scores))


def _picture(group: list[Line], before: Visual | None, beside: Visual | None, seen: set[str]) -> Visual:
    """The best picture of what a group says, unlike its neighbour and not shown before in the film."""
    for line in group:
        spoken = _SAYS.search(line.text)
        if spoken and spoken[2].lower() not in seen:
            return Quotation(text=spoken[2], by=spoken[1])
    near = {visual.kind for visual in (before, beside) if visual is not None}
    said = [line.text for line in group if not _leads(line)] or [line.text for line in group]
    found = [option for option in options(reading(said)) if not _key(option.visual) & seen]
    good = [_plain(option.visual) for option in found if option.worth >= 1.0 and not _poor(option.visual)]
    fresh = [visual for visual in good if visual.kind not in near]
    return next(iter([*fresh, *good]), None) or _sentence(group)


def _poor(visual: Visual | None) -> bool:
    """A picture that tells nothing by itself: a small bare number, two sides without figures."""
    if isinstance(visual, Counter):
        return visual.value < 10 and visual.shown.strip().isdigit() and len(visual.label.split()) < 3
    if isinstance(visual, Comparison):
        return not (visual.left.shown and visual.right.shown)
    return isinstance(visual, Statement) and len(visual.text.split()) < 3


def _plain(visual: Visual) -> Visual:
    """The picture without a second line that is only a scrap of the sentence."""
    if isinstance(visual, Counter) and visual.second and visual.second.split()[0] not in _CARRIES:
        return visual.model_copy(update={"second": ""})
    return visual


_SAYS = re.compile(r"((?:[A-Z][\w.'-]+ )+[A-Z][\w.'-]+)[^“”:]{0,24}: “([^”]{8,140})”")
_DATED = re.compile(r"(?:[A-Z][a-z]+ (?:later|after that), )?(?:[Oo]n|[Ii]n) ([^,]{0,18}\d{4}),? (.+)")
_TELLING = re.compile(r"\d|\s[A-Z]")  # a sentence with a figure or a name says more than a link
_CARRIES = ("to", "every", "per", "a", "an", "for", "from", "each", "in")


def _sentence(group: list[Line]) -> Visual:
    """The shortest sentence of a group, nearly as it is said, when nothing else of it can be shown."""
    whole = [line.text for line in group if not _leads(line)]
    whole = whole or [line.text for line in group if line.text.endswith("?")] or [group[-1].text]
    shown = [text if len(text.split()) <= 14 else told(text, 12) or text for text in map(_clause, whole)]
    text = min(shown, key=lambda text: (len(text.split()) < 4, not _TELLING.search(text), len(text)))
    day = next((found for line in group if (found := _DATED.match(line.text))), None)
    kicker = day[1] if day and upper_first(day[2]).startswith(text[:12]) else ""
    return Statement(text=text, accent=accent(text), kicker=kicker)


def _clause(text: str) -> str:
    """A sentence on the screen: its reason without the word for it, its main clause when it is long."""
    text = re.sub(r"^(?:Because|But|And|So|Partly because)\s+", "", text)
    day = _DATED.match(text)
    text = upper_first(day[2] if day else text)
    if len(text.split()) <= 14:
        return text
    first = re.split(r"\s+because\s+|\s+but\s+|,\s+(?:and|but|so|which|who)\s+|;\s+", text)[0].rstrip(",.;:")
    return f"{first}." if len(first.split()) >= 4 else text


def _sum_of(scene: Scene) -> Visual:
    """A recap shows the small thoughts that it says, or one of them large when they are too long for a list."""
    said = [line.text.rstrip(".") for line in scene.lines if line.notes]
    items = [text if len(text.split()) <= 9 else told(text, 9).rstrip(".") for text in said]
    if 2 <= len(items) <= 4 and all(items):
        return Items(title=scene.title, items=tuple(items))
    return _sentence([line for line in scene.lines if line.notes] or list(scene.lines))


def _key(visual: Visual | None) -> set[str]:
    """What must not be seen twice: a photograph, a number, a statement."""
    if visual is None or isinstance(visual, Title):
        return set()
    if isinstance(visual, Picture):
        return {visual.file}
    if isinstance(visual, Counter):
        return {f"={visual.shown}"}
    if isinstance(visual, Chart):
        return {"=".join(sorted(bar.shown for bar in visual.bars))}
    if isinstance(visual, Comparison):
        return {"=".join(sorted((visual.left.shown, visual.right.shown)))}
    return {" ".join(texts(visual)).lower()}


def _paragraphs(paragraphs: tuple[tuple[Line, ...], ...], group: list[Line]) -> tuple[tuple[Line, ...], ...]:
    """The group's sentences, with the breaks between paragraphs that fall inside it."""
    mine = {id(line) for line in group}
    kept = (tuple(line for line in paragraph if id(line) in mine) for paragraph in paragraphs)
    return tuple(paragraph for paragraph in kept if paragraph)
