"""The words, spoken."""

from __future__ import annotations

from ytempire.config.sections import Voices
from ytempire.contracts import Speak, Spoken
from ytempire.errors import ConfigError, NeedsPerson, Problem
from ytempire.gateway import Gateway
from ytempire.models import Narration, Review, Script, Take


def voice(script: Script, review: Review, voices: Voices, gateway: Gateway) -> Narration:
    """Speak every sentence as a take of its own; each speaker keeps one voice for the whole film."""
    if review.verdict == "refuse" and not review.approved_by:
        raise NeedsPerson(
            [Problem(f"{gate.check}: {gate.what}", gate.scene, gate.fix) for gate in review.gates]
            or [Problem(f"the script scores {review.score:.0f}: too low", "script.md", "Edit it and run again.")]
        )
    lines = [(scene.id, number, line) for scene in script.scenes for number, line in enumerate(scene.lines)]
    speakers = list(dict.fromkeys(line.speaker for _, _, line in lines))
    for speaker in speakers:
        if speaker not in voices.speakers:
            raise ConfigError(
                f"speaker {speaker} has no voice",
                "script.md",
                f"Add voices.{speaker} to the channel; it has {', '.join(voices.speakers)}.",
            )
    spoken: dict[int, Spoken] = {}
    providers: dict[str, str] = {}
    for speaker in speakers:
        lexicon = {**voices.speakers[speaker].lexicon, **voices.lexicon}
        places = [place for place, (_, _, line) in enumerate(lines) if line.speaker == speaker]
        requests = [
            Speak(text=lines[p][2].text, language=voices.language, lexicon=_heard(lexicon, lines[p][2].text))
            for p in places
        ]
        providers[speaker], replies = gateway.together(requests, voices.speakers[speaker], weigh=_seconds)
        spoken.update(zip(places, replies, strict=True))
    takes = tuple(
        Take(
            scene=scene,
            line=number,
            speaker=line.speaker,
            text=line.text,
            audio=spoken[p].audio,
            ms=spoken[p].ms,
            words=spoken[p].words,
        )
        for p, (scene, number, line) in enumerate(lines)
    )
    fixed = {name: voices.speakers[name].model_dump(mode="json") for name in speakers if voices.speakers[name].profile}
    draft = any(reply.draft for reply in spoken.values())
    return Narration(provider=providers, takes=takes, publishable=not draft, voices=fixed)


def _heard(lexicon: dict[str, str], text: str) -> dict[str, str]:
    """The entries that this sentence uses, so that another word's entry does not speak it anew."""
    folded = text.casefold()
    return {word: said for word, said in lexicon.items() if word.casefold() in folded}


def _seconds(reply: Spoken) -> float:
    return reply.ms / 1000
