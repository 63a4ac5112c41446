"""A picture for a scene that names none: the channel's own, stock, or made, the cheapest that will do."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from ytempire.address import address
from ytempire.config.sections import Clips, Footage, Images
from ytempire.contracts import Fetch, FindPhoto, FindRoll, Found, MakeClip, MakePicture, Pictured, Search
from ytempire.editorial.ladder import Rung, rungs
from ytempire.editorial.ranking import Ranked, Wanted, query, ranked
from ytempire.errors import BudgetReached, ConfigError, Refused, Unavailable
from ytempire.gateway import Gateway
from ytempire.models import History, Media, PictureFrom, Scene, Shape

TRIED = 4  # hits that are fetched for one scene at most
LONGEST = 10.0  # seconds of a clip that is made
PLAIN = "No words, letters or logos in it."


@dataclass(frozen=True)
class Brought:
    """A file for a scene, whether it moves by itself, and the step that it is from."""

    found: Found
    moves: bool
    source: PictureFrom


@dataclass
class Climb:
    """The ladder of one film: what may be tried, what was used up, and what was shown."""

    footage: Footage
    gateway: Gateway
    images: Images = field(default_factory=Images)
    clips: Clips = field(default_factory=Clips)
    size: tuple[int, int] = (1920, 1080)
    seed: int = 0
    language: str = "en"
    used: list[str] = field(default_factory=list)  # digests: of this film and the last ones
    _film: set[str] = field(default_factory=set)  # names of hits that this film shows
    _lately: set[str] = field(default_factory=set)  # that the last films have shown
    _before: set[str] = field(default_factory=set)  # that older ones have
    _made: dict[str, int] = field(default_factory=lambda: {"image": 0, "clip": 0})
    _spent: set[str] = field(default_factory=set)  # kinds that a budget does not hold any more

    def remember(self, history: History) -> None:
        """What the channel's films have shown; what the last ones did is not shown again."""
        last = history.films[-self.footage.not_again :] if self.footage.not_again else ()
        self.used += [digest for film in last for digest in film.digests]
        self._lately = {name for film in last for name in film.files}
        self._before = {name for film in history.films for name in film.files}

    def outside(self) -> bool:
        """Whether somebody beyond the channel's own folder can bring a picture now."""
        return bool(self._searching("photo")) or any(
            self.gateway.provider(kind, name, chain).ready() is None
            for kind, chain in (("image", self.images), ("clip", self.clips))
            for name in chain.use
        )

    def bring(self, about: str, footage: bool, seconds: float, scene: Scene | None) -> tuple[Brought | None, str]:
        """The cheapest thing that shows what is said, or None, and then why not."""
        why: list[str] = []
        spare: list[tuple[str, Ranked]] = []  # pictures that fit less
        for rung in rungs(footage, self._may("image"), self._may("clip")):
            try:
                brought = self._try(rung, about, seconds, scene, spare, why)
            except (ConfigError, Refused, Unavailable) as error:
                why.append(str(error))
                if rung.startswith("made"):
                    self.gateway.say_once("warn", f"{self._of(scene)}no {rung}: {error}")
                continue
            except BudgetReached as error:
                self._spent.add("clip" if rung == "made clip" else "image")
                why.append(str(error))
                self.gateway.say_once("warn", f"{self._of(scene)}no {rung}, the next cheaper step is taken: {error}")
                continue
            if brought is not None:
                self.used.append(brought.found.file.digest)
                self._film.add(_bare(brought.found.name))
                if footage and not brought.moves and brought.source in ("own", "stock"):
                    brought = Brought(brought.found, False, "motion")
                return brought, ""
        return None, "; ".join(dict.fromkeys(why)) or f"nothing shows “{about}”"

    def _try(
        self, rung: Rung, about: str, seconds: float, scene: Scene | None, spare: list[tuple[str, Ranked]],
        why: list[str],
    ) -> Brought | None:  # fmt: skip
        match rung:
            case "own clip" | "own picture":
                return self._own(about, seconds, rung == "own clip")
            case "stock clip":
                return self._stock(about, "clip", seconds, [], why)
            case "stock picture":
                return self._stock(about, "photo", 0.0, spare, why)
            case "any picture":
                found = next(self._fetched(spare, "photo"), None)
                return Brought(found, False, "stock") if found else None
            case "made clip":
                return self._make_clip(about, seconds, scene)
            case "made picture":
                return self._make_picture(about, scene)

    # --- free ---

    def _own(self, about: str, seconds: float, moves: bool) -> Brought | None:
        own = tuple(name for name in self.footage.use if not self._media(name))
        if not own:
            return None
        chain = self.footage.model_copy(update={"use": own})
        used = tuple(self.used)
        if moves:
            return Brought(self.gateway.ask(FindRoll(about=about, seconds=seconds, used=used), chain), True, "own")
        photo = FindPhoto(about=about, shape=self._shape, used=used)
        return Brought(self.gateway.ask(photo, chain), False, "own")

    def _stock(
        self, about: str, media: Media, seconds: float, spare: list[tuple[str, Ranked]], why: list[str]
    ) -> Brought | None:
        wanted = Wanted(about, *self.size, seconds, self.seed)
        for name in self._searching(media):
            asked = Search(words=query(about), media=media, shape=self._shape, language=self.language)
            try:
                hits = self.gateway.ask(asked, self._only(name)).hits
            except (Refused, Unavailable) as error:
                self.gateway.say_once("warn", f"{name}: {error}")
                why.append(str(error))
                continue
            film, lately, before = (self._ids(name, media, names) for names in (self._film, self._lately, self._before))
            order = ranked(hits, wanted, film | lately, before)
            found = next(self._fetched([(name, hit) for hit in order if hit.well], media), None)
            if found:
                return Brought(found, media == "clip", "stock")
            spare += [(name, hit) for hit in order if not hit.well]
            why.append(f"{name} has nothing that shows “{about}”")
        return None

    def _fetched(self, hits: list[tuple[str, Ranked]], media: Media) -> Iterator[Found]:
        """The files of hits, one after another; one that cannot be had or was shown is passed over."""
        for name, one in hits[:TRIED]:
            try:
                request = Fetch(id=one.hit.id, media=media, pixels=min(self.size), hit=one.hit)
                found = self.gateway.ask(request, self._only(name))
            except (Refused, Unavailable) as error:
                self.gateway.say_once("note", f"{name} {media} {one.hit.id} is passed over: {error}")
                continue
            if found.file.digest not in self.used:
                yield found

    def music(self, about: str) -> Found:
        """A piece of music from outside that is about this; the same one for every film, as a channel has its sound."""
        why: list[str] = []
        for name in self._searching("music"):
            try:
                asked = Search(words=query(about), media="music", language=self.language)
                order = ranked(self.gateway.ask(asked, self._only(name)).hits, Wanted(about, 1, 1, 60.0))
                if found := next(self._fetched([(name, hit) for hit in order], "music"), None):
                    return found
                why.append(f"{name} has nothing for “{about}”")
            except (Refused, Unavailable) as error:
                why.append(str(error))
        for name in self.footage.use if not why else ():
            if "music" in self._media(name) and (lack := self.gateway.provider("footage", name, self.footage).ready()):
                why.append(f"{name}: {lack}")
        because = "; ".join(why) or "nobody in footage.use looks for music"
        raise Unavailable(f"no music is found: {because}", "look.music",
                          "Name a provider that does, such as freesound, or a mood.")  # fmt: skip

    # --- made ---

    def _make_picture(self, about: str, scene: Scene | None) -> Brought | None:
        width, height = self._frame
        request = MakePicture(prompt=self._prompt(about, scene), width=width, height=height, seed=self._seed(about))
        made = self.gateway.ask(request, self.images)
        self._made["image"] += 1
        return Brought(_found(made), False, "made picture")

    def _make_clip(self, about: str, seconds: float, scene: Scene | None) -> Brought | None:
        width, height = self._frame
        request = MakeClip(prompt=self._prompt(about, scene), seconds=math.ceil(min(LONGEST, seconds)), width=width,
                           height=height, seed=self._seed(about))  # fmt: skip
        made = self.gateway.ask(request, self.clips)
        self._made["clip"] += 1
        return Brought(_found(made), True, "made clip")

    def _may(self, kind: str) -> bool:
        chain: Images | Clips = self.images if kind == "image" else self.clips
        return bool(chain.use) and self._made[kind] < chain.most and kind not in self._spent

    def _prompt(self, about: str, scene: Scene | None) -> str:
        """What is to be seen, the sentence that it goes with, and the channel's own look."""
        said = scene.lines[0].text if scene and scene.lines else ""
        parts = [
            f"{about.strip().rstrip('.')}.",
            f"It goes with: “{said[:300]}”" if said else "",
            self.images.style,
            PLAIN,
        ]
        return " ".join(part for part in parts if part)

    def _seed(self, about: str) -> int:
        return int(address("made", self.seed, about)[:8], 16) >> 1

    # --- what is asked of whom ---

    @property
    def _shape(self) -> Shape:
        width, height = self.size
        return "wide" if width > height else "tall" if width < height else "square"

    @property
    def _frame(self) -> tuple[int, int]:
        return {"wide": (16, 9), "tall": (9, 16), "square": (1, 1)}[self._shape]

    def _media(self, name: str) -> tuple[Media, ...]:
        return self.gateway.provider("footage", name, self.footage).searches

    def _searching(self, media: Media) -> list[str]:
        """Who can look for this outside, in the order of the chain; that one lacks its key is said."""
        out = []
        for name in self.footage.use:
            if media not in self._media(name):
                continue
            if lack := self.gateway.provider("footage", name, self.footage).ready():
                self.gateway.say_once("note", f"footage {name} is passed over: {lack}")
            else:
                out.append(name)
        return out

    def _only(self, name: str) -> Footage:
        return self.footage.model_copy(update={"use": (name,)})

    @staticmethod
    def _ids(name: str, media: Media, names: set[str]) -> set[str]:
        """The numbers of a service's hits among names such as `pexels/photo-123.jpg`."""
        head = f"{name}/{media}-"
        return {_bare(shown).removeprefix(head) for shown in names if shown.startswith(head)}

    @staticmethod
    def _of(scene: Scene | None) -> str:
        return f"scene {scene.id}: " if scene else ""


def _bare(name: str) -> str:
    """A hit's name without the kind of file that it came as."""
    return name.rpartition(".")[0] or name


def _found(made: Pictured) -> Found:
    name = f"made/{made.file.digest[:12]}{made.file.suffix}"
    return Found(file=made.file, credit=made.credit, licence=made.licence, name=name, seconds=made.seconds)
