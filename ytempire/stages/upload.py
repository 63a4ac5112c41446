"""The film, handed over once."""

from __future__ import annotations

from ytempire.config.sections import Publishing
from ytempire.contracts import Publish
from ytempire.errors import NeedsPerson, Problem
from ytempire.gateway import Gateway
from ytempire.models import Consent, Inspection, Measure, Narration, Package, Place, Publication, Review, Today, Video

MEND = "Mend script.md or the look and run again."


def upload(
    video: Video,
    package: Package,
    review: Review,
    inspection: Inspection,
    narration: Narration,
    publishing: Publishing,
    place: Place,
    consent: Consent,
    today: Today,
    gateway: Gateway,
) -> Publication:
    """Publish the film to where the channel says, once; a bad film or one without a needed consent stays."""
    if not inspection.passed:
        raise NeedsPerson([*faults(inspection), Problem("the film does not pass its inspection", "inspect", MEND)])
    agreed = consent.by or review.approved_by
    waits = {"always": True, "doubt": review.verdict != "approve", "never": False}[publishing.approval]
    if waits and not agreed:
        raise NeedsPerson(
            f"the film is whole and waits for a person: the script scores {review.score:.0f},"
            f" approval is {publishing.approval!r}",
            place.folder,
            "Watch video.mp4, then run the same command with --video and --approve YOUR-NAME.",
        )
    if not narration.publishable and not agreed:
        drafts = ", ".join(sorted(set(narration.provider.values())))
        raise NeedsPerson(
            f"the film is whole, and its voice is a draft's ({drafts})",
            place.folder,
            "Choose another voice, or run the same command with --video and --approve YOUR-NAME.",
        )
    name, replies = gateway.together(
        [
            Publish(
                channel=place.channel,
                folder=place.folder,
                video=video,
                package=package,
                privacy=publishing.privacy,
                made_for_kids=publishing.made_for_kids,
            )
        ],
        publishing,
    )
    done = replies[0]
    return Publication(provider=name, where=done.where, id=done.id, privacy=done.privacy, at=today.date)


def faults(inspection: Inspection) -> list[Problem]:
    """What the finished file breaks, with the time and the scene to blame, and what to do."""
    return [
        Problem(f"{m.check}: {m.value}, the rule is {m.rule}", _where(m), m.fix)
        for m in inspection.measures
        if not m.passed and not m.warning
    ]


def _where(row: Measure) -> str:
    scene = f"scene {row.scene}" if row.scene else ""
    return " ".join(part for part in (row.timecode, scene) if part)
