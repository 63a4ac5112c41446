"""The stages in the order of the trip; their annotations are the graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_type_hints

from ytempire.models import Artifact
from ytempire.stages.inspect import inspect
from ytempire.stages.package import package
from ytempire.stages.plan import plan
from ytempire.stages.render import render
from ytempire.stages.report import report
from ytempire.stages.research import research
from ytempire.stages.review import review
from ytempire.stages.script import script
from ytempire.stages.storyboard import storyboard
from ytempire.stages.timeline import timeline
from ytempire.stages.upload import upload
from ytempire.stages.voice import voice

STAGES: tuple[Callable[..., Artifact], ...] = (
    plan,
    research,
    storyboard,
    script,
    review,
    voice,
    timeline,
    render,
    inspect,
    package,
    upload,
    report,
)


@dataclass(frozen=True)
class Step:
    """A stage as its signature says it: what it gives, and what it takes by parameter."""

    name: str
    make: Callable[..., Artifact]
    gives: type[Artifact]
    takes: dict[str, type]

    @property
    def upstream(self) -> tuple[type[Artifact], ...]:
        return tuple(kind for kind in self.takes.values() if issubclass(kind, Artifact))


def read(stage: Callable[..., Artifact]) -> Step:
    """A stage's step, from its annotations."""
    hints: dict[str, Any] = get_type_hints(stage)
    gives = hints.pop("return")
    return Step(stage.__name__, stage, gives, hints)


STEPS: tuple[Step, ...] = tuple(read(stage) for stage in STAGES)
NAMES: tuple[str, ...] = tuple(step.name for step in STEPS)
BY_NAME: dict[str, Step] = {step.name: step for step in STEPS}
BY_KIND: dict[type, Step] = {step.gives: step for step in STEPS}
