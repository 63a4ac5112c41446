"""The writer's own small words: asking, linking, turning, summing up; drawn so that films do not repeat them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ytempire.address import address

HOOK_NUMBER = (
    "Start with one number: {n}.",
    "Here is a number to hold on to: {n}.",
    "One number first: {n}.",
    "Remember this number: {n}.",
    "Take one number: {n}.",
)
HOOK_QUOTE = (
    "“{quote}” The words are {by}'s.",
    "“{quote}” Those words belong to {by}.",
    "“{quote}” That was {by}.",
)
STORY = (
    "This is the story of {what}.",
    "What follows is the story of {what}.",
    "Here is the story of {what}.",
)
ASKED = (
    "So here is the question. {q}",
    "That raises a question. {q}",
    "{q}",
    "And one question follows. {q}",
)
BEGINS = (
    "The answer begins in {year}.",
    "To answer that, go back to {year}.",
    "The trail starts in {year}.",
    "It takes us back to {year}.",
)
MET = (
    "On the way: {things}.",
    "The answer takes in {things}.",
    "We will come across {things}.",
    "It has to do with {things}.",
)
SAME_YEAR = ("That same year,", "In the same year,")
BEGINS_OLD = (
    "Let's start at the beginning.",
    "Let's take it from the start.",
    "Let's go through it, step by step.",
    "The answer comes in a few steps.",
)
STAKES = (
    "First, the setting.",
    "First, picture the scene.",
    "First, the scene.",
    "Picture it.",
)
BEFORE = (
    "First, the world before.",
    "Picture the time before.",
    "Look at how it was before.",
)
PERSON = (
    "Enter {name}.",
    "This is where {name} comes in.",
    "Then {name} stepped in.",
    "Now meet {name}.",
)
NUMBERS = (
    "Now put a number on it.",
    "Look at the figures.",
    "And now the numbers.",
    "The figures tell it best.",
)
NEXT = (
    "Look a little closer.",
    "There is more to it.",
    "Here is the next piece.",
    "And that is not all.",
    "One step further.",
    "Go on a little.",
)
TURN = (
    "But there is another side.",
    "Now for the other side of it.",
    "But that is only half of it.",
    "There is a catch, though.",
    "But look again.",
)
LATER = {
    3.0: ("Years later,", "Years after that,"),
    20.0: ("Decades later,",),
    25.0: ("Decades later,", "A generation later,"),
    36.0: ("Decades later,",),
    110.0: ("More than a century later,",),
    210.0: ("Centuries later,",),
}
THEN_CAME = ("Then came {date}.", "Next came {date}.", "And then, {date}.")
QUOTED = (
    "{by} put it like this: “{quote}”",
    "In the words of {by}: “{quote}”",
    "{by} had words for it: “{quote}”",
    "Listen to {by}: “{quote}”",
)
WHY = ("Why?", "Why is that?", "The reason?", "How come?")
PAYOFF = (
    "So, back to the question. {q}",
    "So, {lower}",
    "Now we can answer it. {q}",
    "Back to what we asked. {q}",
    "Time for the answer. {q}",
)
PAYOFF_SHORT = ("So, {lower}", "So {lower}", "Now, {lower}", "And so, {lower}")
PAYOFF_STORY = (
    "And where does that leave us?",
    "And what followed from it?",
    "And where did it lead?",
    "So what came of it?",
)
KNOW = (
    "What else do we know about {what}?",
    "So what do we know about {what}?",
    "Here is what we know about {what}.",
    "And that is only one thing about {what}.",
)
THAT_IS = ("And that is {indirect}.", "So that is {indirect}.", "That, in the end, is {indirect}.")
PAYOFF_LAST = ("One last thing.", "And finally.", "That leaves one more thing.", "And last of all.")
PAYOFF_NOW = ("And today?", "And now?", "So what about today?", "Where does that leave us now?")
RECAP = (
    "In short.",
    "The short version.",
    "Put together, it looks like this.",
    "Here it is once more, in a few words.",
    "All of it in one breath.",
    "To sum up.",
)
COUNTDOWN = (
    "The rule is simple: the best comes last.",
    "One rule: we count down, and the strongest comes last.",
    "We count down, and we save the best.",
    "The list runs backwards, so stay for number one.",
)
LIST_HOOK = (
    "How well do you know {what}? Let's find out.",
    "What do you know about {what}? Probably not all of this.",
    "Think you know {what}? Count along.",
    "How many of these did you know about {what}?",
)
ONE = ("And number one.", "Which leaves number one.", "That brings us to number one.", "Number one, then.")
WHY_ONE = ("What is behind it?", "And there is a reason for it.", "Where does that come from?")
LOOP_ASK = (  # each runs on into the film's first words, a question
    "And the next time somebody asks you…",
    "So when a friend wants to know…",
    "Now ask the person next to you…",
)
LOOP_SAY = (  # each runs on into the film's first words
    "And that is why it bears repeating…",
    "So it is worth saying once more…",
    "Which takes us back to the first line…",
)
CLOSE = (
    "And that is the story of {what}.",
    "That was {what}.",
    "So much for {what}.",
)


def rank(seed: int, key: str, slot: str, n: int) -> list[int]:
    """The order in which the wordings of a slot are tried: fixed by the film and its seed, different between films."""
    start = int(address("wording", seed, key, slot)[:8], 16)
    order = list(range(n))
    order.sort(key=lambda i: address("wording", start, i)[:12])
    return order


def skeleton(text: str) -> str:
    """What two uses of one wording have in common, whatever fills it."""
    text = re.sub(r"\{\w+\}", "§", text)
    parts = [p.strip(" .,:“”'") for p in text.split("§")]
    return max(parts, key=len).lower()


class Wording:
    """Draws wordings; none twice in a film, and none that an earlier film of the channel used while others are left."""

    def __init__(self, seed: int, key: str, earlier: Sequence[str] = ()) -> None:
        self._seed = seed
        self._key = key
        self._earlier = [e.lower() for e in earlier]
        self._used: set[str] = set()

    def heard(self, phrase: str) -> bool:
        """Whether an earlier film of the channel has used this wording."""
        bones = skeleton(phrase)
        return len(bones) > 3 and any(bones in e for e in self._earlier)

    def pick(self, slot: str, bank: Sequence[str], **fill: str) -> str:
        """One wording out of a bank, filled in."""
        order = [bank[i] for i in rank(self._seed, self._key, slot, len(bank))]
        fresh = [p for p in order if p not in self._used]
        chosen = next((p for p in fresh if not self.heard(p)), (fresh or order)[0])
        self._used.add(chosen)
        return chosen.format(**fill)

    def spent(self, bank: Sequence[str]) -> int:
        """How many wordings of a bank this film has used."""
        return sum(1 for p in bank if p in self._used)

    def chance(self, slot: str, out_of: int) -> int:
        """A number below `out_of`, fixed by the film, its seed and the slot."""
        return int(address("chance", self._seed, self._key, slot)[:8], 16) % out_of
