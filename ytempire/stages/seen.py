"""The files that scenes show, whose they are, where they are from, and that none is shown again too soon."""

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
from ytempire.models import (
    Blob,
    Credit,
    Effect,
    End,
    History,
    Pair,
    Picture,
    PictureFrom,
    Roll,
    Scene,
    Terminal,
    Visual,
)
from ytempire.stages.climb import Climb

FPS = 30
ALONE = 8.0  # dB by which a clip's own sound is louder where nobody speaks


@dataclass(frozen=True)
class Shown:
    """A scene's visual with all that it needs: the clip that was chosen for it, its files, their credits, its sound."""

    visual: Visual
    files: dict[str, Blob]
    credits: tuple[Credit, ...] = ()
    effects: tuple[Effect, ...] = ()
    source: PictureFrom = ""


@dataclass
class Seen:
    """What this film and the channel's last ones show; nothing that is chosen by what it is about is among it."""

    footage: Footage
    gateway: Gateway
    climb: Climb
    _found: dict[str, Found] = field(default_factory=dict)

    @property
    def used(self) -> list[str]:
        """Digests of what was shown."""
        return self.climb.used

    @classmethod
    def of(
        cls, scenes: Sequence[Scene], footage: Footage, history: History, gateway: Gateway, climb: Climb | None = None
    ) -> Seen:
        """Before any picture is chosen: what the last films showed, and what this film's script names itself."""
        climb = climb or Climb(footage, gateway)
        climb.remember(history)
        seen = cls(footage, gateway, climb)
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

    def show(
        self,
        visual: Visual,
        frames: int,
        scene: Scene | None = None,
        *,
        speaks: bool = True,
        otherwise: Visual | None = None,
    ) -> Shown:
        """A visual with its files; one that names no file is brought one by what it is about.

        When nothing fits, the scene shows `otherwise`, or what it would show without a picture, and says so.
        """
        source: PictureFrom = "own" if _asked(visual) and isinstance(visual, Picture | Roll | Pair) else ""
        if isinstance(visual, Picture | Roll) and not visual.file:
            if not visual.about.strip():
                what = "picture" if isinstance(visual, Picture) else "clip"
                raise ConfigError(f"names no {what} and does not say what it is about", "footage",
                                  "Give file: or about:.")  # fmt: skip
            seconds = frames / FPS * visual.speed if isinstance(visual, Roll) else 0.0
            brought, why = self.climb.bring(visual.about, isinstance(visual, Roll), seconds, scene)
            if brought is None:
                if scene is None:
                    raise ConfigError(why, "footage")
                if otherwise is None:
                    what = "footage" if isinstance(visual, Roll) else "a picture"
                    self.gateway.say_once("warn", f"scene {scene.id} goes without {what}: {why}")
                return self.show(otherwise or default_visual(scene), frames)
            source, found = brought.source, brought.found
            if brought.moves or isinstance(visual, Picture):
                visual = visual.model_copy(update={"file": found.name})
            else:
                visual = Picture(file=found.name, about=visual.about, title=visual.title, caption=visual.caption,
                                 credit=visual.credit)  # fmt: skip
            self._found[f"{'FindRoll' if brought.moves else 'FindPhoto'} {found.name}"] = found
        files, credits = {}, []
        for name, ask in _asked(visual):
            found = self.find(name, ask)
            files[name] = found.file
            if not isinstance(ask, FindFile):
                credits.append(Credit(file=name, credit=_credit(visual, name) or found.credit, licence=found.licence,
                                      url=found.url))  # fmt: skip
        effects: tuple[Effect, ...] = ()
        if isinstance(visual, Roll):
            found = self.find(visual.file, FindRoll(file=visual.file))
            where = f"scene {scene.id}: {visual.file}" if scene else visual.file
            plan = rolls.plan(found.seconds, visual.start, visual.speed, frames, FPS, where)
            if visual.sound and found.sound:
                heard = min(frames / FPS, (found.seconds - plan.start) / plan.speed)
                effects = (Effect(start=0, audio=found.file, from_ms=round(plan.start * 1000), ms=round(heard * 1000),
                                  speed=plan.speed, db=0.0 if speaks else ALONE),)  # fmt: skip
        return Shown(visual, files, tuple(credits), effects, source)


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
