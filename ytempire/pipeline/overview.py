"""A channel in figures, from the ledger."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import Any

from ytempire.ledger import Ledger
from ytempire.models import Review, Timeline, Topic, Video
from ytempire.pipeline.graph import NAMES


def overview(ledger: Ledger, channel: str, limit: int) -> dict[str, Any]:
    """Runs by state, seconds a stage, calls and cost of a channel, and its last videos, the latest first."""
    runs = [run for run in ledger.runs(channel) if run.state != "dropped"]
    states = {state: sum(run.state == state for run in runs) for state in ("done", "open", "waiting", "failed")}
    calls = ledger.rows(
        "select coalesce(sum(state in ('made', 'unsure')), 0) as made,"
        " coalesce(sum(state = 'remembered'), 0) as remembered, coalesce(sum(state = 'failed'), 0) as failed,"
        " coalesce(sum(case when state != 'remembered' then microusd end), 0) as microusd"
        " from calls where channel = ?",
        channel,
    )[0]
    took = ledger.rows(
        "select stage, seconds from artifacts join runs on runs.id = artifacts.run"
        " where channel = ? and artifacts.state = 'made'",
        channel,
    )
    stages = []
    for name in NAMES:
        seconds = [row["seconds"] for row in took if row["stage"] == name]
        if seconds:
            stages.append(
                {
                    "stage": name,
                    "made": len(seconds),
                    "median": round(median(seconds), 3),
                    "longest": round(max(seconds), 3),
                }
            )
    asked = calls["made"] + calls["remembered"]
    cost = calls["microusd"] / 1e6
    return {
        "channel": channel,
        "runs": {"all": len(runs), **states},
        "calls": {
            "made": calls["made"],
            "remembered": calls["remembered"],
            "failed": calls["failed"],
            "remembered_share": calls["remembered"] / asked if asked else 0.0,
        },
        "cost_usd": cost,
        "cost_per_video_usd": cost / states["done"] if states["done"] else cost,
        "stages": stages,
        "videos": [_video(ledger, run) for run in list(reversed(runs))[:limit]],
    }


def _video(ledger: Ledger, run: Any) -> dict[str, Any]:
    kept = ledger.all_latest(run.id)
    topic = Topic.model_validate_json(kept["plan"].body).title if "plan" in kept else ""
    video = Video.model_validate_json(kept["render"].body) if "render" in kept else None
    review = Review.model_validate_json(kept["review"].body) if "review" in kept else None
    cuts = Timeline.model_validate_json(kept["timeline"].body).cuts if "timeline" in kept else ()
    pictures = {cut.id: cut.picture_from for cut in cuts if cut.picture_from}
    return {
        "run": run.id,
        "date": run.date,
        "title": topic,
        "state": run.state,
        "folder": run.folder,
        "seconds": video.seconds if video else None,
        "score": round(review.score) if review else None,
        "pictures": pictures,
        "pictures_from": dict(Counter(pictures.values())),
        "cost_usd": ledger.count_calls(run.id)["microusd"] / 1e6,
    }
