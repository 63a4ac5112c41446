"""Reuse or make: the walk from a topic to wherever the command goes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ytempire.address import address, text_digest
from ytempire.contracts import Event
from ytempire.errors import ConfigError, StorageError
from ytempire.folder import Folder, read_text, write_text
from ytempire.gateway import Gateway, blobs_in
from ytempire.ledger import Kept, Ledger, Run, now
from ytempire.models import Artifact, Blob, Calls, Consent, Inspection, Measure, Package, Place, Seed, Topic, Video
from ytempire.pipeline.graph import BY_KIND, BY_NAME, STEPS, Step
from ytempire.pipeline.summary import summary

FURTHER = 7919  # between the seeds of a stage that is made again: a prime, so that films of one channel do not meet


@dataclass(frozen=True)
class Passed:
    """How a stage went in this walk: made, kept or edited, and because of what."""

    name: str
    state: str
    seconds: float
    because: tuple[str, ...] = ()


@dataclass
class Walk:
    """One start of a run. Nothing says "resume" here: what stands is kept, what does not is made."""

    run: Run
    home: Path
    ledger: Ledger
    gateway: Gateway
    sections: dict[type, Any]
    redo: frozenset[str] = frozenset()
    tell: Callable[[Event], None] = lambda event: None
    changes_nothing: bool = False
    passed: list[Passed] = field(default_factory=list)
    artifacts: dict[type[Artifact], Artifact] = field(default_factory=dict)

    def to(self, stage: str) -> Artifact:
        """Walk to a stage, in the order of the trip, through what it needs and nothing else."""
        needed = self._needed(BY_NAME[stage])
        for step in STEPS:
            if step.name in needed:
                self._stand(step)
        return self.artifacts[BY_NAME[stage].gives]

    def _needed(self, step: Step) -> set[str]:
        """The stages on the way; nothing behind a document that a person wrote is needed for it."""
        found = {step.name}
        if step.name not in self.redo and self._is_edited(step):
            return found
        for kind in step.upstream:
            found |= self._needed(BY_KIND[kind])
        return found

    # --- reuse ---

    def _stand(self, step: Step) -> Artifact:
        """The artifact of a stage, kept, read back from an edited file, or made."""
        if step.gives in self.artifacts:
            return self.artifacts[step.gives]
        started = time.perf_counter()
        self.gateway.stage = step.name
        self.tell(Event(step.name, "start"))
        kept = self.ledger.latest(self.run.id, step.name)
        if step.name not in self.redo:
            if self._is_edited(step):
                return self._take_edit(step, kept, started)
            if kept and kept.key == self._key(step)[0]:
                artifact = step.gives.model_validate_json(kept.body)
                if self._in_place(step, kept, artifact):
                    return self._pass(step, artifact, "kept", kept.seconds)
        return self._make(step, kept)

    def _is_edited(self, step: Step) -> bool:
        kept = self.ledger.latest(self.run.id, step.name)
        if kept and kept.state == "edited":
            return True
        text = self._file_digest(step)
        if text is None or (kept and text == kept.text):
            return False
        # An older text of our own, in a file that a kill kept from being renewed, is no edit.
        return not (kept and not kept.settled and self.ledger.wrote_before(self.run.id, step.name, text))

    def _take_edit(self, step: Step, kept: Kept | None, started: float) -> Artifact:
        folder = self._folder()
        text = folder.text(step.gives) if folder else None
        if kept and kept.state == "edited" and (text is None or text_digest(text) == kept.text):
            artifact = step.gives.model_validate_json(kept.body)
            if text is None and folder and not self.changes_nothing:
                folder.write(artifact)
                self._record(step, replace(kept, text=text_digest(write_text(artifact))))
            return self._pass(step, artifact, "edited", kept.seconds)
        if text is None or folder is None:
            raise StorageError("its file is gone", f"{step.name}", "Run it anew with --redo.")
        name = folder.file(step.gives).name
        artifact = read_text(step.gives, text, f"{self._where(folder)}/{name}")
        if not self.changes_nothing:
            self._record(step, _entry(step, artifact, text, "edited", because=(f"{name} was changed by hand",)))
        return self._pass(step, artifact, "edited", time.perf_counter() - started)

    def _in_place(self, step: Step, kept: Kept, artifact: Artifact) -> bool:
        """Whether an artifact's own files are there; a missing one is laid down again from the cache."""
        if isinstance(artifact, Topic) and not self.changes_nothing:
            self._choose_folder(artifact)
        folder = self._folder()
        if folder is None or self.changes_nothing:
            return True
        if not all(folder.lay(name, blob, self.gateway.kit.blobs) for name, blob in companions(artifact).items()):
            return False
        if folder.digest(step.gives) != kept.text:
            folder.write(artifact)
        if not kept.settled:
            self.ledger.settle(self.run.id, step.name)
        return True

    # --- make ---

    def _make(self, step: Step, kept: Kept | None, because: tuple[str, ...] = ()) -> Artifact:
        self._bring_bytes(step)
        key, args, values = self._key(step)
        because = because or self._because(step, kept, args)
        self._set_aside(step)
        self.gateway.stage, self.gateway.anew = step.name, step.name in self.redo
        started = time.perf_counter()
        try:
            artifact = step.make(**{n: self.gateway if t is Gateway else values[n] for n, t in step.takes.items()})
        finally:
            self.gateway.anew = False
        seconds = time.perf_counter() - started
        if isinstance(artifact, Topic):
            self._choose_folder(artifact)
        if not self.changes_nothing:
            self._record(step, _entry(step, artifact, write_text(artifact), "made", key, args, seconds, because))
            folder = self._folder()
            if folder is None:
                raise AssertionError("a film has a folder from its topic on")
            own = companions(artifact)
            if isinstance(artifact, Inspection):
                folder.clear("inspection", own)
            for name, blob in own.items():
                folder.lay(name, blob, self.gateway.kit.blobs)
            folder.write(artifact)
            self.ledger.settle(self.run.id, step.name)
        return self._pass(step, artifact, "made", seconds, because)

    def _key(self, step: Step) -> tuple[str, dict[str, str], dict[str, Any]]:
        """The address of a stage's exact arguments, each argument's own address, and their values."""
        values = {name: self._argument(step, kind) for name, kind in step.takes.items() if kind is not Gateway}
        args = {name: address("argument", value) for name, value in values.items()}
        return address("stage", step.name, args), args, values

    def _argument(self, step: Step, kind: type) -> Any:
        if issubclass(kind, Artifact):
            return self._stand(BY_KIND[kind])
        if kind is Seed:
            return Seed(value=self.run.seed + FURTHER * self.run.redo.get(step.name, 0))
        if kind is Place:
            return Place(channel=self.run.channel, folder=self.run.folder)
        if kind is Consent:
            return Consent(by=self.ledger.consented(self.run.id))
        if kind is Calls:
            stages = {
                name: round(kept.seconds, 3)
                for name, kept in self.ledger.all_latest(self.run.id).items()
                if name != step.name
            }
            return Calls(stages=stages, **self.ledger.count_calls(self.run.id))
        return self.sections[kind]

    def _because(self, step: Step, kept: Kept | None, args: dict[str, str]) -> tuple[str, ...]:
        if kept is None:
            return ("it was not there yet",)
        if step.name in self.redo:
            return ("--redo asked for it",)
        if kept.state == "edited":
            return ("the edit was given up",)
        changed = tuple(name for name in args if kept.args.get(name) != args[name])
        return tuple(f"{name} changed" for name in changed) or ("its file was gone",)

    def _bring_bytes(self, step: Step) -> None:
        """Before a stage is made, what it takes must have its bytes; what lost them is made again."""
        for kind in step.upstream:
            artifact = self._stand(BY_KIND[kind])
            if self._has_bytes(artifact):
                continue
            upstream = BY_KIND[kind]
            self._bring_bytes(upstream)
            if self._has_bytes(artifact):
                continue
            kept = self.ledger.latest(self.run.id, upstream.name)
            if kept and kept.state == "edited":
                raise StorageError(
                    f"the cache lost bytes that the edited {upstream.name} names",
                    upstream.name,
                    f"Make it anew with --redo {upstream.name}.",
                )
            self.passed = [p for p in self.passed if p.name != upstream.name]
            del self.artifacts[kind]
            self._make(upstream, kept, ("the cache lost its bytes",))

    def _has_bytes(self, artifact: Artifact) -> bool:
        blobs, folder, own = self.gateway.kit.blobs, self._folder(), companions(artifact)
        named = {blob: name for name, blob in own.items()}
        return all(
            blobs.has(blob) or bool(folder and blob in named and folder.give_back(named[blob], blob, blobs))
            for blob in blobs_in(artifact)
        )

    # --- files ---

    def _folder(self) -> Folder | None:
        return Folder(self.home / self.run.folder) if self.run.folder else None

    def _where(self, folder: Folder) -> str:
        return folder.path.relative_to(self.home).as_posix()

    def _file_digest(self, step: Step) -> str | None:
        folder = self._folder()
        return folder.digest(step.gives) if folder else None

    def _choose_folder(self, topic: Topic) -> None:
        """`videos/<channel>/<date>-<slug>`, a name that no other film has; committed before it is made."""
        if self.run.folder or self.changes_nothing:
            return
        parent = f"videos/{self.run.channel}/{self.run.date}-{topic.slug}"
        taken = {run.folder for run in self.ledger.runs(self.run.channel)}
        names = (parent if n == 1 else f"{parent}-{n}" for n in range(1, 1000))
        free = next((n for n in names if n not in taken and not (self.home / n).exists()), None)
        if free is None:
            raise ConfigError("there are a thousand films of this name and day", parent)
        self.run = self.ledger.mark(self.run.id, folder=free)

    def _set_aside(self, step: Step) -> None:
        """A hand-edited file that is made anew stays beside it."""
        folder = self._folder()
        if folder and not self.changes_nothing and step.name in self.redo and self._is_edited(step):
            path = folder.file(step.gives)
            if path.exists():
                path.rename(path.with_name(f"{path.stem}.before-redo{path.suffix}"))

    def _record(self, step: Step, kept: Kept) -> None:
        self.ledger.keep(self.run.id, kept)

    def _pass(
        self, step: Step, artifact: Artifact, state: Any, seconds: float, because: tuple[str, ...] = ()
    ) -> Artifact:
        self.artifacts[step.gives] = artifact
        self.passed.append(Passed(step.name, state, round(seconds, 3), because))
        self.tell(Event(step.name, state, summary(artifact), seconds=seconds))
        return artifact


def _entry(
    step: Step,
    artifact: Artifact,
    text: str,
    state: str,
    key: str = "edited",
    args: dict[str, str] | None = None,
    seconds: float = 0.0,
    because: tuple[str, ...] = (),
) -> Kept:
    """The ledger's row for an artifact; what a person wrote is settled, for their file stays as it is."""
    digest, body = address("artifact", artifact), artifact.model_dump_json()
    return Kept(
        step.name, key, args or {}, digest, body, text_digest(text), state, state == "edited", seconds, because, now()
    )


def fault_file(row: Measure) -> str:
    """Where a fault's picture lies in the video's folder."""
    when = row.timecode.replace(":", "m").replace(".", "s") or "whole"
    return f"inspection/{row.check.replace(' ', '-')}-{when}.jpg"


def companions(artifact: Artifact) -> dict[str, Blob]:
    """The files that lie beside an artifact's document, by name."""
    if isinstance(artifact, Video):
        return {"video.mp4": artifact.film}
    if isinstance(artifact, Package):
        thumbs = {f"thumbnail{artifact.thumbnail.suffix}": artifact.thumbnail}
        for number, other in enumerate(artifact.thumbnails[1:], start=2):
            thumbs[f"thumbnail-{number}{other.image.suffix}"] = other.image
        owners = {"credits.txt": artifact.credits_file} if artifact.credits_file else {}
        return {"captions.srt": artifact.captions, **thumbs, **owners}
    if isinstance(artifact, Inspection):
        return {fault_file(row): row.picture for row in artifact.measures if row.picture}
    return {}
