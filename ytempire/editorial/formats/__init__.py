"""Kinds of film: how each is laid out and written from notes alone, and which notes it can be made of."""

from __future__ import annotations

from ytempire.editorial.formats import comparison, data_story, news_digest, quiz, story, tutorial
from ytempire.editorial.formats.skeleton import PLAIN, Skeleton as Skeleton
from ytempire.models import Brief

_MADE = (story, comparison, data_story, news_digest, tutorial, quiz)
SKELETONS: dict[str, Skeleton] = {module.SKELETON.name: module.SKELETON for module in _MADE}


def of(format: str) -> Skeleton:
    """The skeleton of a kind of film, as a recipe's `format` names it; the plain one for every other."""
    return SKELETONS.get(format, PLAIN)


def suiting(brief: Brief, but: str = "") -> list[str]:
    """The kinds of film that these facts can be made into, the special ones first."""
    return [*(name for name, made in SKELETONS.items() if name != but and not made.unfit(brief)), "explainer"]
