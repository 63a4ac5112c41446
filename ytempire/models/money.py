"""Money: what answers used, what things cost and by which list. Whole micro-dollars; prices are exact decimals."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from pydantic import ConfigDict, Field

from ytempire.models.frozen import Frozen

Amount = Annotated[Decimal, Field(ge=0, le=1_000_000)]


class Used(Frozen):
    """What an answer used, as the provider itself told it, and what that cost."""

    model_config = ConfigDict(allow_inf_nan=False)

    model: str = ""
    input: int = 0  # tokens, the cached ones among them
    cached: int = 0
    cache_written: int = 0
    output: int = 0  # tokens, those of reasoning among them
    reasoning: int = 0
    audio_input: int = 0  # tokens of sound, among the input's
    audio_output: int = 0  # and among the output's
    characters: int = 0
    credits: float = 0.0
    seconds: float = 0.0  # of sound or picture that was made
    images: int = 0
    request: str = ""  # the provider's own number for it
    microusd: int = 0
    told: bool = True  # False: the answer did not say, and the upper bound stands
    prices: str = ""  # the version of the price list


class Price(Frozen):
    """What one model or voice of a provider costs, in US dollars; a field that is None is not sold so."""

    provider: str = Field(min_length=1, max_length=40, description="The account that is billed, such as openai.")
    model: str = Field(min_length=1, max_length=120, description="The model, or * for all that have no line.")
    input: Amount | None = Field(default=None, description="A million tokens in.")
    cached: Amount | None = Field(default=None, description="A million tokens in that were cached.")
    cache_written: Amount | None = Field(default=None, description="A million tokens written into the cache.")
    output: Amount | None = Field(default=None, description="A million tokens out, those of reasoning too.")
    audio_input: Amount | None = Field(default=None, description="A million tokens of sound in.")
    audio_output: Amount | None = Field(default=None, description="A million tokens of sound out.")
    characters: Amount | None = Field(default=None, description="A million characters.")
    credit: Amount | None = Field(default=None, description="A thousand of the provider's credits.")
    second: Amount | None = Field(default=None, description="A second of sound or picture.")
    image: Amount | None = Field(default=None, description="A picture.")
    over: int | None = Field(default=None, ge=1, description="Tokens in from which the line `above` counts.")
    above: Price | None = Field(default=None, description="The price of a call with more tokens in than `over`.")
    source: str = Field(default="", max_length=300, description="Where the price was read.")
    date: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$", description="When it was read.")


class Prices(Frozen):
    """A dated list of prices."""

    version: str = Field(min_length=1, max_length=40, description="The list's day, such as 2026-11-20.")
    prices: tuple[Price, ...] = ()

    def of(self, provider: str, model: str) -> Price | None:
        """What a model costs, or None when that is not known; then nothing may be spent on it."""
        lines = [p for p in self.prices if p.provider == provider and p.model in (model, "*")]
        return next((p for p in lines if p.model == model), lines[0] if lines else None)


def cost(price: Price, used: Used) -> int | None:
    """What was used at a price, in micro-dollars; None if something was used that has no price.

    Cached tokens are among the input's, tokens of sound among the input's and the output's, those of reasoning among
    the output's: each is counted once. Without a price of their own they cost as much as the others.
    """
    if price.over is not None and price.above is not None and used.input > price.over:
        return cost(price.above, used)
    heard = used.audio_input if price.audio_input is not None else 0
    spoken = used.audio_output if price.audio_output is not None else 0
    kept = used.cached if price.cached is not None else 0
    written = used.cache_written if price.cache_written is not None else 0
    rows: list[tuple[float, Amount | None, int]] = [  # how many, the price, of how many
        (max(0, used.input - heard - kept - written), price.input, 1_000_000),
        (kept, price.cached, 1_000_000),
        (written, price.cache_written, 1_000_000),
        (heard, price.audio_input, 1_000_000),
        (max(0, used.output - spoken), price.output, 1_000_000),
        (spoken, price.audio_output, 1_000_000),
    ]
    by_credit = price.credit is not None and used.credits > 0
    rows.append((used.credits, price.credit, 1000) if by_credit else (used.characters, price.characters, 1_000_000))
    if price.second is not None or not used.audio_output:
        rows.append((used.seconds if price.second is not None else 0, price.second, 1))
    rows.append((used.images if price.image is not None else 0, price.image, 1))
    total = Decimal(0)
    for count, dollars, per in rows:
        if not count:
            continue
        if dollars is None:
            return None
        total += Decimal(str(count)) * dollars * 1_000_000 / per
    return int(total.to_integral_value(ROUND_HALF_UP))
