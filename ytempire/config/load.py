"""A channel, whole and checked: its keys, and everything that they name."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from ytempire.config.accounts import accounts
from ytempire.config.check import dotted, limited, line_of, near_or_all, problems, short
from ytempire.config.consent import lacking
from ytempire.config.recipes import load_recipe
from ytempire.config.sections import MOODS, SOUGHT, Chain, Channel
from ytempire.config.themes import checked_theme, is_file
from ytempire.config.voices import styled, with_profiles
from ytempire.config.workspace import INIT, Workspace
from ytempire.config.yaml import Document, Loc, read
from ytempire.errors import ConfigError, Problem
from ytempire.media.cast import bright, readable
from ytempire.media.themes import NAMES as THEMES, theme

Find = Callable[[str, str], Any]
"""Gives the provider of a kind and a name, or raises ConfigError; `ytempire.gateway.finder.find` is one."""

KINDS = {
    "writer": "writer",
    "sources": "source",
    "footage": "footage",
    "images": "image",
    "clips": "clip",
    "render": "scene",
    "publish": "publish",
}
"""Which kind of request each section's providers answer; voices are asked one by one."""

PATHS = ("path", "folder", "file")
"""Options of these names are paths in the channel's folder, and must be there."""


def load_channel(workspace: Workspace, name: str, find: Find | None = None) -> Channel:
    """The channel of this name; every mistake at once otherwise. With `find`, providers and options too."""
    document = channel_document(workspace, name)
    value = document.value
    if not isinstance(value, dict):
        what = "is empty" if value is None else "is not a list of keys with values"
        raise ConfigError(what, document.where(), "See `ytempire channel show demo`.")
    channel: Channel | None
    value, wrong = with_profiles(workspace, document)
    try:
        channel = Channel.model_validate(value)
    except ValidationError as error:
        wrong += problems(error, Channel, document)
        channel = _sound_part(value, name, error)
    if channel is not None:
        check = _Check(workspace, document, channel, find)
        wrong += check.mistakes()
        channel = check.channel
    if wrong or channel is None:
        raise ConfigError(limited(sorted(wrong, key=line_of)))
    return channel


def channel_document(workspace: Workspace, name: str) -> Document:
    """The channel's file as it stands."""
    names = workspace.channel_names()
    if name not in names:
        if not names:
            raise ConfigError(f"{short(name)}: no such channel; channels/ is empty", next=INIT)
        raise ConfigError(f"{short(name)}: no such channel", next=near_or_all(name, names))
    file = workspace.channel_file(name)
    return read(file, workspace.called(file))


def _sound_part(value: dict[str, Any], name: str, error: ValidationError) -> Channel | None:
    """The channel without its broken keys, so that what the others name is checked too."""
    places = [detail["loc"] for detail in error.errors(include_url=False, include_input=False)]
    for rest in (_without(value, places), _without(value, [place[:1] for place in places])):
        try:
            return Channel.model_validate({"name": name, "title": name, **rest})
        except ValidationError:
            continue
    return None


def _without(value: dict[str, Any], places: Iterable[Loc]) -> dict[str, Any]:
    """A copy without these keys; of a list, the whole list goes."""
    rest = copy.deepcopy(value)
    for place in places:
        inside: Any = rest
        for i, part in enumerate(place):
            below = inside.get(part) if isinstance(inside, dict) else None
            if not isinstance(below, dict) or i == len(place) - 1:
                if isinstance(inside, dict):
                    inside.pop(part, None)
                break
            inside = below
    return rest


class _Check:
    """What a channel's keys name: its file, theme, recipe, music, providers and their options."""

    def __init__(self, workspace: Workspace, document: Document, channel: Channel, find: Find | None) -> None:
        self.workspace = workspace
        self.document = document
        self.channel = channel
        self.find = find
        self.folder = workspace.channel_folder(Path(document.name).stem)

    def at(self, loc: Loc, what: str, then: str = "") -> Problem:
        return Problem(f"{dotted(loc)}: {what}", self.document.where(loc), then)

    def mistakes(self) -> list[Problem]:
        return [*self.names(), *self.recipe(), *self.look(), *self.voices(), *self.numbers(), *self.providers()]

    def names(self) -> Iterator[Problem]:
        stem = self.folder.name
        if self.channel.name != stem:
            yield self.at(("name",), f"{self.channel.name} is not the file's name, {stem}",
                          f"Name the file {self.channel.name}.yaml, or the channel {stem}.")  # fmt: skip

    def recipe(self) -> Iterator[Problem]:
        try:
            recipe = load_recipe(self.workspace, self.channel.recipe)
        except ConfigError as error:
            for problem in error.problems:
                yield problem if problem.where else self.at(("recipe",), problem.what, problem.next)
            return
        if recipe.language[:2] != self.channel.language[:2]:
            what = f"{recipe.name} is for {recipe.language}, the channel is {self.channel.language}"
            yield self.at(("recipe",), what, "Take a recipe of the channel's language.")

    def look(self) -> Iterator[Problem]:
        look = self.channel.look
        if is_file(look.theme):
            yield from self.theme_file()
        elif look.theme not in THEMES:
            yield self.at(("look", "theme"), f"{short(look.theme)}: no such theme", near_or_all(look.theme, THEMES))
        else:
            try:
                theme(look.theme, look.accent)
            except ConfigError as error:
                yield from (self.at(("look", "accent"), problem.what, problem.next) for problem in error.problems)
        yield from self.brand()
        if look.music in (*MOODS, "none") or look.music.startswith(SOUGHT):
            return
        if "." not in look.music and "/" not in look.music:
            yield self.at(("look", "music"), f"{short(look.music)}: no such mood",
                          near_or_all(look.music, (*MOODS, "none")))  # fmt: skip
        else:
            yield from self.path(("look", "music"), look.music)

    def brand(self) -> Iterator[Problem]:
        """The files that stand round the scenes."""
        look = self.channel.look
        if look.watermark:
            yield from self.path(("look", "watermark"), look.watermark)
        for key, end in (("intro", look.intro), ("outro", look.outro)):
            if not end.show or end.show == "card":
                continue
            if "." not in end.show and "/" not in end.show:
                yield self.at(("look", key, "show"), f"{short(end.show)} is no card and no file",
                              "Write card, or name a picture or clip of the channel.")  # fmt: skip
            else:
                yield from self.path(("look", key, "show"), end.show)

    def theme_file(self) -> Iterator[Problem]:
        """The channel's own theme: its file and fonts; what they hold becomes a part of its name."""
        look = self.channel.look
        file = look.theme.partition("#")[0]
        wrong = list(self.path(("look", "theme"), file))
        if wrong:
            yield from wrong
            return
        try:
            _, seen = checked_theme(self.folder, file, self.workspace.called(self.folder), look.accent)
        except ConfigError as error:
            for problem in error.problems:
                at_accent = problem.where == "look.accent"
                yield self.at(("look", "accent"), problem.what, problem.next) if at_accent else problem
            return
        named = look.model_copy(update={"theme": f"{file}#{seen[:12]}"})
        self.channel = self.channel.model_copy(update={"look": named})

    def voices(self) -> Iterator[Problem]:
        if "narrator" not in self.channel.voices:
            yield self.at(("voices",), "has no narrator", "Add one: `narrator: {use: [espeak]}`.")
        for speaker in self.channel.voices:
            if not (speaker.isidentifier() and speaker.isascii() and speaker.islower() and len(speaker) <= 30):
                yield self.at(("voices", speaker), "a speaker is small letters, digits and _",
                              "In a script it stands in capitals: HOST: and GUEST:.")  # fmt: skip
        for speaker, voice in self.channel.voices.items():
            if voice.consent:
                yield from (self.at(("voices", speaker, "consent"), problem.what, problem.next)
                            for problem in lacking(self.workspace, voice.consent))  # fmt: skip
        look = self.channel.look
        for speaker, voice in self.channel.voices.items():
            if voice.colour and look.theme in THEMES and not readable(voice.colour, theme(look.theme)):
                yield self.at(("voices", speaker, "colour"), f"{voice.colour} cannot be read on {look.theme}",
                              f"Take a {'lighter' if bright(theme(look.theme)) else 'darker'} one.")  # fmt: skip

    def numbers(self) -> Iterator[Problem]:
        quality = self.channel.quality
        if quality.refuse_below > quality.approve_at:
            yield self.at(("quality", "refuse_below"),
                          f"{quality.refuse_below:g} is more than approve_at, {quality.approve_at:g}")  # fmt: skip

    def providers(self) -> list[Problem]:
        """Every chain that the file names; options get their types on the way."""
        if self.find is None:
            return []
        wrong: list[Problem] = []
        changed: dict[str, Any] = {}
        for key, kind in KINDS.items():
            if key in self.document.value:
                changed[key], more = self.chain(kind, (key,), getattr(self.channel, key))
                wrong += more
        voices = {}
        for speaker, voice in self.channel.voices.items():
            voices[speaker], more = self.chain("voice", ("voices", speaker), styled(voice, self.find))
            wrong += more
        self.channel = self.channel.model_copy(update={**changed, "voices": voices})
        return [*wrong, *self.accounts(self.find)]

    def accounts(self, find: Find) -> Iterator[Problem]:
        """A budget for an account that nobody bills would bound nothing."""
        chains = [(kind, getattr(self.channel, key)) for key, kind in KINDS.items()]
        chains += [("voice", voice) for voice in self.channel.voices.values()]
        named = self.channel.budget.per_provider_usd
        sure, maybe = accounts(self.workspace, chains, find) if named else (set(), set())
        for name in named:
            if name not in sure | maybe:
                yield self.at(("budget", "per_provider_usd", name), "nobody is billed under this name",
                              near_or_all(name, sorted(sure)))  # fmt: skip

    def chain(self, kind: str, loc: Loc, chain: Chain) -> tuple[Chain, list[Problem]]:
        wrong: list[Problem] = []
        options: dict[str, dict[str, Any]] = {}
        named = {(*loc, "use", i): name for i, name in enumerate(chain.use)}
        named |= {(*loc, "options", name): name for name in chain.options if name not in chain.use}
        for place, name in named.items():
            try:
                takes = self.find(kind, name).Options if self.find else BaseModel
            except ConfigError as error:
                wrong += [self.at(place, problem.what, problem.next) for problem in error.problems]
                continue
            try:
                given = takes.model_validate(chain.options.get(name, {}))
            except ValidationError as error:
                wrong += problems(error, takes, self.document, (*loc, "options", name))
                continue
            if name in chain.options:
                options[name] = given.model_dump(mode="json", exclude_unset=True)
            for key in PATHS:
                value = getattr(given, key, None)
                if value and name in chain.use:
                    wrong += self.path((*loc, "options", name, key), str(value))
        return chain.model_copy(update={"options": options}), wrong

    def path(self, loc: Loc, value: str) -> Iterator[Problem]:
        """A path that the channel names must be there, and inside the channel's folder."""
        folder = self.workspace.called(self.folder)
        try:
            path = (self.folder / value).resolve()
            inside, there = path.is_relative_to(self.folder.resolve()), path.exists()
        except (OSError, ValueError, RuntimeError):
            inside = there = False
        if not there:
            yield self.at(loc, f"{folder}/{short(value)} is not there")
        elif not inside:
            yield self.at(loc, f"{short(value)} is outside {folder}/")
