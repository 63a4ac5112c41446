"""Whom to ask: the first of a chain that is ready, well and within the budget, and a line when it is a later one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from ytempire.config.sections import Chain
from ytempire.contracts import Provider, Reply, Request
from ytempire.errors import BudgetReached, OutOfCredit, Refused, Unavailable, YtempireError

if TYPE_CHECKING:
    from ytempire.gateway import Gateway

R = TypeVar("R", bound=Reply)


def first_that_answers(
    door: Gateway, requests: Sequence[Request[R]], chain: Chain, weigh: Callable[[R], float] | None
) -> tuple[str, list[R]]:
    """Ask the chain's providers in order; the first that answers everything has its name given with the answers.

    Raises BudgetReached when nobody is left and money was the reason for one of them, else Unavailable.
    """
    kind = requests[0].kind
    why: list[str] = []
    dear: BudgetReached | None = None
    for place, name in enumerate(chain.use):
        further = chain.use[place + 1 :]
        slot = f"{kind}_{name}"
        if slot in door.down:
            why.append(f"{name}: {door.down[slot]}")
            continue
        provider = door.provider(kind, name, chain)
        lack = provider.ready()
        if lack:
            why.append(f"{name}: {lack}")
            if further:
                door.say_once("note", f"{kind} {name} is passed over: {lack}")
            continue
        try:
            return name, door.all_of_one(requests, provider, weigh, bool(further))
        except BudgetReached as error:
            dear = dear or error
            why.append(f"{name}: {_what(error)}")
            if further:
                door.say_once("warn", f"{kind} {name} is too dear, going on with {further[0]}: {_what(error)}")
        except (Refused, Unavailable) as error:
            if isinstance(error, Unavailable | OutOfCredit):
                door.down[slot] = _what(error)
            why.append(f"{name}: {_what(error)}")
            if further:
                door.say_once("warn", f"{kind} {name}, going on with {further[0]}: {_what(error)}")
    if dear and len(why) == 1:
        raise dear
    left = f"no {kind} is left: {'; '.join(why)}"
    if dear:
        raise BudgetReached(left, dear.problems[0].where or door.stage, dear.problems[0].next)
    raise Unavailable(left, door.stage, "Mend one of them and run again.")


def unpriced(provider: Provider, stage: str) -> BudgetReached:
    """Nobody is asked whose price is not known; where it is the model's that is missing, the model is named."""
    account, model = provider.account or provider.name, str(getattr(provider.options, "model", ""))
    missing = bool(model) and provider.kit.prices.of(account, model) is None
    who = f"{provider.kind} {provider.name}"
    what, of = (f"the price of {model}", f"{account} {model}") if missing else ("its price for this", who)
    return BudgetReached(f"{who} is not asked: {what} is not known", stage,
                         f"Give the price of {of} in prices.yaml, or choose another provider.")  # fmt: skip


def _what(error: YtempireError) -> str:
    """What is wrong, without what to do about it; of a budget also which one."""
    said = "; ".join(problem.what.rstrip(".") for problem in error.problems)
    which = error.problems[0].where if isinstance(error, BudgetReached) else ""
    return f"{said} ({which})" if which.startswith("budget.") else said
