"""What it means when a service of OpenAI's protocol fails, for money and for what to do next."""

from __future__ import annotations

from collections.abc import Mapping

from ytempire.errors import Lost, OutOfCredit, Refused, Throttled, Unavailable, YtempireError
from ytempire.providers import _web

NO_CREDIT = frozenset({
    "insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "insufficient_credits",
    "credit_balance_too_low", "insufficient_funds",
})  # fmt: skip
_NEVER_SENT = frozenset({"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol"})


def translated(error: Exception, who: str, key: str, paid: bool = True) -> YtempireError:
    """An error of the SDK as what it means: never sent, perhaps billed, asked too often, out of credit, or refused."""
    import openai

    if isinstance(error, openai.APIStatusError):
        code, said = error.code or "", error.message
        if isinstance(error.body, dict):
            parts = [str(error.body.get(name)) for name in ("code", "message") if error.body.get(name)]
            said = ": ".join(dict.fromkeys(parts)) or said
        return meaning(who, key, error.status_code, dict(error.response.headers), code, said[:300])
    if isinstance(error, openai.APIConnectionError):
        cause = type(error.__cause__).__name__
        if cause in _NEVER_SENT:
            where = f"{error.request.url.host}:{error.request.url.port or 443}"
            return Unavailable(f"{who} cannot be reached at {where}", who, "Check the network and base_url.")
        what = f"{who} gave no answer: {'it took too long' if isinstance(error, openai.APITimeoutError) else cause}"
        return Lost(what, who, "It may have been billed.") if paid else Unavailable(what, who)
    return Refused(f"{who}: {type(error).__name__}: {str(error)[:200]}", who)


def meaning(who: str, key: str, status: int, headers: Mapping[str, str], code: str, said: str) -> YtempireError:
    """What a status means. That credit is gone is told by the code alone: talk of billing is in any 429's words."""
    if status == 402 or code in NO_CREDIT:
        return OutOfCredit(f"{who} has no credit left: {said}", f"{who} {status}", "Top it up, or choose another.")
    if status in (401, 403):
        return Refused(f"{who} does not accept the key: {said}", f"{who} {status}",
                       f"Set it anew: ytempire secrets set {key}")  # fmt: skip
    if status == 429:
        return Throttled(f"{who} is asked too often: {said}", f"{who} {status}", after=_web.retry_after(headers))
    if status in (408, 409, 425) or status >= 500:
        return Unavailable(f"{who} is not well: {said or status}", f"{who} {status}", after=_web.retry_after(headers))
    return Refused(f"{who} refused: {said or status}", f"{who} {status}")
