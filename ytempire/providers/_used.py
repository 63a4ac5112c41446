"""What answers of OpenAI's protocol say that they used, and several of them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ytempire.models import Used

_SUMMED = ("input", "cached", "cache_written", "output", "reasoning", "audio_input", "audio_output", "characters",
           "credits", "seconds", "images", "microusd")  # fmt: skip


def used_of(usage: Any, model: str, request: str = "") -> Used:
    """What an answer says it used; `told` is False where it does not say, or says what cannot be."""
    usage = usage if isinstance(usage, dict) else {}
    into = _count(usage, "prompt_tokens", "input_tokens")
    out = _count(usage, "completion_tokens", "output_tokens")
    before = _details(usage, "prompt_tokens_details", "input_tokens_details")
    after = _details(usage, "completion_tokens_details", "output_tokens_details")
    if into is None or out is None:
        return Used(model=model, request=request, told=False)
    cached = min(into, _count(before, "cached_tokens") or 0)
    written = min(into - cached, _count(before, "cache_write_tokens", "cache_creation_tokens") or 0)
    return Used(
        model=model, request=request, input=into, output=out, cached=cached, cache_written=written,
        reasoning=min(out, _count(after, "reasoning_tokens") or 0),
        audio_input=min(into - cached - written, _count(before, "audio_tokens") or 0),
        audio_output=min(out, _count(after, "audio_tokens") or 0),
    )  # fmt: skip


def together(parts: Sequence[Used]) -> Used:
    """Several calls as one line of the account; it is told only where each of them was."""
    if len(parts) == 1:
        return parts[0]
    total = {name: sum(getattr(p, name) for p in parts) for name in _SUMMED}
    models = "+".join(dict.fromkeys(p.model for p in parts if p.model))[:120]
    numbers = " ".join(p.request for p in parts if p.request)[:400]
    return Used(model=models, request=numbers, told=all(p.told for p in parts),
                prices=next((p.prices for p in parts if p.prices), ""), **total)  # fmt: skip


def dollars(value: Any) -> int:
    """A price that the answer itself tells, in micro-dollars; 0 where it tells none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e6:
        return 0
    return int((Decimal(str(value)) * 1_000_000).to_integral_value(ROUND_HALF_UP))


def _count(data: Mapping[str, Any], *names: str) -> int | None:
    for name in names:
        value = data.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
    return None


def _details(usage: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return next((usage[name] for name in names if isinstance(usage.get(name), dict)), {})
