"""What this machine has and lacks, and what to do about each lack."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from ytempire import __version__, console
from ytempire.cli import options

GB = 1_000_000_000
OFFLINE = {"source": "folder", "writer": "offline", "voice": "espeak", "footage": "local", "scene": "ffmpeg",
           "sound": "ffmpeg", "film": "ffmpeg", "gauge": "ffmpeg", "thumb": "pillow", "publish": "folder"}  # fmt: skip
"""The provider of each kind that a film needs where there is neither key nor network."""


@dataclass(frozen=True)
class Seen:
    """One thing that was looked at. `lacks` stops the offline trip; `could` makes it better."""

    part: str
    name: str
    state: Literal["ok", "could", "lacks"]
    found: str
    next: str = ""


def doctor(
    quick: Annotated[bool, typer.Option("--quick", help="Do not try the encoders.")] = False,
    keys: Annotated[
        bool, typer.Option("--keys", help="Try every key of the channels with the cheapest real call.")
    ] = False,
) -> int:
    """Look at what this machine has, and say what to do.

    Ends with 2 when something is missing that a film without keys and network needs. No key is ever shown.
    """
    from ytempire.errors import ConfigError

    home = _home()
    tried = [] if quick else _encoders(home)
    seen = [
        *_machine(home),
        *_ffmpeg(),
        *tried,
        *_fonts(),
        *_providers(home),
        *_health(home),
        *_keys(home),
        *(_tried_keys() if keys else ()),
    ]
    lacking = [s for s in seen if s.state == "lacks"]
    if not console.document({"ready": not lacking, "version": __version__, "home": str(home or ""),
                             "seen": [asdict(s) for s in seen]}):  # fmt: skip
        part = ""
        for s in seen:
            if s.part != part:
                console.answer(f"\n{s.part}" if part else s.part)
                part = s.part
            mark = {"ok": " ", "could": "-", "lacks": "!"}[s.state]
            console.answer(f" {mark} {s.name:<22} {s.found}".rstrip())
            if s.next:
                console.answer(f"   {'':<22} {s.next}")
        console.say()
        count = len(lacking)
        console.say(f"{count} to mend before a film can be made." if count else _ready(home))
    return ConfigError.exit_code if lacking else 0


def _ready(home: Path | None) -> str:
    names = options.workspace().channel_names() if home else ()
    if not names:
        return "Ready: ytempire init"
    return f"Ready: ytempire run --channel {'demo' if 'demo' in names else names[0]}"


def _home() -> Path | None:
    from ytempire.errors import ConfigError

    try:
        return options.workspace().home
    except ConfigError:
        return None


def _machine(home: Path | None) -> Iterator[Seen]:
    part = "Machine"
    yield Seen(part, "ytempire", "ok", __version__)
    yield Seen(part, "python", "ok", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    whole = sqlite3.sqlite_version_info >= (3, 51, 3)
    yield Seen(part, "sqlite", "ok", sqlite3.sqlite_version + ("" if whole else ", used without a write-ahead log"))
    if home is None:
        yield Seen(part, "workspace", "could", "none here", "Make one: ytempire init")
    elif not os.access(home, os.W_OK):
        yield Seen(
            part, "workspace", "lacks", f"{home} cannot be written", "Check who owns it, or name another --home."
        )
    else:
        yield Seen(part, "workspace", "ok", str(home))
    free = shutil.disk_usage(home or Path.cwd()).free
    room = "" if free > GB else "A film takes up to 1 GB while it is made: make room, or name another --home."
    yield Seen(part, "disk", "lacks" if room else "ok", f"{free / GB:.1f} GB free", room)
    for requirement in importlib.metadata.requires("ytempire") or ():
        name = requirement.split(";")[0].split("[")[0].split(">")[0].split("<")[0].split("=")[0].strip()
        if "extra ==" in requirement:
            continue
        try:
            yield Seen(part, name, "ok", importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            yield Seen(part, name, "lacks", "is not installed", f"Run: {sys.executable} -m pip install '{requirement}'")


def _ffmpeg() -> Iterator[Seen]:
    from ytempire.errors import YtempireError
    from ytempire.media import ffmpeg

    part = "FFmpeg"
    try:
        tool = ffmpeg.tool()
        has = ffmpeg.features()
    except YtempireError as error:
        for problem in error.problems:
            yield Seen(part, "ffmpeg", "lacks", problem.what, problem.next or "Run: pip install imageio-ffmpeg")
        return
    yield Seen(part, "ffmpeg", "ok", f"{tool.version}, {tool.origin}: {tool.path}")
    if has.lacks:
        yield Seen(part, "features", "lacks", f"without {', '.join(has.lacks)}", "Run: pip install imageio-ffmpeg")
    else:
        yield Seen(part, "features", "ok", "all that a film needs")
    if has.extras:
        yield Seen(part, "extras", "ok", ", ".join(has.extras))


def _encoders(home: Path | None) -> Iterator[Seen]:
    """Every encoder by its rank; the first is used, and each other is told why it is not."""
    from ytempire.errors import YtempireError
    from ytempire.media import ffmpeg

    part = "Encoders"
    try:
        trials = ffmpeg.encoders(home / "cache" / "encoders.json" if home else None, fresh=True)
    except YtempireError:
        return  # there is no FFmpeg, and that is told
    ranked = ffmpeg.ranking(trials)
    if not any(trial.works for trial in trials):
        yield Seen(part, "encoders", "lacks", "no H.264 encoder works", "Run: pip install imageio-ffmpeg")
    for trial in [*ranked, *(trial for trial in trials if trial not in ranked)]:
        why = ffmpeg.passed_over(trial, ranked[0])
        figures = f"{trial.fps:.0f} frames a second at 720p, {trial.at_a_time} at a time, likeness {trial.likeness:.3f}"
        found = f"used: {figures}" if not why else f"passed over, {why}" + (f" ({figures})" if trial.works else "")
        yield Seen(part, trial.encoder, "could" if why else "ok", found)


def _fonts() -> Iterator[Seen]:
    from ytempire.media import fonts, themes

    part = "Fonts"
    missing, keys = [], fonts.keys()
    for key in keys:
        try:
            fonts.face(key)
        except (OSError, ValueError, KeyError, IndexError) as error:
            missing.append(f"{key} ({error})")
    if missing or not keys:
        yield Seen(part, "fonts", "lacks", f"unreadable: {', '.join(missing) or 'all'}", "Install ytempire again.")
    else:
        yield Seen(part, "fonts", "ok", ", ".join(keys))
    yield Seen(part, "themes", "ok", ", ".join(themes.NAMES))


def _providers(home: Path | None) -> Iterator[Seen]:
    from ytempire.cli.ready import why_not
    from ytempire.gateway import finder

    part = "Providers"
    for kind in [*OFFLINE, *(kind for kind in finder.kinds() if kind not in OFFLINE)]:
        for name in finder.names(kind):
            why = why_not(kind, name, home or Path.cwd(), "demo", {})
            needed = OFFLINE.get(kind) == name and kind not in ("source", "footage", "publish")
            state: Literal["ok", "could", "lacks"] = "ok" if why is None else "lacks" if needed else "could"
            yield Seen(part, f"{kind} {name}", state, why or finder.find(kind, name).summary.rstrip("."))
    for kind, name in OFFLINE.items():
        if name not in finder.names(kind):
            yield Seen(part, f"{kind} {name}", "lacks", "is not there", "Install ytempire again.")


def _health(home: Path | None) -> Iterator[Seen]:
    """Accounts that failed lately; one that is left alone is asked again by itself."""
    from ytempire.gateway.health import Health

    for pulse, state in Health((home or Path.cwd()) / "cache" / "health").pulses():
        until = f" until {datetime.fromtimestamp(pulse.until):%H:%M}" if state == "left alone" else ""
        found = f"{state}{until}, {pulse.failures} failures in a row: {pulse.why}"
        yield Seen("Health", pulse.account, "could", found, "To try it at once: ytempire doctor --keys")


def _keys(home: Path | None) -> Iterator[Seen]:
    from ytempire.config.secrets import Secrets
    from ytempire.errors import ConfigError
    from ytempire.gateway import finder

    part = "Keys"
    secrets = Secrets(home or Path.cwd())
    users: dict[str, list[str]] = {}
    for kind in finder.kinds():
        for name in finder.names(kind):
            try:
                provider = finder.find(kind, name)
            except ConfigError:
                continue  # said above
            if provider.key:
                users.setdefault(provider.key, []).append(f"{kind} {name}")
    try:
        secrets.names()
    except ConfigError as error:
        yield Seen(part, ".env", "could", error.problems[0].what, error.problems[0].next)
        return
    for key, those in users.items():
        try:
            there = secrets.get(key) is not None
        except ConfigError as error:  # the keyring's, or a value that no key can be
            yield Seen(part, key, "could", error.problems[0].what, error.problems[0].next)
            continue
        then = "" if there else f"For {', '.join(those)}: ytempire secrets set {key}"
        yield Seen(part, key, "ok" if there else "could", "set" if there else "not set", then)


def _tried_keys() -> Iterator[Seen]:
    """Every key that a channel's provider needs, tried."""
    from ytempire.errors import ConfigError
    from ytempire.pipeline.keys import tried

    try:
        for t in tried(options.workspace()):
            yield Seen("Keys tried", t.use.key, "ok" if t.works else "could", str(t), t.next)
    except ConfigError as error:
        yield Seen("Keys tried", "workspace", "could", error.problems[0].what, error.problems[0].next)
