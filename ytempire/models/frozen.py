"""What every document is: frozen, checked, with nothing that it does not know."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Frozen(BaseModel):
    """A document that never changes; a change is a new document. Unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Artifact(Frozen):
    """What a stage makes."""


class Blob(Frozen):
    """Bytes kept by their content: `digest` is their SHA-256, `bytes` their count, `suffix` like ".wav"."""

    digest: str = Field(pattern=r"^[0-9a-f]{64}$")
    bytes: int = Field(ge=0)
    suffix: str = Field(pattern=r"^\.[a-z0-9]{1,8}$")
