"""Review v1: gates that refuse, and a score of 0 to 100 from weighted factors, each with what was seen and a fix."""

from __future__ import annotations

from collections.abc import Sequence

from ytempire.editorial.factors import factors_of
from ytempire.editorial.gates import gates_of
from ytempire.editorial.knowledge import Knowledge, Said
from ytempire.editorial.roles import RoleLike
from ytempire.models import Brief, Finding, History, Review, Script


def review(
    script: Script,
    brief: Brief,
    history: History,
    *,
    seconds: tuple[float, float],
    roles: Sequence[RoleLike] = (),
    words_per_minute: float = 165.0,
    approve_at: float = 80.0,
    refuse_below: float = 50.0,
    banned: Sequence[str] = (),
) -> Review:
    """What the checks say of a script; any gate refuses, else the score decides."""
    said = [Said(scene, line, i) for i, (scene, line) in enumerate((s, x) for s in script.scenes for x in s.lines)]
    knows = Knowledge(brief)
    gates, warnings = gates_of(script, said, brief, history, knows, seconds, roles, words_per_minute, banned)
    factors = factors_of(script, said, brief, knows, seconds, words_per_minute)
    score = round(sum(f.value * f.weight for f in factors) / sum(f.weight for f in factors) * 100, 1)
    warnings += [Finding(check=f.name, what=f.why, fix=FIXES[f.name]) for f in factors if f.value < 0.6]
    verdict = "refuse" if gates or score < refuse_below else "approve" if score >= approve_at else "doubt"
    return Review(verdict=verdict, score=score, gates=tuple(gates), factors=tuple(factors), warnings=tuple(warnings))  # type: ignore[arg-type]


FIXES = {
    "hook": "Begin with a number, a name or the question itself, in one to three short sentences.",
    "grounding": "Say only what a note says, with its number and its name.",
    "focus": "Leave out what the notes do not speak of.",
    "order": "Read it aloud and mend the sentences that stumble.",
    "flow": "Let each sentence take up a word of the one before it.",
    "outline": "Tell the facts in the order in which the notes tell them.",
    "repetition": "Say each thing once.",
    "readability": "Use shorter words and shorter sentences.",
    "length": "Bring the script to the length that the recipe asks for.",
    "variety": "Mix short and long sentences, and begin them differently.",
    "clean": "Take out filler words and worn phrases.",
    "ending": "End on the answer, and then stop or say what comes next.",
    "pictures": "Give every scene a picture of its own.",
}
