"""The words of the film."""

from __future__ import annotations

from ytempire.config.sections import Quality, Writer
from ytempire.contracts import Brand, Draft, Format, Rewrite
from ytempire.gateway import Gateway
from ytempire.models import Brief, History, Script, Seed, Storyboard, Topic
from ytempire.stages.review import review

EARLIER = 5  # films whose openings and links are not used again


def script(
    topic: Topic,
    storyboard: Storyboard,
    brief: Brief,
    history: History,
    format: Format,
    brand: Brand,
    writer: Writer,
    quality: Quality,
    seed: Seed,
    gateway: Gateway,
) -> Script:
    """Draft the words, score them, and write failing scenes again; the best version stays."""
    earlier = tuple(film.text for film in history.films[-EARLIER:] if film.text)
    request = Draft(
        topic=topic,
        storyboard=storyboard,
        brief=brief,
        format=format,
        brand=brand,
        seed=seed.value,
        earlier=earlier,
    )
    best = gateway.ask(request, writer).script
    verdict = review(best, topic, brief, history, format, quality)
    for round in range(1, quality.rewrites + 1):
        if verdict.verdict == "approve":
            break
        again = gateway.ask(
            Rewrite(
                script=best, review=verdict, storyboard=storyboard, brief=brief, format=format, brand=brand, round=round
            ),
            writer,
        ).script
        if again == best:
            break
        second = review(again, topic, brief, history, format, quality)
        if (len(second.gates), -second.score) < (len(verdict.gates), -verdict.score):
            best, verdict = again, second
    return best
