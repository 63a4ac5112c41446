"""Each artifact in a line."""

from __future__ import annotations

from ytempire.models import (
    Artifact,
    Brief,
    Inspection,
    Narration,
    Package,
    Publication,
    Report,
    Review,
    Script,
    Storyboard,
    Timeline,
    Topic,
    Video,
)


def summary(artifact: Artifact) -> str:
    """What a person wants to know of an artifact, in a few words."""
    match artifact:
        case Topic():
            return artifact.title
        case Brief():
            return f"{_count(len(artifact.facts), 'fact')} from {_count(len(artifact.sources), 'note')}"
        case Storyboard():
            kinds = len({shot.visual.kind for shot in artifact.shots})
            return f"{_count(len(artifact.shots), 'scene')}, {_count(kinds, 'kind')} of picture"
        case Script():
            words = sum(len(line.text.split()) for scene in artifact.scenes for line in scene.lines)
            return f"{_count(len(artifact.scenes), 'scene')}, {_count(words, 'word')}"
        case Review():
            gates = f", {_count(len(artifact.gates), 'gate')} closed" if artifact.gates else ""
            return f"{artifact.verdict}, score {artifact.score:.0f}{gates}"
        case Narration():
            seconds = sum(take.ms for take in artifact.takes) / 1000
            voices = ", ".join(sorted(set(artifact.provider.values())))
            return f"{_count(len(artifact.takes), 'take')}, {seconds:.1f} s by {voices}"
        case Timeline():
            seconds = artifact.frames / artifact.fps
            return f"{_count(len(artifact.cuts), 'cut')}, {seconds:.1f} s at {artifact.width}x{artifact.height}"
        case Video():
            return f"{artifact.seconds:.1f} s, {artifact.film.bytes / 1e6:.1f} MB, {artifact.lufs:.1f} LUFS"
        case Inspection():
            failed = dict.fromkeys(m.check for m in artifact.measures if not m.passed and not m.warning)
            warned = dict.fromkeys(m.check for m in artifact.measures if m.warning)
            kept = sum(m.passed for m in artifact.measures)
            said = f"failed: {', '.join(failed)}" if failed else f"{_count(kept, 'rule')} kept"
            return f"{said}; warned: {', '.join(warned)}" if warned else said
        case Package():
            return (
                f"{_count(len(artifact.tags), 'tag')}, {_count(len(artifact.chapters), 'chapter')}, {_thumbs(artifact)}"
            )
        case Publication():
            return f"{artifact.provider}: {artifact.where}"
        case Report():
            return f"${artifact.cost_microusd / 1e6:.2f}, {artifact.made} calls made, {artifact.remembered} remembered"
    return type(artifact).__name__


def _thumbs(package: Package) -> str:
    if not package.thumbnails:
        return "a thumbnail"
    return f"{_count(len(package.thumbnails), 'thumbnail')}, the best at {package.thumbnails[0].score:.0f}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
