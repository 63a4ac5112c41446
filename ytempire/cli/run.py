"""The trip as commands: each is a destination."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ytempire.cli.options import Channel, Video, workspace

if TYPE_CHECKING:
    from ytempire.pipeline import Outcome, Wish

TopicOf = Annotated[str, typer.Option("--topic", metavar="TEXT", help="Make a film about this.")]
RedoOf = Annotated[
    list[str] | None, typer.Option("--redo", metavar="STAGE", help="Make this stage anew; can be given again.")
]
ApproveOf = Annotated[
    str, typer.Option("--approve", metavar="NAME", help="Record that NAME agrees to publish the film.")
]
DryOf = Annotated[
    bool, typer.Option("--dry-run", help="Say what would be made and what it would cost at most; change nothing.")
]

LARGEST_SCRIPT = 2_000_000  # bytes; hours of speech


def run(
    channel: Channel,
    video: Video = "",
    topic: TopicOf = "",
    script: Annotated[
        Path | None, typer.Option("--script", metavar="FILE", help="Make a film of your own script.md.")
    ] = None,
    until: Annotated[str, typer.Option("--until", metavar="STAGE", help="Stop after this stage.")] = "report",
    redo: RedoOf = None,
    count: Annotated[int, typer.Option("--count", min=1, max=50, help="How many films, one after another.")] = 1,
    approve: ApproveOf = "",
    dry_run: DryOf = False,
) -> None:
    """Make the channel's next video, from notes to published."""
    from ytempire.errors import ConfigError

    if script and (topic or count > 1):
        raise ConfigError("--script makes one film of its own; it goes with neither --topic nor --count", "--script")
    if video and (topic or script or count > 1):
        raise ConfigError("--video goes on with one film; it goes with no --topic, --script or --count", "--video")
    wish = _wish(until=until, video=video, topic=topic, script=script, redo=redo, approve=approve)
    _go(channel, wish, count=count, dry_run=dry_run)


def plan(channel: Channel, video: Video = "", topic: TopicOf = "", redo: RedoOf = None, dry_run: DryOf = False) -> None:
    """Choose what the next video is about, and say why."""
    _go(channel, _wish(until="plan", video=video, topic=topic, redo=redo), dry_run=dry_run)


def research(channel: Channel, video: Video = "", redo: RedoOf = None, dry_run: DryOf = False) -> None:
    """Take the facts for the video out of the channel's notes."""
    _go(channel, _wish(until="research", video=video, redo=redo), dry_run=dry_run)


def script(channel: Channel, video: Video = "", redo: RedoOf = None, dry_run: DryOf = False) -> None:
    """Write the video's script and score it."""
    _go(channel, _wish(until="review", video=video, redo=redo), dry_run=dry_run)


def voice(channel: Channel, video: Video = "", redo: RedoOf = None, dry_run: DryOf = False) -> None:
    """Speak the script, sentence by sentence."""
    _go(channel, _wish(until="voice", video=video, redo=redo), dry_run=dry_run)


def upload(
    channel: Channel,
    video: Video = "",
    redo: RedoOf = None,
    approve: ApproveOf = "",
    dry_run: DryOf = False,
) -> None:
    """Hand the video over to where the channel publishes."""
    _go(channel, _wish(until="report", video=video, redo=redo, approve=approve), dry_run=dry_run)


def _wish(
    *,
    until: str,
    video: str = "",
    topic: str = "",
    script: Path | None = None,
    redo: list[str] | None = None,
    approve: str = "",
) -> Wish:
    from ytempire.errors import ConfigError
    from ytempire.models import Asked
    from ytempire.pipeline import Wish

    if approve and not video:
        raise ConfigError("--approve is for one film that was looked at", "--approve", "Name it with --video FOLDER.")
    if len(topic) > Asked.MAX:
        raise ConfigError(f"a topic has at most {Asked.MAX} characters", "--topic")
    words = _own_script(script) if script else None
    asked = Asked(topic=" ".join(topic.split()), script_title=words.title if words else "")
    return Wish(until=until, video=video, asked=asked, script=words, redo=tuple(redo or ()), approve=approve.strip())


def _own_script(file: Path) -> Any:
    from ytempire.editorial.screenplay import from_markdown
    from ytempire.errors import ConfigError

    try:
        if file.stat().st_size > LARGEST_SCRIPT:
            raise ConfigError("is too large to be a script", str(file))
        return from_markdown(file.read_text("utf-8-sig"), str(file))
    except UnicodeDecodeError as error:
        raise ConfigError("is not UTF-8 text", str(file), "Save it as UTF-8.") from error
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", str(file)) from error


def _go(channel: str, wish: Wish, *, count: int = 1, dry_run: bool = False) -> None:
    """Walk as often as asked, show it, and give the one document."""
    from ytempire import console
    from ytempire.errors import NothingLeft
    from ytempire.pipeline import look_ahead, make

    home = workspace()
    documents = []
    nothing: NothingLeft | None = None
    for _ in range(count):
        try:
            with console.progress() as tell:
                outcome = (look_ahead if dry_run else make)(home, channel, wish, tell)
        except NothingLeft as end:
            nothing = end
            break
        documents.append(_document(channel, outcome, dry_run))
        (_say_ahead if dry_run else _say)(channel, wish, outcome)
        if dry_run:
            break
    if nothing and not documents:
        console.answer(str(nothing))
        documents.append({"channel": channel, "topic": None, "nothing_left": str(nothing)})
    elif nothing:
        console.say(str(nothing))
    console.document(documents if count > 1 else documents[0])


def _document(channel: str, outcome: Outcome, dry_run: bool) -> dict[str, Any]:
    """What --json gives of a run: what was made, kept and spent."""
    from ytempire import models
    from ytempire.pipeline import NAMES

    topic, video = outcome.get(models.Topic), outcome.get(models.Video)
    publication = outcome.get(models.Publication)
    calls = outcome.calls
    found: dict[str, Any] = {
        "run": None if dry_run and not outcome.folder else outcome.run.id,
        "channel": channel,
        "topic": topic.title if topic else None,
        "folder": str(outcome.folder) if outcome.folder else None,
        "video": str(outcome.video) if outcome.video else None,
        "seconds": video.seconds if video else None,
        "cost_usd": calls["microusd"] / 1e6,
        "calls": {"made": calls["made"], "remembered": calls["remembered"]},
        "stages": [{"name": p.name, "state": p.state, "seconds": p.seconds} for p in outcome.passed],
        "publication": publication.model_dump(mode="json") if publication else None,
    }
    if dry_run:
        done = {p.name for p in outcome.passed}
        found["dry_run"] = True
        made = [p.name for p in outcome.passed if p.state == "made"]
        found["would_make"] = made + [name for name in NAMES if name not in done]
        found["cost_usd_at_most"] = (outcome.most_microusd or 0) / 1e6
    return found


def _say(channel: str, wish: Wish, outcome: Outcome) -> None:
    """Where it is, and what to try next."""
    from ytempire import console
    from ytempire.models import Publication

    if outcome.folder is None:
        return
    name = outcome.folder.name
    if outcome.video:
        console.answer(str(outcome.video))
        console.say(f"Watch it, then change a sentence in {outcome.folder}/script.md and type:")
        console.say(f"  ytempire render --channel {channel} --video {name}")
        if outcome.get(Publication):
            console.say(f"For another film: ytempire run --channel {channel}")
        else:
            console.say(f"To finish it: ytempire run --channel {channel} --video {name}")
    else:
        console.answer(str(outcome.folder))
        console.say(f"Read and edit what is there, then go on: ytempire run --channel {channel} --video {name}")


def _say_ahead(channel: str, wish: Wish, outcome: Outcome) -> None:
    """What would be made, and the most it would cost."""
    from ytempire import console

    found = _document(channel, outcome, True)
    console.say(f"would make: {', '.join(found['would_make']) or 'nothing, all of it stands'}")
    console.say(f"cost at most: ${found['cost_usd_at_most']:.2f}")
    console.answer("nothing was changed")
