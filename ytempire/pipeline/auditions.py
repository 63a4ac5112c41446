"""Hearing voices beside the trip: one sentence by one or several of them, with real calls and the real ledger."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ytempire.config.check import near_or_all
from ytempire.config.load import load_channel
from ytempire.config.sections import Budget, Chain, Channel, Voice
from ytempire.config.voices import profiles, styled
from ytempire.config.workspace import Workspace
from ytempire.contracts import Event, Known, ListVoices, Speak, Spoken
from ytempire.errors import ConfigError, YtempireError
from ytempire.gateway import Gateway
from ytempire.gateway.finder import find, names
from ytempire.gateway.store import Store
from ytempire.media.samples import loudness
from ytempire.models import Word
from ytempire.pipeline.loose import deliver
from ytempire.pipeline.opening import kit_of, ledger_of, scratch_for

OF_NO_FILM = 0  # the run that these calls are written down under
Tell = Callable[[Event], None]


@dataclass(frozen=True)
class Candidate:
    """A voice to be heard, and how it is called."""

    name: str
    voice: Voice


@dataclass(frozen=True)
class Heard:
    """How a voice said the sentence, or why it did not."""

    name: str
    provider: str = ""
    file: Path | None = None
    ms: int = 0
    words: tuple[Word, ...] = ()
    lufs: float = 0.0
    microusd: int = 0
    draft: bool = False
    error: str = ""


def of_channel(workspace: Workspace, name: str, speaker: str) -> tuple[Channel, Candidate]:
    """A channel and the voice of one of its speakers."""
    channel = load_channel(workspace, name, find)
    if speaker not in channel.voices:
        raise ConfigError(f"{name} has no speaker {speaker[:40]}", "--speaker", near_or_all(speaker, channel.voices))
    return channel, Candidate(speaker, channel.voices[speaker])


def named(workspace: Workspace, spec: str) -> Candidate:
    """`anna`, a profile; `espeak`, a provider; or `espeak:rate=150,voice=en-gb`, a provider with options."""
    name, sign, rest = spec.partition(":")
    known = profiles(workspace)
    if name in known and not sign:
        return Candidate(name, styled(known[name], find))
    if name not in names("voice"):
        there = (*known, *names("voice"))
        raise ConfigError(f"{name[:40]}: no such voice profile or provider", "--with", near_or_all(name, there))
    options = {}
    for pair in rest.split(",") if rest else ():
        key, equals, value = pair.partition("=")
        if not equals:
            raise ConfigError(f"{pair[:40]} is not OPTION=VALUE", "--with", f"Such as {name}:speed=1.1")
        options[key.strip()] = value.strip()
    return Candidate(spec, Voice(use=(name,), options={name: options} if options else {}))


def every_one(channel: Channel, candidate: Candidate) -> list[Candidate]:
    """Each provider of a speaker's chain as a voice of its own."""
    voice = candidate.voice
    return [Candidate(name, voice.model_copy(update={"use": (name,)})) for name in voice.use]


@contextlib.contextmanager
def asking(workspace: Workspace, channel: Channel | None, tell: Tell) -> Iterator[Gateway]:
    """A gateway of no film: its calls are paid and written down like all others, and kept to the channel's budgets."""
    budget = channel.budget if channel else Budget()
    with ledger_of(workspace) as ledger, scratch_for(workspace, f"voice-{os.getpid()}") as scratch:
        store = Store(workspace.cache / "calls")
        name = channel.name if channel else ""
        no_film = budget.model_copy(update={"per_video_usd": 1e6})  # what was heard in all years is not one video
        try:
            yield Gateway(OF_NO_FILM, name, ledger, store, kit_of(workspace, name, scratch), no_film, tell,
                          stage="voice")  # fmt: skip
        finally:
            store.close()


def hear(gateway: Gateway, candidate: Candidate, text: str, channel: Channel | None, language: str, to: Path) -> Heard:
    """One sentence by one voice into a file; what it cost is told by the ledger."""
    lexicon = {**candidate.voice.lexicon, **(channel.lexicon if channel else {})}
    request = Speak(text=text, language=channel.language if channel else language, lexicon=lexicon)
    before = gateway.ledger.count_calls(OF_NO_FILM)["microusd"]
    provider, replies = gateway.together([request], candidate.voice)
    cost = gateway.ledger.count_calls(OF_NO_FILM)["microusd"] - before
    take: Spoken = replies[0]
    file = deliver(gateway, take.audio, to, force=True)
    return Heard(candidate.name, provider, file, take.ms, take.words, loudness(file), cost, take.draft)


def preview(
    workspace: Workspace, candidate: Candidate, text: str, channel: Channel | None, language: str, to: Path, tell: Tell
) -> Heard:
    """One voice into one file."""
    with asking(workspace, channel, tell) as gateway:
        return hear(gateway, candidate, text, channel, language, to)


def compare(
    workspace: Workspace, candidates: list[Candidate], text: str, channel: Channel | None, language: str, to: Path,
    tell: Tell,
) -> list[Heard]:  # fmt: skip
    """The same sentence by several voices, each into its own file; one that fails is told and stops no other."""
    out: list[Heard] = []
    with asking(workspace, channel, tell) as gateway:
        for number, candidate in enumerate(candidates, start=1):
            name = "".join(c if c.isalnum() else "-" for c in candidate.name.partition(":")[0]).strip("-")
            try:
                out.append(hear(gateway, candidate, text, channel, language, to / f"{number}-{name}.wav"))
            except YtempireError as error:
                out.append(Heard(candidate.name, error=str(error)))
    return out


def listed(workspace: Workspace, provider: str, tell: Tell) -> list[tuple[str, tuple[Known, ...], str]]:
    """The voices of each provider, or of one, which may be named with options; and why one cannot tell."""
    chains: list[Chain] = [Chain(use=(name,)) for name in names("voice")]
    if provider:
        if provider.partition(":")[0] not in names("voice"):
            where = near_or_all(provider, names("voice"))
            raise ConfigError(f"{provider[:40]}: no such voice provider", "--provider", where)
        chains = [named(workspace, provider).voice]
    rows: list[tuple[str, tuple[Known, ...], str]] = []
    with asking(workspace, None, tell) as gateway:
        for chain in chains:
            name = chain.use[0]
            if not find("voice", name).lists:
                rows.append((name, (), "does not tell its voices"))
                continue
            try:
                rows.append((name, gateway.ask(ListVoices(), chain).voices, ""))
            except YtempireError as error:
                why = error.problems[0].what.removeprefix(f"no voice is left: {name}: ")
                rows.append((name, (), why))
    return rows
