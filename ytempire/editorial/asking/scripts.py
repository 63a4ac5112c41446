"""The words of a film, asked of a model: every sentence held against the notes, every scene against the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ytempire.editorial.asking import listing, marks
from ytempire.editorial.asking.asks import Ask, Desk, ask, common
from ytempire.editorial.asking.boards import fixed
from ytempire.editorial.asking.failing import Failing
from ytempire.editorial.asking.grounds import Grounds, apart
from ytempire.editorial.asking.shapes import Opening, Sentence, Spoken, Words
from ytempire.editorial.cutting import LONGEST, cut
from ytempire.editorial.gates import said_twice
from ytempire.editorial.knowledge import Said
from ytempire.editorial.numerals import cardinal
from ytempire.editorial.roles import part
from ytempire.editorial.scoring import review
from ytempire.editorial.sentences import split
from ytempire.editorial.words import count
from ytempire.models import Brief, Format, History, Line, Review, Scene, Script, Shot, Storyboard, Topic

SHORT = 60.0  # seconds up to which a film is cut quicker
SPOKEN = 1.2  # words as spoken, without pauses, for each word as planned with them
MOST_IN_A_PARAGRAPH = 4


class Sheet:
    """A storyboard to be put into words, and what may be said of it."""

    def __init__(self, board: Storyboard, brief: Brief, format: Format, desk: Desk) -> None:
        self.board, self.brief, self.format, self.desk = board, brief, format, desk
        self.grounds = Grounds(brief)
        self.shots = {s.id: s for s in board.shots}
        self.asked = tuple(s.id for s in board.shots if not apart(s.role))

    # --- checks ---

    def wrong(self, answer: Words, wanted: Iterable[str]) -> list[str]:
        """What keeps these scenes from being said, scene by scene."""
        said = {s.scene: s for s in answer.scenes}
        out: list[str] = []
        for id in wanted:
            if id not in said or not said[id].lines:
                out.append(f"scene {id}: it is missing")
                continue
            out += self.lines_wrong(said[id].lines, self.shots[id])
        return out

    def lines_wrong(self, lines: Sequence[Sentence], shot: Shot) -> list[str]:
        """What keeps a scene's sentences from being said."""
        out: list[str] = []
        for line in lines[:60]:
            found = self.grounds.line(line.text, line.facts, shot.role)
            out += [f"scene {shot.id}, “{line.text[:70]}”: {'; '.join(found)}"] if found else []
        return out

    def whole_wrong(self, script: Script) -> list[str]:
        """What keeps the whole from being filmed: the gates of the review, with what each scene lacks."""
        format = self.format
        seen = review(script, self.brief, History(), seconds=format.seconds, roles=format.roles,
                      words_per_minute=format.words_per_minute)  # fmt: skip
        out = []
        said = [Said(scene, line, 0) for scene in script.scenes for line in scene.lines]
        for first, again in said_twice(said, script.question):
            there = f"scene {said[again].scene.id}: “{said[again].line.text[:70]}” was said in {said[first].scene.id}"
            out.append(f"{there}. Say each thing once.")
        for gate in seen.gates:
            at = f"scene {gate.scene}: " if gate.scene else ""
            out.append(f"{at}{gate.what}{f' (“{gate.evidence[:70]}”)' if gate.evidence and at else ''}. {gate.fix}")
            if gate.check == "too short":
                out += [f"scene {id}: {has} words; it has room for {room}" for id, has, room in self._short(script)]
        if sum(count(x.text) for s in script.scenes for x in s.lines) > format.seconds[1] * self._pace * 1.25:
            out += [f"scene {id}: {has} words; it has room for {room}" for id, has, room in self._long(script)]
        return out

    def score(self, script: Script) -> float:
        """What the review gives it, from 0 to 100."""
        format = self.format
        return review(script, self.brief, History(), seconds=format.seconds, roles=format.roles,
                      words_per_minute=format.words_per_minute).score  # fmt: skip

    @property
    def _pace(self) -> float:
        return self.format.words_per_minute / 60

    def _sizes(self, script: Script) -> list[tuple[str, int, int]]:
        return [(s.id, sum(count(x.text) for x in s.lines), round(self.shots[s.id].seconds * self._pace))
                for s in script.scenes if s.id in self.asked]  # fmt: skip

    def _short(self, script: Script) -> list[tuple[str, int, int]]:
        return [row for row in self._sizes(script) if row[1] < row[2]]

    def _long(self, script: Script) -> list[tuple[str, int, int]]:
        return [row for row in self._sizes(script) if row[1] > row[2] * 1.2]

    # --- what comes of it ---

    def scene(self, shot: Shot, lines: Sequence[Sentence]) -> Scene:
        """A scene: each sentence with the notes of its facts, in paragraphs that breathe."""
        told = [Line(text=" ".join(x.text.split()), notes=self.grounds.notes(x.facts)) for x in lines]
        counted = self._counted(shot)
        if counted and told and not told[0].text.lower().startswith("number "):
            told.insert(0, Line(text=counted))
        half = (len(told) + 1) // 2 if len(told) > MOST_IN_A_PARAGRAPH else len(told)
        paragraphs = tuple(tuple(p) for p in (told[:half], told[half:]) if p)
        return Scene(id=shot.id, role=shot.role, title=shot.title, visual=shot.visual, paragraphs=paragraphs)

    def script(self, answer: Words | None) -> Script:
        """The script, before it is cut: the model's scenes in the plan's order, and code's own at the end."""
        said = {s.scene: s.lines for s in answer.scenes} if answer else {}
        scenes = [
            self._last(shot) if apart(shot.role) else self.scene(shot, said.get(shot.id, ()))
            for shot in self.board.shots
        ]
        return self._titled(tuple(s for s in scenes if s.lines))

    def opened(self, script: Script, opening: Opening) -> Script:
        """The script with another opening."""
        first = self.scene(self.board.shots[0], opening.lines)
        return script.model_copy(update={"scenes": (first, *script.scenes[1:])})

    def cut(self, script: Script) -> Script:
        """The script with long scenes cut, so that no picture stands too long."""
        places = {p.name: (p.north, p.east) for note in self.brief.sources for p in note.places}
        longest = LONGEST * 0.75 if self.format.seconds[1] <= SHORT else LONGEST
        return cut(script, self.format.words_per_minute * SPOKEN, longest, places, fixed(self.format))

    def _titled(self, scenes: tuple[Scene, ...]) -> Script:
        b = self.board
        return Script(title=b.title, question=b.question, promise=b.promise, scenes=scenes or (self._nothing(),))

    def _nothing(self) -> Scene:
        shot = self.board.shots[0]
        return Scene(id=shot.id, role=shot.role, title=shot.title, visual=shot.visual, paragraphs=())

    def _last(self, shot: Shot) -> Scene:
        lines = tuple(Line(text=text) for text in split(self.desk.call_to_action))
        return Scene(id=shot.id, role=shot.role, title=shot.title, visual=shot.visual,
                     paragraphs=(lines,) if lines else ())  # fmt: skip

    def _counted(self, shot: Shot) -> str:
        """What an item of a countdown begins with."""
        if part(shot.role) not in {"item", "peak"} or not shot.title.startswith("Number "):
            return ""
        left = shot.title.removeprefix("Number ").partition(":")[0]
        return f"Number {cardinal(left)}." if left.isdigit() else ""


def drafting(sheet: Sheet, topic: Topic, seed: int, earlier: Sequence[str]) -> Ask[Words]:
    """Asks for the words of every scene."""
    format = sheet.format
    mark = marks.mark_of("script", seed, format.name, sheet.board.title, *(f.id + f.text for f in sheet.brief.facts))
    values = {
        **_values(sheet),
        "facts": listing.facts(sheet.brief.facts),
        "board": listing.board(sheet.board, format.words_per_minute, sheet.asked),
        "earlier": "\n".join(listing.row(began=" ".join(text.split()[:40])) for text in earlier),
    }

    def check(answer: Words) -> list[str]:
        return sheet.wrong(answer, sheet.asked) or sheet.whole_wrong(sheet.script(answer))

    def score(answer: Words) -> float:
        return sheet.score(sheet.script(answer))

    return ask("script", Words, values, format, mark, check, _said, _over, score)


def opening(sheet: Sheet, script: Script, seed: int, earlier: Sequence[str]) -> Ask[Opening]:
    """Asks for another opening of a script."""
    format, shot = sheet.format, sheet.board.shots[0]
    mark = marks.mark_of("hook", seed, format.name, sheet.board.title)
    role = next((r for r in format.roles if r.name == shot.role), format.roles[0])
    low, high = role.seconds
    room = round(high * format.words_per_minute / 60)
    values = {
        **_values(sheet),
        "seconds": f"{low:g} to {high:g}",
        "words": f"{round(low * format.words_per_minute / 60)} to {room}",
        "facts": listing.facts(sheet.brief.facts),
        "script": listing.script(script),
        "earlier": "\n".join(listing.row(began=" ".join(text.split()[:40])) for text in earlier),
    }

    def check(answer: Opening) -> list[str]:
        if not answer.lines:
            return ["there is no sentence in the answer"]
        size = sum(count(x.text) for x in answer.lines)
        long = [f"it has {size} words; there is room for {room}"] if size > room * 1.3 else []
        return long + sheet.lines_wrong(answer.lines, shot)

    def show(answer: Opening) -> str:
        return " ".join(x.text for x in answer.lines)

    def score(answer: Opening) -> float:
        return sheet.score(sheet.opened(script, answer))

    return ask("hook", Opening, values, format, mark, check, show, None, score)


def rewriting(sheet: Sheet, script: Script, failing: Mapping[str, Sequence[str]], round: int) -> Ask[Words]:
    """Asks for the failing scenes of a script, with what was found in each."""
    format = sheet.format
    mark = marks.mark_of(
        "rewrite", round, format.name, sheet.board.title, *(x.text for s in script.scenes for x in s.lines)
    )
    found = "\n".join(f"- {id}:\n" + "\n".join(f"  - {marks.clean(why)}" for why in reasons)
                      for id, reasons in failing.items())  # fmt: skip
    values = {
        **_values(sheet),
        "facts": listing.facts(sheet.brief.facts),
        "board": listing.board(sheet.board, format.words_per_minute, failing),
        "script": listing.script(script, sheet.brief),
        "findings": found,
        "round": str(round),
    }

    def check(answer: Words) -> list[str]:
        return sheet.wrong(answer, failing)

    return ask("rewrite", Words, values, format, mark, check, _said, _over)


def mended(sheet: Sheet, script: Script, answer: Words, failing: Mapping[str, Sequence[str]]) -> Script:
    """The script with those scenes in their new words; every other scene is the one that it was, to the byte."""
    said = {s.scene: s.lines for s in answer.scenes}
    fresh = {id: sheet.scene(sheet.shots[id], said[id]) for id in failing if said.get(id)}
    owner = Failing(script, sheet.board).owner
    out: list[Scene] = []
    done: set[str] = set()
    for scene in script.scenes:
        id = owner[scene.id]
        if id not in fresh:
            out.append(scene)
        elif id not in done:
            done.add(id)
            out += sheet.cut(script.model_copy(update={"scenes": (fresh[id],)})).scenes
    place = {s.id: n for n, s in enumerate(sheet.board.shots)}
    for id, scene in fresh.items():  # a scene that the review missed
        if id not in done:
            at = next((n for n, s in enumerate(out) if place.get(owner.get(s.id, ""), -1) > place[id]), len(out))
            out[at:at] = sheet.cut(script.model_copy(update={"scenes": (scene,)})).scenes
    return script.model_copy(update={"scenes": tuple(out)})


def failing(script: Script, seen: Review, board: Storyboard) -> dict[str, list[str]]:
    """The scenes that a review found wanting, by the plan's ids, each with why."""
    found = Failing(script, board).of(seen)
    return {s.id: found[s.id] for s in board.shots if s.id in found and not apart(s.role)}


def _values(sheet: Sheet) -> dict[str, str]:
    return {
        **common(sheet.desk, sheet.format),
        "subject": marks.line(sheet.brief.subject),
        "question": marks.line(sheet.board.question),
        "title": marks.line(sheet.board.title),
        "promise": marks.line(sheet.board.promise),
        "roles": listing.roles(sheet.format.roles),
    }


def _said(answer: Words) -> str:
    return "\n".join(" ".join(x.text for x in s.lines) for s in answer.scenes)


def _over(before: Words, after: Words) -> Words:
    """Mended scenes laid over those that were good."""
    new: dict[str, Spoken] = {s.scene: s for s in after.scenes if s.lines}
    kept = [new.pop(s.scene, s) for s in before.scenes]
    return Words(scenes=(*kept, *new.values()))
