"""Scenes that a review found wanting, written again; the others stay word for word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ytempire.editorial import draft
from ytempire.editorial.choosing import needs
from ytempire.editorial.house import Frame, House
from ytempire.editorial.roles import part
from ytempire.editorial.words import count, tokens
from ytempire.models import Brief, Fact, Finding, Line, Review, Scene, Script, Storyboard


def mend(
    script: Script,
    review: Review,
    board: Storyboard,
    brief: Brief,
    frame: Frame,
    house: House,
    round: int,
    writer: type[draft.Writer] = draft.Writer,
) -> Script:
    """The script with its faulty scenes in other words, longer where it was too short, without what was faulted."""
    found = [*review.gates, *review.warnings]
    if not found:
        return script
    short = any(f.check == "too short" for f in found)
    if short:
        board = longer(board, brief, frame, script)
    named = {f.scene for f in found if f.scene}
    whole = any(not f.scene and f.check not in {"too short"} for f in review.gates)
    earlier = [line.text for scene in script.scenes if scene.id in named for line in scene.lines]
    hand = writer(board, brief, frame, house, 7919 * round, earlier, most=max(13, 20 - 3 * round))
    fresh = {shot.id: hand.scene(i) for i, shot in enumerate(board.shots)}
    before = {s.id: s for s in script.scenes}
    changed = {shot.id for shot, old in zip(board.shots, board.shots, strict=True) if shot.id not in before}
    out: list[Scene] = []
    for shot in board.shots:
        old, new = before.get(shot.id), fresh[shot.id]
        again = old is None or shot.id in named or whole or (short and grown(old, new)) or shot.id in changed
        scene = new if again and new.lines else old
        if scene is not None and scene.lines:
            out.append(scene)
    out += [s for s in script.scenes if s.id not in {shot.id for shot in board.shots}]
    cleaned = [_without(s, [f for f in found if not f.scene or f.scene == s.id]) for s in out]
    return script.model_copy(update={"scenes": tuple(s for s in cleaned if s.lines) or script.scenes})


def grown(old: Scene, new: Scene) -> bool:
    """Whether a scene has more to say than before."""
    return sum(count(x.text) for x in new.lines) > sum(count(x.text) for x in old.lines)


def longer(board: Storyboard, brief: Brief, frame: Frame, script: Script) -> Storyboard:
    """The board with facts that were left out, each beside its neighbour, until the film is long enough."""
    used = {f for s in board.shots for f in s.facts}
    spoken = [f for f in brief.facts if f.kind != "picture"]
    need = needs(spoken, brief.subject)
    place = {f.id: i for i, f in enumerate(spoken)}
    missing = frame.words(frame.seconds[0] + 0.3 * (frame.seconds[1] - frame.seconds[0])) - draft.spoken(script)
    shots = list(board.shots)
    for i, fact in enumerate(spoken):
        if missing <= 0:
            break
        if fact.id in used or not all(spoken[j].id in used for j in need[i]):
            continue
        at = _beside(fact, shots, place)
        if at is None:
            continue
        told = [f for f in shots[at].facts if f in place]
        rest = tuple(f for f in shots[at].facts if f not in place)
        facts = tuple(sorted([*told, fact.id], key=lambda f: place[f])) + rest
        shots[at] = shots[at].model_copy(update={"facts": facts})
        used.add(fact.id)
        missing -= count(fact.text)
    return board.model_copy(update={"shots": tuple(shots)})


def _beside(fact: Fact, shots: Sequence[object], place: dict[str, int]) -> int | None:
    from ytempire.models import Shot

    best: tuple[int, int] | None = None
    for i, shot in enumerate(shots):
        assert isinstance(shot, Shot)
        if part(shot.role) not in {"body", "turn", "item", "peak", "point"}:
            continue
        for f in shot.facts:
            if f in place:
                far = abs(place[f] - place[fact.id]) + len(shot.facts)
                if best is None or far < best[0]:
                    best = (far, i)
    return best[1] if best else None


def _without(scene: Scene, findings: Sequence[Finding]) -> Scene:
    """A scene without the sentences whose words were faulted."""
    bad = [f.evidence for f in findings if f.evidence and f.check in BARRED]

    def keeps(line: Line) -> bool:
        return not any(_holds(line.text, e) for e in bad)

    paragraphs = tuple(p for q in scene.paragraphs if (p := tuple(line for line in q if keeps(line))))
    return scene.model_copy(update={"paragraphs": paragraphs})


BARRED = frozenset({"ungrounded number", "ungrounded name", "banned word", "greeting", "duplicate sentences"})


def _holds(text: str, evidence: str) -> bool:
    if tokens(text) == tokens(evidence):
        return True
    return count(evidence) <= 4 and bool(re.search(rf"(?<!\w){re.escape(evidence)}(?!\w)", text, re.IGNORECASE))
