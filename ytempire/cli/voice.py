"""Voices: the stage that speaks a script, and hearing, comparing, listing and preparing voices beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ytempire import console
from ytempire.cli.amounts import usd
from ytempire.cli.options import Video, workspace
from ytempire.cli.run import DryOf, RedoOf, voice as speak

if TYPE_CHECKING:
    from ytempire.media.samples import Sample
    from ytempire.pipeline.auditions import Candidate, Heard

SENTENCE = "In 1956, loading a ton of cargo cost $5.86; a box changed that for ever."

Channel = Annotated[str, typer.Option("--channel", "-c", metavar="NAME", help="The channel.")]
Speaker = Annotated[str, typer.Option("--speaker", metavar="NAME", help="Which of the channel's speakers.")]
Language = Annotated[str, typer.Option("--language", metavar="CODE", help="The language, without a channel.")]
Text = Annotated[str, typer.Argument(metavar="[TEXT]", help="What is said; a sentence of ours if left out.")]
WITH = "A profile, a provider, or PROVIDER:OPTION=VALUE,..."


def voice(
    ctx: typer.Context,
    channel: Channel = "",
    video: Video = "",
    redo: RedoOf = None,
    dry_run: DryOf = False,
) -> None:
    """Speak the script, sentence by sentence.

    With --channel it is a stage of the trip, as `script` and `render` are. Its other commands touch no film.
    """
    from ytempire.errors import ConfigError

    if ctx.invoked_subcommand is not None:
        if channel or video or redo or dry_run:
            raise ConfigError(
                f"these options belong behind {ctx.invoked_subcommand}", "ytempire voice",
                f"See: ytempire voice {ctx.invoked_subcommand} --help",
            )  # fmt: skip
        return
    if channel:
        speak(channel, video, redo, dry_run)
    elif video or redo or dry_run:
        raise ConfigError("Missing option '--channel'", "ytempire voice", "See: ytempire voice --help")
    else:
        console.say(ctx.get_help())


def preview(
    text: Text = "",
    channel: Channel = "",
    speaker: Speaker = "narrator",
    by: Annotated[str, typer.Option("--with", metavar="VOICE", help=WITH)] = "",
    language: Language = "en",
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The file to write.")] = Path(
        "preview.wav"
    ),
) -> None:
    """Hear a sentence in a voice, as a file.

    A paid voice is paid and written down as in a film; the same sentence again costs nothing.
    """
    from ytempire.errors import ConfigError
    from ytempire.pipeline import auditions

    if channel and by:
        raise ConfigError("--channel and --with exclude each other", "ytempire voice preview")
    if output.suffix.lower() != ".wav":
        raise ConfigError(f"{output.name} is no name of a sound", "--output", "Let it end in .wav.")
    home = workspace()
    of, candidate = auditions.of_channel(home, channel, speaker) if channel else (None, None)
    candidate = candidate or auditions.named(home, by or "espeak")
    with console.progress() as tell:
        heard = auditions.preview(home, candidate, text.strip() or SENTENCE, of, language, output, tell)
    console.answer(str(heard.file))
    console.say(_told(heard))
    console.document(_row(heard) | {"words": [word.model_dump() for word in heard.words]})


def compare(
    text: Text = "",
    channel: Channel = "",
    speaker: Speaker = "narrator",
    by: Annotated[list[str] | None, typer.Option("--with", metavar="VOICE", help=f"{WITH} Again and again.")] = None,
    language: Language = "en",
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the files go.")] = Path(
        "voices-compared"
    ),
) -> int:
    """Hear the same sentence in several voices.

    With --channel and no --with: each provider of the speaker's chain. Ends with 4 when none of them spoke.
    """
    from ytempire.errors import ConfigError, Unavailable
    from ytempire.pipeline import auditions

    home = workspace()
    candidates: list[Candidate] = [auditions.named(home, spec) for spec in by or ()]
    of = None
    if channel:
        of, whole = auditions.of_channel(home, channel, speaker)
        candidates += [] if by else auditions.every_one(of, whole)
    if not candidates:
        raise ConfigError("which voices?", "ytempire voice compare", "Say --with VOICE for each, or --channel NAME.")
    with console.progress() as tell:
        rows = auditions.compare(home, candidates, text.strip() or SENTENCE, of, language, output, tell)
    console.table(
        ("voice", "seconds", "words a minute", "loudness", "cost", "file"),
        [
            (h.name, f"{h.ms / 1000:.1f}", f"{_pace(h):.0f}", f"{h.lufs:.1f} LUFS", usd(h.microusd), h.file)
            for h in rows
            if not h.error
        ],
        right=("seconds", "words a minute", "loudness", "cost"),
    )
    for heard in rows:
        if heard.error:
            console.warn(f"{heard.name}: {heard.error}")
    console.document([_row(heard) for heard in rows])
    return Unavailable.exit_code if all(heard.error for heard in rows) else 0


def list_voices(
    provider: Annotated[
        str, typer.Option("--provider", metavar="NAME", help="Only this provider's; options behind a colon.")
    ] = "",
    language: Annotated[str, typer.Option("--language", metavar="CODE", help="Only voices of this language.")] = "",
) -> None:
    """List the voices that there are, and the profiles.

    Services are asked and cost nothing for it; one without its key is told as such.
    """
    from ytempire.config.voices import profiles
    from ytempire.pipeline import auditions

    home = workspace()
    with console.progress() as tell:
        found = auditions.listed(home, provider, tell)
    own = {} if provider else profiles(home)
    shown = [
        (name, known.id, known.name, known.language, known.about)
        for name, voices, _ in found
        for known in voices
        if not language or not known.language or known.language.lower().startswith(language.lower())
    ]
    keys = ("provider", "id", "name", "language", "about")
    if console.document({
        "profiles": {name: voice.model_dump(mode="json", exclude_defaults=True) for name, voice in own.items()},
        "voices": [dict(zip(keys, row, strict=True)) for row in shown],
        "cannot_tell": {name: why for name, _, why in found if why},
    }):  # fmt: skip
        return
    console.table(keys, [*(("profile", name, "", "", ", ".join(voice.use)) for name, voice in own.items()), *shown])
    if language and not shown:
        console.say(f"No voice of those that can tell speaks {language}.")
    for name, _, why in found:
        if why:
            console.say(f"{name}: {why}")


def clone_prep(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The recordings of one person.")],
    signed: Annotated[
        str, typer.Option("--signed", metavar="NAME", help="Record that NAME, whose voice it is, agrees to its copy.")
    ] = "",
) -> int:
    """Check recordings of a voice that is to be copied, and write down its person's consent.

    Makes nothing online and copies no voice. Ends with 2 when a recording will not do, and with 5 without a consent.
    """
    from ytempire.config import consent
    from ytempire.errors import ConfigError, NeedsPerson
    from ytempire.media.samples import LEAST_TOGETHER
    from ytempire.pipeline import today

    samples, files = _samples(folder)
    seconds = sum(one.seconds for one in samples if not one.wrong)
    wrong = [f"{one.name} {what}" for one in samples for what in one.wrong]
    if seconds < LEAST_TOGETHER:
        wrong.append(f"the good recordings are {seconds:.0f} s together; {LEAST_TOGETHER:g} s are the least")
    if signed:
        consent.sign(folder, files, signed.strip(), today())
    try:
        record, lack = consent.signed(folder, str(folder)), None
    except ConfigError as error:
        record, lack = None, error
    console.table(
        ("recording", "seconds", "rate", "peak", "above noise", "silent", "clipped"),
        [
            (s.name, f"{s.seconds:.1f}", s.rate, f"{s.peak_db:.1f} dB", f"{s.above_noise_db:.0f} dB",
             f"{s.silent:.0%}", f"{s.clipped:.2%}")
            for s in samples
        ],
        right=("seconds", "rate", "peak", "above noise", "silent", "clipped"),
    )  # fmt: skip
    for line in wrong:
        console.answer(line)
    if record:
        console.say(f"{record.name} agreed on {record.date}: {record.words}")
    console.document({
        "folder": str(folder), "seconds": round(seconds, 1), "wrong": wrong,
        "samples": [s.__dict__ for s in samples], "consent": record.model_dump(mode="json") if record else None,
        "ready": bool(record) and not wrong,
    })  # fmt: skip
    if lack:
        console.fail(lack)
        return NeedsPerson.exit_code
    if not wrong:
        console.say(f"Ready. In voices.yaml, the voice that is made from them says: consent: {folder}")
    return ConfigError.exit_code if wrong else 0


def _samples(folder: Path) -> tuple[list[Sample], list[Path]]:
    import tempfile

    from ytempire.errors import ConfigError, Problem, Refused
    from ytempire.media.samples import SUFFIXES, sample

    if not folder.is_dir():
        raise ConfigError("there is no such folder", str(folder), "Name the folder with one person's recordings.")
    files = sorted(f for f in folder.iterdir() if f.suffix.lower() in SUFFIXES and not f.name.startswith("."))
    if not files:
        raise ConfigError("holds no recordings", str(folder), f"Put files there that end in {', '.join(SUFFIXES)}.")
    samples, wrong = [], []
    with tempfile.TemporaryDirectory() as scratch:
        for file in files:
            try:
                samples.append(sample(file, Path(scratch)))
            except Refused as error:
                what = error.problems[0].what
                wrong.append(Problem(what, str(file), "Take it away, or record it again."))
    if wrong:
        raise ConfigError(wrong)
    return samples, files


def _pace(heard: Heard) -> float:
    return len(heard.words) * 60_000 / heard.ms if heard.ms else 0.0


def _told(heard: Heard) -> str:
    draft = "; good for drafts" if heard.draft else ""
    return (f"{heard.provider}: {heard.ms / 1000:.1f} s, {_pace(heard):.0f} words a minute, {heard.lufs:.1f} LUFS,"
            f" {usd(heard.microusd)}{draft}")  # fmt: skip


def _row(heard: Heard) -> dict[str, Any]:
    return {
        "voice": heard.name, "provider": heard.provider, "file": str(heard.file) if heard.file else None,
        "seconds": heard.ms / 1000, "words_a_minute": round(_pace(heard), 1), "lufs": heard.lufs,
        "cost_usd": heard.microusd / 1e6, "draft": heard.draft, "error": heard.error or None,
    }  # fmt: skip
