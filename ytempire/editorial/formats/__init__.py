"""Kinds of film: how each is laid out and written from notes alone, and which notes it can be made of."""

from __future__ import annotations

from ytempire.editorial.formats import comparison, data_story, news_digest, quiz, tutorial
from ytempire.editorial.formats.skeleton import PLAIN, Skeleton
from ytempire.models import Brief

SKELETONS: dict[str, Skeleton] = {
    made.name: made
    for made in (comparison.SKELETON, data_story.SKELETON, news_digest.SKELETON, tutorial.SKELETON, quiz.SKELETON)
}


def of(format: str) -> Skeleton:
    """The skeleton of a kind of film, as a recipe's `format` names it; the plain one for every other."""
    return SKELETONS.get(format, PLAIN)


def suiting(brief: Brief, but: str = "") -> list[str]:
    """The kinds of film that these facts can be made into, the special ones first."""
    return [*(name for name, made in SKELETONS.items() if name != but and not made.unfit(brief)), "explainer"]
