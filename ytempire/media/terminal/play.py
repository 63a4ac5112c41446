"""What happens on a terminal's screen and when: from a script or a recording, and fitted to a scene's time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ytempire.media.terminal.emulator import columns_of, plain
from ytempire.media.terminal.rhythm import keys
from ytempire.media.terminal.script import PROMPT, Script, Step

LINE, RETURN, ANSWER = 0.06, 0.2, 0.16  # seconds from line to line, before Enter, and before a command answers
BEGIN, HOLD = 0.5, 1.6  # seconds before the first key, and after the last sign
IN_FILM = 0.7  # seconds that the last screen of a scene stands at least, where there is room
ALONE = 0.3  # the share of a scene that an effect may have for itself before anything is typed
BREATH = 0.94  # the share of its time that a hurried line takes


@dataclass(frozen=True)
class Act:
    """One thing that happens: something is written, a pane opens, gets the keys, or the screen has another size."""

    at: float
    do: Literal["write", "split", "pane", "size"]
    text: str = ""
    pane: int = 1
    size: tuple[int, int] = (0, 0)
    title: str = ""


@dataclass(frozen=True)
class Play:
    """All that happens, in seconds from its start; `typed` is when each typed line begins."""

    acts: tuple[Act, ...]
    seconds: float
    size: tuple[int, int] | None = None  # columns and rows, when they are given
    typed: tuple[float, ...] = ()
    title: str = ""
    longest: int = 0  # the columns that its longest line takes
    split: str = ""


def of_script(script: Script, seed: str, speed: float = 1.0) -> Play:
    """A script at a person's pace."""
    desk = _Desk(seed, speed)
    steps = script.steps
    desk.prompt = _prompt_at(steps, 0, PROMPT)
    if _next(steps, 0, 1) != "output":
        desk.ask()
    for place, step in enumerate(steps):
        desk.do(step)
        ended = step.verb in ("run", "output", "clear", "split", "pane")
        if ended and not desk.asked[desk.pane] and _next(steps, place + 1, desk.pane) != "output":
            desk.prompt = _prompt_at(steps, place + 1, desk.prompt)
            desk.ask()
    split = next((step.text for step in steps if step.verb == "split"), "")
    title = next((step.text for step in steps if step.verb == "title"), "")
    return Play(
        tuple(desk.acts), desk.clock + HOLD, script.size, tuple(desk.typed), title, _longest(script), split
    )  # fmt: skip


class _Desk:
    """Somebody at a keyboard, with a clock."""

    def __init__(self, seed: str, speed: float) -> None:
        self.seed, self.pace = seed, speed
        self.clock = BEGIN / speed
        self.acts: list[Act] = []
        self.typed: list[float] = []
        self.pane, self.prompt, self.typos = 1, PROMPT, False
        self.asked = {1: False, 2: False}  # whether a pane waits at a prompt
        self.open = {1: False, 2: False}  # whether something is typed there and not yet entered
        self.began = False

    def write(self, text: str) -> None:
        self.acts.append(Act(self.clock if self.began else 0.0, "write", text, self.pane))

    def ask(self) -> None:
        """The prompt, once."""
        if not self.asked[self.pane]:
            self.write(f"{self.prompt}\x1b[0m")
            self.asked[self.pane] = True

    def do(self, step: Step) -> None:
        match step.verb:
            case "type" | "run":
                self._type(step)
            case "output":
                self._print(step.text)
            case "wait":
                self.began = True
                self.clock += step.value
            case "clear":
                self.began = True
                self.clock += 0.1
                self.write("\x1b[0m\x1b[2J\x1b[H")
                self.asked[self.pane] = self.open[self.pane] = False
            case "split":
                self.began = True
                self.clock += 0.25
                self.acts.append(Act(self.clock, "split", step.text))
                self.pane = 2
            case "pane":
                self.clock += 0.15
                self.pane = int(step.text)
                self.acts.append(Act(self.clock, "pane", pane=self.pane))
            case "speed":
                self.pace = step.value
            case "typos":
                self.typos = step.text == "on"
            case _:
                pass  # prompt, size and title are looked up where they are needed

    def _type(self, step: Step) -> None:
        self.ask()
        self.began = True
        self.typed.append(self.clock)
        for gap, key in keys(step.text, f"{self.seed}\0{len(self.typed)}", self.pace, self.typos):
            self.clock += gap
            self.write(key)
        self.open[self.pane] = True
        self.clock += RETURN / self.pace
        if step.verb == "run":
            self.write("\r\n")
            self.asked[self.pane] = self.open[self.pane] = False
            self.clock += ANSWER / self.pace

    def _print(self, text: str) -> None:
        if self.open[self.pane] or self.asked[self.pane]:
            self.write("\r\n")
        self.asked[self.pane] = self.open[self.pane] = False
        self.began = True
        for line in text.split("\n"):
            self.write(f"{line}\x1b[0m\r\n")
            self.clock += LINE / self.pace
        self.clock += ANSWER / self.pace


def _next(steps: Sequence[Step], place: int, pane: int) -> str:
    """What is shown next in a pane, passing over what only waits or sets something, and what the other one does."""
    here = pane
    for step in steps[place:]:
        if step.verb == "split":
            here = 2
        elif step.verb == "pane":
            here = int(step.text)
        elif here == pane and step.verb in ("type", "run", "output", "clear"):
            return step.verb
    return ""


def _prompt_at(steps: Sequence[Step], place: int, now: str) -> str:
    """The prompt that the next typed line stands behind."""
    for step in steps[place:]:
        if step.verb == "prompt":
            now = step.text
        elif step.verb in ("type", "run"):
            break
    return now


def _longest(script: Script) -> int:
    prompt, longest, line = PROMPT, 0, ""
    for step in script.steps:
        if step.verb == "prompt":
            prompt = plain(step.text)
        elif step.verb in ("type", "run"):
            line = (line or prompt) + step.text
            longest = max(longest, columns_of(line) + 1)
            line = line if step.verb == "type" else ""
        elif step.verb == "output":
            line = ""
            rows = (plain(row).expandtabs(8) for row in step.text.split("\n"))
            longest = max(longest, *(columns_of(row) for row in rows))
    return longest


# --- in a film -------------------------------------------------------------------------------------


def in_scene(play: Play, beats: Sequence[int], frames: int, fps: int, lead: float = 0.0) -> Play:
    """The play in a scene's time: each typed line begins at its beat, and hurries if the next one comes early.

    A recording, which has no typed lines, goes faster when it is longer than the scene. `lead` is how long an
    effect has the screen for itself before anything is typed.
    """
    end = frames / fps
    lead = min(lead, end * ALONE)
    stop = max(end * 0.75, end - IN_FILM)
    if len(beats) < len(play.typed) or not play.typed:
        whole = max(0.001, play.seconds - HOLD)
        share = min(1.0, max(0.05, stop - lead) / whole)
        return _warped(play, [(0.0, lead, share)], end)
    count = len(play.typed)
    apart = min(0.04, (stop - lead) / (count + 1))
    starts: list[float] = []
    for place, beat in enumerate(beats[:count]):
        soonest = starts[-1] + apart if starts else lead
        starts.append(min(max(beat / fps, soonest), stop - apart * (count - place)))
    first, finish = play.typed[0], play.seconds - HOLD
    spans = [(0.0, 0.0, min(1.0, starts[0] / first) if first else 1.0)]  # from when on, when that is, and how fast
    for place, begin in enumerate(play.typed):
        last = place + 1 == count
        natural = max(0.001, (finish if last else play.typed[place + 1]) - begin)
        room = (stop if last else starts[place + 1]) - starts[place]
        spans.append((begin, starts[place], min(1.0, room * (1.0 if last else BREATH) / natural)))
    return _warped(play, spans, end)


def _warped(play: Play, spans: Sequence[tuple[float, float, float]], end: float) -> Play:
    def moved(at: float) -> float:
        begin, there, share = next(span for span in reversed(spans) if at >= span[0] - 1e-9)
        return there + (at - begin) * share

    acts = tuple(replace(act, at=moved(act.at)) for act in play.acts)
    return replace(play, acts=acts, seconds=end, typed=tuple(moved(at) for at in play.typed))


def later(play: Play, lead: float) -> Play:
    """The play with `lead` seconds before it."""
    acts = tuple(replace(act, at=act.at + lead if act.at > 0 else 0.0) for act in play.acts)
    return replace(play, acts=acts, seconds=play.seconds + lead, typed=tuple(at + lead for at in play.typed))
