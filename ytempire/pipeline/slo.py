"""How the providers are doing, from the ledger and from what is remembered of their health."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from ytempire.gateway.health import Health
from ytempire.ledger import Ledger

PER_PROVIDER = """
select kind, provider, max(account) as account,
 sum(state in ('made', 'failed', 'unsure') and tries > 0) as attempts,
 sum(state = 'made') as made,
 sum(state = 'remembered') as remembered,
 sum(state = 'failed' and tries > 0) as failed,
 sum(state = 'unsure') as uncertain,
 sum(fault in ('Throttled', 'Crowded')) as throttled,
 sum(tries > 1) as retries,
 sum(microusd) as microusd,
 sum(saved) as saved
from calls where at >= ?{channel} group by kind, provider order by kind, provider
"""


def slo(ledger: Ledger, cache: Path, channel: str = "", days: int = 30) -> dict[str, Any]:
    """Rates of the last days, for each provider and for all together; uncertain calls; accounts that are not well.

    429, retries and failures are shares of the attempts that went out; hits are shares of all answers, and of the
    money that the answers of paid calls cost or would have cost.
    """
    since = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="milliseconds")
    only, values = (" and channel = ?", (since, channel)) if channel else ("", (since,))
    rows = ledger.rows(PER_PROVIDER.format(channel=only), *values)
    summed = ("attempts", "made", "remembered", "failed", "uncertain", "throttled", "retries", "microusd", "saved")
    total = {name: sum(row[name] for row in rows) for name in summed}
    uncertain = ledger.rows(
        "select id, run, channel, stage, kind, provider, microusd, fault, at from calls"
        f" where state in ('unsure', 'intent') and at >= ?{only} order by id",
        *values,
    )
    now = time.time()
    return {
        "days": days,
        "channel": channel or None,
        "all": _rates(total),
        "providers": [
            {"kind": row["kind"], "provider": row["provider"], "account": row["account"], **_rates(row)} for row in rows
        ],
        "uncertain": [{**row, "most_usd": row.pop("microusd") / 1e6} for row in uncertain],
        "health": [
            {"account": pulse.account, "state": state, "failures": pulse.failures, "why": pulse.why,
             "seconds_left": max(0, round(pulse.until - now))}
            for pulse, state in Health(cache / "health").pulses()
        ],
    }  # fmt: skip


def _rates(row: dict[str, Any]) -> dict[str, Any]:
    attempts, answers = row["attempts"], row["made"] + row["remembered"]
    money = row["microusd"] + row["saved"]

    def share(part: int, of: int) -> float:
        return round(part / of, 4) if of else 0.0

    return {
        "attempts": attempts,
        "made": row["made"],
        "remembered": row["remembered"],
        "failed": row["failed"],
        "uncertain": row["uncertain"],
        "rate_429": share(row["throttled"], attempts),
        "retry_rate": share(row["retries"], attempts),
        "failure_rate": share(row["failed"] + row["uncertain"], attempts),
        "hit_rate": share(row["remembered"], answers),
        "hit_rate_money": share(row["saved"], money),
        "cost_usd": row["microusd"] / 1e6,
        "saved_usd": row["saved"] / 1e6,
    }
