"""The files that scenes show, whose they are, and that none is shown again too soon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ytempire.config.sections import Footage
from ytempire.contracts import FindFile, FindPhoto, FindRoll, Found
from ytempire.editorial.visuals import default_visual
from ytempire.errors import ConfigError
from ytempire.gateway import Gateway
from ytempire.media import rolls
from ytempire.media.terminal import ground as terminal
from ytempire.models import Blob, Credit, Effect, End, History, Pair, Picture, Roll, Scene, Terminal, Visual

FPS = 30


@dataclass(frozen=True)
class Shown:
    """A scene's visual with all that it needs: the clip that was chosen for it, its files, their credits, its sound."""

    visual: Visual
    files: dict[str, Blob]
    credits: tuple[Credit, ...] = ()
    effects: tuple[Effect, ...] = ()


@dataclass
class Seen:
    """What this film and the channel's last ones show; a clip that is chosen by what it is about is none of these."""

    footage: Footage
    gateway: Gateway
    used: list[str]
    _found: dict[str, Found] = field(default_factory=dict)

    @classmethod
    def of(cls, scenes: Sequence[Scene], footage: Footage, history: History, gateway: Gateway) -> Seen:
        """Before any clip is chosen: what the last films showed, and what this film's script names itself."""
        last = history.films[-footage.not_again :] if footage.not_again else ()
        seen = cls(footage, gateway, [digest for film in last for digest in film.digests])
        for scene in scenes:
            for name, ask in _asked(scene.visual) if scene.visual else ():
                seen.used.append(seen.find(name, ask).file.digest)
        return seen

    def find(self, name: str, ask: FindPhoto | FindRoll | FindFile) -> Found:
        """A file of the channel; each is looked at once."""
        key = f"{type(ask).__name__} {name}"
        if key not in self._found:
            self._found[key] = self.gateway.ask(ask, self.footage)
        return self._found[key]

    def show(self, visual: Visual, frames: int, scene: Scene | None = None, *, speaks: bool = True) -> Shown:
        """A visual with its files. When no clip fits, a scene shows what it would show without one, and says so."""
        chosen: Found | None = None
        if isinstance(visual, Roll) and not visual.file:
            try:
                seconds = frames / FPS * visual.speed
                wanted = FindRoll(about=visual.about, seconds=seconds, used=tuple(self.used))
                chosen = self.gateway.ask(wanted, self.footage)
            except ConfigError as error:
                if scene is None or not visual.about:
                    raise
                self.gateway.say_once("warn", f"scene {scene.id} goes without footage: {error}")
                return self.show(default_visual(scene), frames)
            visual = visual.model_copy(update={"file": chosen.name})
            self.used.append(chosen.file.digest)
            self._found[f"FindRoll {chosen.name}"] = chosen
        files, credits = {}, []
        for name, ask in _asked(visual):
            found = self.find(name, ask)
            files[name] = found.file
            if not isinstance(ask, FindFile):
                credits.append(Credit(file=name, credit=_credit(visual, name) or found.credit, licence=found.licence))
        effects: tuple[Effect, ...] = ()
        if isinstance(visual, Roll):
            found = self.find(visual.file, FindRoll(file=visual.file))
            where = f"scene {scene.id}: {visual.file}" if scene else visual.file
            plan = rolls.plan(found.seconds, visual.start, visual.speed, frames, FPS, where)
            if visual.sound and found.sound:
                heard = min(frames / FPS, (found.seconds - plan.start) / plan.speed)
                effects = (Effect(start=0, audio=found.file, from_ms=round(plan.start * 1000), ms=round(heard * 1000),
                                  speed=plan.speed, db=0.0 if speaks else 8.0),)  # fmt: skip
        return Shown(visual, files, tuple(credits), effects)


def _asked(visual: Visual) -> list[tuple[str, FindPhoto | FindRoll | FindFile]]:
    """The files that a visual names, and how each is asked for."""
    match visual:
        case Picture():
            return [(name, FindPhoto(file=name)) for name in (visual.file, visual.front) if name]
        case Pair():
            return [*_asked(visual.first), *_asked(visual.second)]
        case Roll():
            return [(visual.file, FindRoll(file=visual.file))] if visual.file else []
        case End():
            return [(visual.next_file, FindPhoto(file=visual.next_file))] if visual.next_file else []
        case Terminal():
            own = visual.file and not visual.script.strip()
            recording = [(visual.file, FindFile(file=visual.file, suffixes=terminal.SUFFIXES))] if own else []
            return [*recording, *((name, FindPhoto(file=name)) for name in terminal.pictures_of(visual))]
    return []


def _credit(visual: Visual, name: str) -> str:
    """Whose a file is, as the scene itself says it."""
    match visual:
        case Picture() | Roll():
            return visual.credit
        case Pair():
            return next((p.credit for p in (visual.first, visual.second) if p.file == name), "")
    return ""
