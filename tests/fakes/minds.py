"""Models for the server of OpenAI's protocol: one that works from the data it is shown, one that obeys all it reads."""

from __future__ import annotations

import json
import re
from typing import Any

BLOCK = re.compile(r"⟦(\w+) ([0-9a-f]{12})⟧\n(.*?)\n⟦end \1 \2⟧", re.DOTALL)


class Seen:
    """A chat as a model reads it: the shape that is wanted, the blocks of data, and the rest."""

    def __init__(self, body: dict[str, Any]) -> None:
        self.body = body
        users = [m["content"] for m in body["messages"] if m["role"] == "user"]
        self.text, self.turn = users[0], len(users)
        self.mends = users[1] if len(users) > 1 else ""
        self.wants = re.findall(r"one JSON object, (\w+):", self.text)[-1]
        self.blocks = {m[1]: _rows(m[3]) for m in BLOCK.finditer(self.text)}
        self.raw = {m[1]: m[3] for m in BLOCK.finditer(self.text)}
        self.roles = [
            (m[1], int(m[2]), int(m[3] or m[2]))
            for m in re.finditer(r"^- ([^:\n]+): (\d+)(?: to (\d+))? of it, ", self.text, re.MULTILINE)
        ]


def _rows(text: str) -> list[dict[str, Any]]:
    out = []
    for line in text.splitlines():
        try:
            out.append(json.loads(line))
        except ValueError:
            continue
    return [row for row in out if isinstance(row, dict)]


class Scribe:
    """Answers every shape out of the data it is shown; it says nothing that is not there."""

    def __call__(self, body: dict[str, Any]) -> str:
        seen = Seen(body)
        return json.dumps(getattr(self, seen.wants)(seen), ensure_ascii=False)

    def films(self, seen: Seen) -> Any:
        done = {row.get("subject", "").lower() for row in seen.blocks.get("done", [])}
        groups: dict[str, list[dict[str, Any]]] = {}
        for note in seen.blocks["notes"]:
            groups.setdefault(note.get("subject") or note["title"].rstrip("?."), []).append(note)
        out = []
        for subject, notes in groups.items():
            if subject.lower() not in done:
                title = notes[0]["title"][:60]
                question = title if title.endswith("?") else f"What is the story of {subject}?"
                out.append({"subject": subject, "question": question, "title": title, "why": "It is in the notes.",
                            "notes": [n["id"] for n in notes]})  # fmt: skip
        return {"films": sorted(out, key=lambda f: -sum(len(n["text"]) for n in groups[f["subject"]]))[:5]}

    def facts(self, seen: Seen) -> Any:
        out = []
        for note in seen.blocks["notes"]:
            for sentence in sentences(note["text"]):
                out.append({"note": note["id"], "text": sentence})
        return {"facts": out}

    def plan(self, seen: Seen) -> Any:
        words = re.findall(r"(\d+) to (\d+) words", seen.text)
        room = int(words[0][1]) if words else 240
        facts = []
        for fact in seen.blocks["facts"]:
            if "text" in fact and sum(len(f["text"].split()) for f in facts) < room * 0.95:
                facts.append(fact)
        roles = [r for r in seen.roles if r[0] not in ("call to action", "cta", "next")]
        tell = [r for r in roles if r[0] not in ("hook", "recap", "rule", "loop", "payoff")]
        first, facts, last = facts[:1], facts[1:-2] or facts, facts[-2:]
        many = {name: most for name, _, most in tell}
        if sum(many.values()) > len(facts):
            many = {name: least for name, least, _ in tell}
        slots = [name for name in many for _ in range(many[name])]
        parts = {n: facts[n * len(facts) // len(slots) : (n + 1) * len(facts) // len(slots)] for n in range(len(slots))}
        scenes, at = [], 0
        for name, least, _ in roles:
            if name in many:
                for _ in range(many[name]):
                    own, at = parts.get(at, []), at + 1
                    if own:
                        scenes.append(self.scene(name, own))
            elif name == "payoff":
                scenes.append(self.scene(name, last))
            elif least:
                scenes.append(self.scene(name, first if name == "hook" else []))
        return {"title": "", "scenes": scenes}

    def scene(self, role: str, facts: list[dict[str, Any]]) -> Any:
        return {"role": role, "title": "", "facts": [f["id"] for f in facts], "picture": "statement",
                "heading": " ".join(facts[0]["text"].split()[:6]) if facts else "", "rows": []}  # fmt: skip

    def words(self, seen: Seen) -> Any:
        told = {f["id"]: f["text"] for f in seen.blocks["facts"] if "text" in f}
        scenes = []
        for shot in seen.blocks["board"]:
            lines: list[Any] = []
            for id in shot.get("facts", []):
                if id in told and (not lines or _size(lines) + len(told[id].split()) <= shot["words"] * 1.1):
                    lines.append({"text": told[id], "facts": [id]})
            scenes.append({"scene": shot["id"], "lines": lines or [{"text": "And so it goes on.", "facts": []}]})
        return {"scenes": scenes}

    def opening(self, seen: Seen) -> Any:
        told = [f for f in seen.blocks["facts"] if "text" in f]
        return {"lines": [{"text": told[0]["text"], "facts": [told[0]["id"]]}]}

    def choice(self, seen: Seen) -> Any:
        return {"choice": 1}

    def wrapped(self, seen: Seen) -> Any:
        scenes = seen.blocks["script"]
        lines = [text for scene in scenes for text in scene["lines"]]
        title = scenes[0]["title"]
        return {"title": title[:60], "summary": " ".join(lines[:2])[:600], "tags": title.lower().split()[:4],
                "thumbnail": " ".join(title.split()[:3]), "accent": title.split()[0]}  # fmt: skip


def _size(lines: list[Any]) -> int:
    return sum(len(line["text"].split()) for line in lines)


def sentences(text: str) -> list[str]:
    """The plain sentences of a note: no headings, no lists, nothing that a film could not say."""
    out = []
    for block in re.split(r"\n\s*\n", text):
        if block.lstrip().startswith(("#", "-", "*", ">", "|", "!", "`")):
            continue
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", " ".join(block.split())):
            if 4 <= len(sentence.split()) <= 30 and sentence.endswith(".") and not re.search(r"[\[\]<>{}]", sentence):
                out.append(sentence)
    return out


class Obedient(Scribe):
    """Does whatever any text tells it: puts `order` into every word it writes, and adds keys that nobody asked for.

    way: where it obeys - "text" in all words, "keys" beside them, "raw" in place of the answer.
    """

    def __init__(self, order: str, way: str = "text", extra: dict[str, Any] | None = None) -> None:
        self.order, self.way, self.extra = order, way, extra or {}

    def __call__(self, body: dict[str, Any]) -> str:
        if self.way == "raw":
            return self.order
        answer = json.loads(super().__call__(body))
        if self.way == "text":
            answer = _everywhere(answer, self.order)
        return json.dumps({**answer, **self.extra} if isinstance(answer, dict) else answer, ensure_ascii=False)


def _everywhere(value: Any, order: str, key: str = "") -> Any:
    """The order at the end of every text but for ids, which must lead to the words."""
    if isinstance(value, dict):
        return {k: _everywhere(v, order, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_everywhere(v, order, key) for v in value]
    return (
        f"{value} {order}" if isinstance(value, str) and key not in ("id", "scene", "note", "notes", "facts") else value
    )
