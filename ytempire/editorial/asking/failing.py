"""Which scenes a review found wanting: findings that name none go to the scenes that they are about."""

from __future__ import annotations

import re

from ytempire.editorial.knowledge import claimed
from ytempire.editorial.roles import part
from ytempire.editorial.words import count, reading_ease, tokens
from ytempire.models import Finding, Review, Scene, Script, Storyboard

WIDE = 2  # scenes at most that a finding about the whole is laid to
_LAST = {"payoff", "peak", "recap", "loop"}
_QUOTED = re.compile(r"“([^”]{4,})")


class Failing:
    """A script's scenes by the shots of its plan; `owner` says which shot each scene was cut out of."""

    def __init__(self, script: Script, board: Storyboard) -> None:
        planned = {shot.id for shot in board.shots}
        self.board = board
        self.owner: dict[str, str] = {}
        self.scenes: dict[str, list[Scene]] = {}
        last = ""
        for scene in script.scenes:
            whole = scene.id in planned or not (last and scene.id.startswith(last))
            last = scene.id if whole else last
            self.owner[scene.id] = last
            self.scenes.setdefault(last, []).append(scene)

    def of(self, review: Review) -> dict[str, list[str]]:
        """The reasons by shot, only for those that have any."""
        out: dict[str, list[str]] = {}
        for finding in (*review.gates, *review.warnings):
            for id in self._where(finding):
                said = f"{finding.what}{f': “{finding.evidence}”' if finding.evidence else ''}. {finding.fix}".strip()
                if said not in out.setdefault(id, []):
                    out[id].append(said)
        return out

    def _where(self, finding: Finding) -> list[str]:
        if finding.scene:
            return [self.owner[finding.scene]] if finding.scene in self.owner else []
        check = finding.check
        if check == "missing role":
            return [s.id for s in self.board.shots if s.role.lower() == finding.evidence.lower()][:1]
        ids = list(self.scenes)
        if check == "hook":
            return ids[:1]
        if check == "ending":
            return [id for id in ids if part(self._role(id)) in _LAST][-1:] or ids[-1:]
        if check in {"pictures", "title", "duplicate film"}:
            return []
        if found := self._quoted(finding):
            return found
        middle = [id for id in ids if part(self._role(id)) != "action"]
        if check in {"too short", "length", "too long"}:
            over = "too long" in (check, finding.what)
            return sorted(middle, key=lambda id: self._off(id), reverse=over)[: max(WIDE, len(middle) // 2)]
        if check == "readability":
            return sorted(middle, key=lambda id: reading_ease(self._texts(id)))[:WIDE]
        if check == "grounding":
            return [
                id for id in middle if any(claimed(x.text) and not x.notes for s in self.scenes[id] for x in s.lines)
            ]
        if check == "variety":
            return sorted(middle, key=lambda id: -max((count(t) for t in self._texts(id)), default=0))[:WIDE]
        return []

    def _quoted(self, finding: Finding) -> list[str]:
        """The scenes that say what a finding quotes."""
        wanted = [tokens(text) for text in _QUOTED.findall(f"{finding.what} “{finding.evidence}”")]
        out = []
        for id in self.scenes:
            said = [tokens(text) for text in self._texts(id)]
            if any(w and any(t[: len(w) - 1] == w[:-1] and len(w) > 1 for t in said) for w in wanted):
                out.append(id)
        return out

    def _off(self, id: str) -> float:
        """How many words a scene has beyond what its plan gives it; below 0 it has room."""
        seconds = next((s.seconds for s in self.board.shots if s.id == id), 8.0)
        return sum(map(count, self._texts(id))) - seconds * 2.5

    def _texts(self, id: str) -> list[str]:
        return [x.text for s in self.scenes[id] for x in s.lines]

    def _role(self, id: str) -> str:
        return self.scenes[id][0].role
