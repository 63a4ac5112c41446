"""Voice profiles: `voices.yaml` of a workspace holds voices by name, and channels name them with `profile:`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from ytempire.address import address
from ytempire.config.check import limited, line_of, near_or_all, problems, short
from ytempire.config.sections import Voice
from ytempire.config.workspace import Workspace
from ytempire.config.yaml import Document, Loc, read
from ytempire.errors import ConfigError, Problem

FILE = "voices.yaml"
_TOGETHER = ("options", "lexicon")  # keys whose parts are laid over each other

Find = Callable[[str, str], Any]


def profiles(workspace: Workspace) -> dict[str, Voice]:
    """Every profile by its name, none when there is no file; every mistake at once otherwise."""
    return {name: voice for name, (_, voice) in _read(workspace).items()}


def with_profiles(workspace: Workspace, document: Document) -> tuple[dict[str, Any], list[Problem]]:
    """A channel's values with its speakers' profiles filled in under their own keys, and what is wrong with those.

    A speaker's `profile` becomes NAME#DIGEST: what a profile holds is a part of its name, as it is with a theme.
    """
    value: dict[str, Any] = document.value
    given = value.get("voices")
    speakers: dict[str, Any] = given if isinstance(given, dict) else {}
    named = {
        speaker: str(own["profile"]).partition("#")[0]
        for speaker, own in speakers.items()
        if isinstance(own, dict) and own.get("profile")
    }
    if not named:
        return value, []
    try:
        known = _read(workspace)
    except ConfigError as error:
        return value, list(error.problems)
    wrong: list[Problem] = []
    filled = dict(speakers)
    for speaker, name in named.items():
        if name not in known:
            then = near_or_all(name, known) or f"{FILE} holds none; write one there."
            at: Loc = ("voices", speaker, "profile")
            wrong.append(Problem(f"voices.{speaker}.profile: {short(name)}: no such profile", document.where(at), then))
            continue
        raw, voice = known[name]
        filled[speaker] = {**over(raw, speakers[speaker]), "profile": f"{name}#{digest(voice)}"}
    return {**value, "voices": filled}, wrong


def over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """One voice's keys over another's; options of each provider and words of the lexicon are joined."""
    out = {**below, **above}
    for key in _TOGETHER:
        low, high = below.get(key), above.get(key)
        if isinstance(low, dict) and isinstance(high, dict):
            out[key] = {**low, **high}
            if key == "options":
                out[key] |= {
                    name: {**low[name], **high[name]}
                    for name in low
                    if isinstance(low[name], dict) and isinstance(high.get(name), dict)
                }
    return out


def digest(voice: Voice) -> str:
    """Twelve digits for what a profile says; a key that is left out does not count."""
    return address("profile", voice.model_dump(mode="json", exclude_defaults=True))[:12]


def styled(voice: Voice, find: Find | None) -> Voice:
    """The voice with what its style means to each of its providers, under the options that are given."""
    if find is None or voice.style == "plain":
        return voice
    options = dict(voice.options)
    for name in voice.use:
        try:
            means = find("voice", name).styles.get(voice.style, {})
        except ConfigError:  # told where the chain is checked
            continue
        if means:
            options[name] = {**means, **options.get(name, {})}
    return voice.model_copy(update={"options": options})


def mistakes(workspace: Workspace, find: Find) -> list[Problem]:
    """What the profiles name that is not there: providers, and options that these do not take."""
    wrong: list[Problem] = []
    document = read(workspace.home / FILE, FILE)
    for profile, voice in profiles(workspace).items():
        for place, name in enumerate(voice.use):
            try:
                takes = find("voice", name).Options
                takes.model_validate(voice.options.get(name, {}))
            except ConfigError as error:
                at = document.where((profile, "use", place))
                wrong += [Problem(f"{profile}.use: {p.what}", at, p.next) for p in error.problems]
            except ValidationError as error:
                # what a provider must be given may stand in the channel
                found = problems(error, takes, document, (profile, "options", name))
                wrong += [p for p in found if not p.what.endswith(": is missing")]
    return limited(sorted(wrong, key=line_of))


def _read(workspace: Workspace) -> dict[str, tuple[dict[str, Any], Voice]]:
    file = workspace.home / FILE
    if not file.exists():
        return {}
    document = read(file, workspace.called(file))
    value = document.value if document.value is not None else {}
    if not isinstance(value, dict):
        raise ConfigError("is not a list of voices by name", document.where(), "Write NAME: {use: [...]}.")
    found: dict[str, tuple[dict[str, Any], Voice]] = {}
    wrong: list[Problem] = []
    for name, raw in value.items():
        try:
            if not (name.replace("-", "").isalnum() and name.isascii() and name.islower() and len(name) <= 40):
                wrong.append(Problem(f"{short(name)}: a profile is small letters, digits and dashes",
                                     document.where((name,))))  # fmt: skip
            elif isinstance(raw, dict) and raw.get("profile"):
                wrong.append(Problem(f"{name}.profile: a profile names no other", document.where((name, "profile"))))
            else:
                found[name] = (raw, Voice.model_validate(raw))
        except ValidationError as error:
            wrong += problems(error, Voice, document, (name,))
    if wrong:
        raise ConfigError(limited(sorted(wrong, key=line_of)))
    return found
