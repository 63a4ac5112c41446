"""Money: what answers used, what things cost and by which list. Whole micro-dollars; prices are exact decimals."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field

from ytempire.models.frozen import Frozen

Row = tuple[float, Decimal | None]  # how many, and what each of them costs in micro-dollars
Amount = Annotated[Decimal, Field(ge=0, le=1_000_000)]
ZERO = Decimal(0)
MOST = 10**9  # of anything in one answer; whoever says more is wrong


def _sane(count: Any) -> Any:
    """A count that cannot be, below nothing or over a billion, as the nearest one that can."""
    return min(max(count, 0), MOST) if isinstance(count, int | float) else count


Count = Annotated[int, BeforeValidator(_sane)]
Number = Annotated[float, BeforeValidator(_sane)]


class Used(Frozen):
    """What an answer used, as the provider itself told it, and what that cost."""

    model_config = ConfigDict(allow_inf_nan=False)

    model: str = ""
    input: Count = 0  # tokens, the cached ones among them
    cached: Count = 0
    cache_written: Count = 0
    output: Count = 0  # tokens, those of reasoning among them
    reasoning: Count = 0
    audio_input: Count = 0  # tokens of sound, among the input's
    audio_output: Count = 0  # and among the output's
    characters: Count = 0
    credits: Number = 0.0
    seconds: Number = 0.0  # of sound or picture that was made
    images: Count = 0
    request: str = ""  # the provider's own number for it
    microusd: int = 0
    told: bool = True  # False: the answer did not say, and the upper bound stands
    prices: str = ""  # the version of the price list


class Rates(Frozen):
    """What is charged for, in US dollars; what is left out is not sold so."""

    input: Amount | None = Field(default=None, description="A million tokens in.")
    cached: Amount | None = Field(default=None, description="A million tokens in that were cached.")
    cache_written: Amount | None = Field(default=None, description="A million tokens written into the cache.")
    output: Amount | None = Field(default=None, description="A million tokens out, those of reasoning too.")
    audio_input: Amount | None = Field(default=None, description="A million tokens of sound in.")
    audio_output: Amount | None = Field(default=None, description="A million tokens of sound out.")
    characters: Amount | None = Field(default=None, description="A million characters.")
    credit: Amount | None = Field(default=None, description="A thousand of the provider's credits.")
    credits_per_character: Amount | None = Field(default=None, description="Credits that a character takes.")
    second: Amount | None = Field(default=None, description="A second of sound or picture.")
    image: Amount | None = Field(default=None, description="A picture.")


class Price(Rates):
    """What one model or voice of a provider costs, in US dollars; what is left out is not sold so."""

    provider: str = Field(min_length=1, max_length=40, description="The account that is billed, such as openai.")
    model: str = Field(min_length=1, max_length=120, description="The model, or * for all that have no line.")
    over: int | None = Field(default=None, ge=1, description="With more tokens in than these, `above` counts.")
    above: Rates | None = Field(default=None, description="What a call with more tokens in than `over` is charged.")
    source: str = Field(default="", max_length=300, description="Where the price was read.")
    date: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$", description="The day it was read or given.")


class Prices(Frozen):
    """A dated list of prices."""

    version: str = Field(min_length=1, max_length=40, description="The list's day, such as 2026-11-20.")
    prices: tuple[Price, ...] = ()

    def of(self, provider: str, model: str) -> Price | None:
        """What a model costs, or None when that is not known; then nothing may be spent on it.

        What a credit costs is the account's and not the model's: a line without it takes it from the line of `*`.
        """
        lines = {price.model: price for price in self.prices if price.provider == provider}
        found, all_others = lines.get(model), lines.get("*")
        if found is None or all_others is None or found.credit is not None:
            return found or all_others
        return found.model_copy(update={"credit": all_others.credit})


def cost(price: Price, used: Used) -> int | None:
    """What was used at a price, in micro-dollars; None if something was used that has no price.

    Cached tokens are among the input's, tokens of sound among the input's and the output's, those of reasoning among
    the output's: each is counted once. Tokens that a cache gave or took cost as much as others when they have no price
    of their own; tokens of sound never do, for they are the dearer ones.
    """
    rates = price.above if price.above is not None and price.over is not None and used.input > price.over else price
    kept = used.cached if rates.cached is not None else 0
    written = used.cache_written if rates.cache_written is not None else 0
    plain = max(0, used.input - used.audio_input - kept - written)
    total = _total(rates, used, (plain, rates.input), (kept, rates.cached), (written, rates.cache_written))
    return None if total is None else int(total.to_integral_value(ROUND_HALF_UP))


def bound(price: Price, used: Used) -> int | None:
    """The most that a call costs which uses no more than this, rounded up; None if something in it has no price.

    No token comes from a cache, each may be written into one, and the dearer of two prices by length counts.
    """
    long = price.above is not None and price.over is not None and used.input > price.over
    totals = []
    for rates in (price, price.above) if long and price.above else (price,):
        each = None if rates.input is None else max(rates.input, rates.cached or ZERO, rates.cache_written or ZERO)
        total = _total(rates, used, (max(0, used.input - used.audio_input), each))
        if total is None:
            return None
        totals.append(total)
    return int(max(totals).to_integral_value(ROUND_CEILING))


def _total(rates: Rates, used: Used, *words_in: Row) -> Decimal | None:
    """All of it in micro-dollars. Dollars for a million of something are micro-dollars for one of them."""
    rows = [
        *words_in,
        (used.audio_input, rates.audio_input),
        (max(0, used.output - used.audio_output), rates.output),
        (used.audio_output, rates.audio_output),
    ]
    # One and the same thing is told as characters, seconds and pictures, and charged by one of them, or by tokens out.
    measures = [_spoken(rates, used), (used.seconds, _each(rates.second)), (used.images, _each(rates.image))]
    charged = [row for row in measures if row[0] and row[1] is not None]
    if not charged and not used.output and any(count for count, _ in measures):
        return None
    total = ZERO
    for count, price in [*rows, *charged]:
        if count:
            if price is None:
                return None
            total += Decimal(str(count)) * price
    return total


def _spoken(rates: Rates, used: Used) -> Row:
    """Its credits, if the provider counted them, or else its characters, by whichever price they have."""
    credit = _each(rates.credit, 1000)
    if used.credits and credit is not None:
        return used.credits, credit
    if rates.characters is None and credit is not None and rates.credits_per_character is not None:
        return used.characters, credit * rates.credits_per_character
    return used.characters or used.credits, rates.characters if used.characters else None


def _each(price: Decimal | None, micro: int = 1_000_000) -> Decimal | None:
    return None if price is None else price * micro
