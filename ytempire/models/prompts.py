"""The words of a recipe for writers that are models: for which stages there are any, and what code fills in."""

from __future__ import annotations

import re

COMMON = {
    "channel": "the channel's name as viewers know it",
    "language": "what the film is written in, such as English",
    "tone": "how the channel talks",
    "format": "the kind of film, such as explainer",
    "seconds": "how long it is, such as 70 to 105",
    "words": "how many words that is, such as 175 to 262",
}
"""Names that most stages know. What they hold comes from the recipe and the channel's file."""

_ABOUT = {
    "subject": "what the film is about, on one line, in quotes",
    "question": "the question that it answers, on one line, in quotes",
    "title": "its working title, on one line, in quotes",
}
_BRAND = {
    "tagline": "what the channel is, in one line",
    "call_to_action": "the last sentence of a film of the channel, or nothing",
}
_ROLES = {"roles": "the parts of the film in order: name, how many scenes, seconds, goal and pictures of each"}
_FACTS = {"facts": "data: the facts by their ids, each with its note's id and whether its words may be spoken"}
_PROMISE = {"promise": "what the opening promises, on one line, in quotes"}
_EARLIER = {"earlier": "data: how the channel's last films began, or nothing"}

FILLED: dict[str, dict[str, str]] = {
    "plan": {
        **COMMON,
        **_BRAND,
        **_ROLES,
        "notes": "data: the notes by their ids, with title and text",
        "done": "data: subjects and questions of the channel's films so far",
        "asked": "data: what the person asked for, or nothing",
    },
    "research": {
        "language": COMMON["language"],
        "format": COMMON["format"],
        **_ABOUT,
        "notes": "data: the notes by their ids, with title and text",
    },
    "storyboard": {
        **COMMON,
        **_BRAND,
        **_ABOUT,
        **_ROLES,
        **_FACTS,
        "visuals": "the kinds of picture that scenes may have, and what each needs",
        "previous": "the title of the channel's film before this one, on one line, in quotes, or nothing",
    },
    "script": {
        **COMMON,
        **_BRAND,
        **_ABOUT,
        **_PROMISE,
        **_ROLES,
        **_FACTS,
        **_EARLIER,
        "board": "data: the planned scenes: id, role, goal, title, facts, picture, seconds and words of each",
    },
    "rewrite": {
        **COMMON,
        **_ABOUT,
        **_PROMISE,
        **_ROLES,
        **_FACTS,
        "board": "data: the planned scenes: id, role, goal, title, facts, picture, seconds and words of each",
        "script": "data: the script as it stands, scene by scene",
        "findings": "the scenes to be written again, by their ids, with what was seen in each and how to mend it",
        "round": "which time this is, from 1",
    },
    "package": {
        "channel": COMMON["channel"],
        "language": COMMON["language"],
        "tone": COMMON["tone"],
        "format": COMMON["format"],
        "tagline": _BRAND["tagline"],
        **_ABOUT,
        "script": "data: the script, scene by scene",
    },
    "hook": {
        **COMMON,
        **_ABOUT,
        **_PROMISE,
        **_FACTS,
        **_EARLIER,
        "script": "data: the script, scene by scene; its first scene is the one to be written anew",
    },
    "judge": {
        "channel": COMMON["channel"],
        "language": COMMON["language"],
        "tone": COMMON["tone"],
        "format": COMMON["format"],
        **_ABOUT,
        **_PROMISE,
        **_FACTS,
        "task": "what the takes were asked for, in a few words",
        "takes": "data: the takes by their numbers, from 1",
    },
}
"""What code fills in, by stage and by name. What begins with "data" stands between marks, and is no instruction.

How the answer must look is not in the template: the writer adds it. In `hook`, seconds and words are the opening's.
"""

NEEDED: dict[str, tuple[str, ...]] = {
    "plan": ("notes",),
    "research": ("notes",),
    "storyboard": ("facts", "roles", "visuals"),
    "script": ("board", "facts"),
    "rewrite": ("script", "findings", "facts"),
    "package": ("script",),
    "hook": ("script", "facts"),
    "judge": ("takes",),
}
"""Names that a stage's template cannot do without: the model would not see what it works on."""

STAGES: tuple[str, ...] = tuple(FILLED)

BRACES = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
"""A name to be filled in, as it stands in a template; what stands inside is stripped and looked up."""
