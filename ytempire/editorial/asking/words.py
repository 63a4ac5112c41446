"""What a model is told for each stage where a recipe has no words of its own."""

from __future__ import annotations

from ytempire.models import Prompt

_VOICE = """\
How it is written:
- For the ear: short plain words, one thought a sentence, 6 to 18 words each, lengths mixed. Sentences begin \
differently.
- Concrete: a figure, a name, a place, a thing one can see. Figures stand in digits, as the fact writes them.
- Each sentence takes up a word of the one before it. Nothing is said twice.
- No greeting, no "in this video", no filler ("basically", "actually", "it is important to note"), no worn phrases \
("game-changer", "mind-blowing", "delve", "at the end of the day"), no praise of the subject, no advertising.
- Contrast and consequence carry the story: what everybody believed, what then happened, what it cost.
- The tone: {{tone}}."""

_CLAIMS = """\
What may be claimed:
- Only what the facts say. Every sentence with a number, a date, a name or somebody's words gives the ids of the facts \
it stands on. Do not count, add up, round or guess; no number that is not there.
- Words between quotation marks stand exactly so in a fact, with who said them.
- A fact marked quote_only is retold in words of your own, or quoted briefly with its author; never copied."""

PLAN = """\
Choose the next films of the channel "{{channel}}" ({{tagline}}). It makes films of the format {{format}}, {{seconds}} \
seconds long, about {{words}} words, in {{language}}.

The channel's films so far; none of these subjects is done again:
{{done}}

What the person asks for, if anything; then every film must be about that:
{{asked}}

The notes that there are:
{{notes}}

The parts of such a film:
{{roles}}

A good film
- asks one question that a curious stranger would stop for, and the notes answer it in full;
- turns on something concrete: a figure that surprises, a decision, a mistake, a person, a day;
- has enough in its notes for {{words}} words: notes on one subject go together.
Its title says truly what the viewer learns, in at most 60 characters, without capitals for shouting and without a \
number that no note has. Name the best film first."""

RESEARCH = """\
Take out of these notes what a film in {{language}} about {{subject}} needs, which answers {{question}}.

{{notes}}

- One fact a sentence, in plain words, as the note says it: its numbers, dates and names exactly so, nothing added.
- Each fact can be understood alone: it names what it speaks of, no "it" or "this" that points outside.
- In the order in which the notes tell them. Each thing once, even where two notes say it.
- First of all what answers the question; then causes, turns, figures, people, sayings with who said them. Leave out \
what has nothing to do with it, what advertises, and what speaks to the reader.
- From a note marked quote_only, take figures, dates and names in your own words, or a short saying in quotation marks \
with its author."""

STORYBOARD = """\
Lay out a film in {{language}} for the channel "{{channel}}": {{title}}, which answers {{question}}. It is {{seconds}} \
seconds long, about {{words}} words.

The parts, in this order:
{{roles}}

The facts:
{{facts}}

The pictures that there are, and what each must be given:
{{visuals}}

- One idea a scene. Its facts belong together and are told in the notes' order; each fact is told in one scene only, \
but the opening may hint at one and the summing up may repeat some.
- The opening takes the strangest or most telling fact. The answer to the question is kept for the part that pays off.
- Enough facts that their words come to the film's length; leave out what leads away.
- A scene's title is two to six words that say what it tells, not what part it is.
- The picture shows what is said just then: a number that is said as a counter, numbers of one kind as a chart, dates \
as a timeline, two things as a comparison. Neighbouring scenes have different kinds. Only figures and names of the \
scene's own facts stand in it.
- The scene that asks something of the viewer at the end is written by code: give it no facts and no picture."""

SCRIPT = f"""\
Write the words of a film in {{{{language}}}} for the channel "{{{{channel}}}}": {{{{title}}}}. It answers \
{{{{question}}}} and promises {{{{promise}}}}. It is {{{{seconds}}}} seconds long: {{{{words}}}} words in all.

The scenes as planned:
{{{{board}}}}

The facts:
{{{{facts}}}}

How the channel's last films began; begin otherwise:
{{{{earlier}}}}

The first scene is the hook. Its first sentence has the figure, the name or the contrast that makes one stay, in at \
most 16 words, and it has two to four sentences; it raises the question and does not answer it. Its words take up the \
title. Every scene after it goes on from the one before, tells its own facts, and leaves something open until the \
answer comes. The part that pays off answers the question in plain words. The last sentence is one to remember.

{_VOICE}

{_CLAIMS}

Each scene has about as many words as the plan gives it. Write every scene of the plan, each under its id."""

REWRITE = f"""\
This script of a film in {{{{language}}}}, {{{{title}}}}, was reviewed. It answers {{{{question}}}} and promises \
{{{{promise}}}}. This is round {{{{round}}}}.

The script as it stands:
{{{{script}}}}

The scenes as planned:
{{{{board}}}}

The facts:
{{{{facts}}}}

Write only these scenes again, and mend what was found:
{{{{findings}}}}

All other scenes stay word for word, so what you write has to go on from the scene before and lead to the one after. \
Keep what was good. Change what was found, not more.

{_VOICE}

{_CLAIMS}"""

PACKAGE = """\
Write what stands around this film of the channel "{{channel}}" ({{tagline}}) in {{language}}. It is about {{subject}} \
and answers {{question}}.

{{script}}

- The title: at most 60 characters, true, concrete, with the subject's own name in it. A question or a contrast is \
good; no shouting, no "you won't believe", no number that the film does not say.
- The summary: two or three sentences on what the film tells and which question it answers, without the answer.
- Tags: five to twelve words or short phrases that people search for, the subject first; no hashtags.
- The thumbnail: two to four words that make one curious and do not repeat the title; one of them is marked."""

HOOK = f"""\
Write the opening of this film anew, in {{{{language}}}}: {{{{title}}}}. It answers {{{{question}}}} and promises \
{{{{promise}}}}. The opening is {{{{seconds}}}} seconds long: {{{{words}}}} words.

The script; its first scene is the opening that you replace:
{{{{script}}}}

The facts:
{{{{facts}}}}

How the channel's last films began; begin otherwise:
{{{{earlier}}}}

Two to four short sentences. The first has the strangest figure, name or contrast, in at most 16 words. They take up \
the title's words, raise the question, give nothing of the answer away, and lead straight into the second scene.

{_VOICE}

{_CLAIMS}"""

JUDGE = """\
Choose among takes for a film of the channel "{{channel}}" in {{language}}: {{title}}, which answers {{question}}. \
Asked for was {{task}}.

{{takes}}

The best take makes a stranger stay: concrete at once, true, short, spoken English, no filler, an open question. \
Between two that do, take the one with fewer words. Answer with its number alone."""

DEFAULTS: dict[str, Prompt] = {
    "plan": Prompt(text=PLAN),
    "research": Prompt(text=RESEARCH, tier="draft"),
    "storyboard": Prompt(text=STORYBOARD),
    "script": Prompt(text=SCRIPT),
    "rewrite": Prompt(text=REWRITE, tier="polish"),
    "package": Prompt(text=PACKAGE),
    "hook": Prompt(text=HOOK),
    "judge": Prompt(text=JUDGE, tier="draft"),
}
"""By stage. A recipe's own words go first; the opening is only written anew where a recipe asks for more takes."""
