"""What a thumbnail may say: a few ideas that differ, each from the film's own scenes and at most four words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ytempire.editorial import labels
from ytempire.editorial.casing import lower_first, upper_first
from ytempire.editorial.describing import HOW_LONG
from ytempire.editorial.lexicon import FUNCTION
from ytempire.editorial.words import STOPWORDS, stem, tokens
from ytempire.models import Chart, Comparison, Counter, Cut, Idea, Moments, Pie, Quiz, Script, Statement, Title, Topic

MOST = 4  # words, without figures
FEWEST = 3  # ideas of a film
SHORT = 16  # characters of one side of a comparison
_NO_THING = re.compile(
    r"(?:Next|After|Before|When|While|If|As|In|On|At|For|With|From|So|But|And|Most|Some|All|Both|That|This)\b"
)
_LINK = re.compile(  # a question that only leads on
    r"(?:And|So|But|Now|On|What about|How come|Why is that|Why so|How so|Why not|What next|What then)\b", re.IGNORECASE
)
_SHORTER = (
    (r"which is the better", "Which is better?"),
    (r"which is (\w+er|more \w+)\b", r"Which is \1?"),
    (r"what sets .+ apart", "What's the difference?"),
    (r"what is the story|what do the numbers say|what became of", "What happened?"),
    (r"how well do you know", "Do you know?"),
    (r"what is the news", "What's new?"),
    (r"what do we know", "What do we know?"),
)
ASKING = frozenset(("why", "how", "who", "what", "when", "where"))


@dataclass(frozen=True)
class Pitch:
    """One idea of a thumbnail: its words, and what stands with them."""

    idea: Idea
    words: str = ""
    accent: str = ""
    figure: str = ""
    second: str = ""
    sides: tuple[str, ...] = ()


def pitches(script: Script, topic: Topic, cuts: Sequence[Cut], words: str, accent: str = "") -> tuple[Pitch, ...]:
    """One pitch for each idea that the film has something for, the likeliest first; `words` are the writer's own."""
    title = script.title or topic.title
    found: list[Pitch] = []
    for offers in (_numbers(cuts, title, words), _comparisons(cuts), _questions(script, topic, title)):
        best = next(iter(offers), None)
        if best:
            found.append(best)
    told = {pitch.figure for pitch in found if pitch.idea == "number"}
    plain = next(iter(_plain(cuts, title)), "")
    if not plain and (not words or any(figure and words.startswith(figure) for figure in told)):
        plain = upper_first(_few(topic.subject, MOST))
    if plain or words:
        found.append(Pitch("object", plain or words, labels.accent(plain) if plain else accent))
    if words:
        found.append(Pitch("words", words, accent))
    if len(found) < FEWEST:  # no figure and nothing to compare: two things that the film says
        said = {_bare(pitch.words) for pitch in found}
        tests = "Test yourself" if re.match(r"How well do you know", title) else ""
        spare = [*list(_plain(cuts, title))[:6], upper_first(_few(topic.subject, MOST)), tests]
        more = dict.fromkeys(text for text in spare if text and _bare(text) not in said)
        found += [Pitch("words", text, labels.accent(text)) for text in more][: FEWEST - len(found)]
    return tuple(found)


def _bare(words: str) -> str:
    return " ".join(tokens(words))


def _plain(cuts: Sequence[Cut], title: str) -> Iterator[str]:
    """Few words without a figure that the film itself shows, and its title does not say; whole sentences first."""
    offers: list[tuple[int, str]] = []
    for cut in cuts:
        visual = cut.visual
        shown = visual.text if isinstance(visual, Statement) else visual.headline if isinstance(visual, Title) else ""
        text = " ".join(shown.split()).rstrip(".")
        long_enough = 2 <= counted(text) <= MOST and len(text) <= 26
        if not long_enough or re.search(r"\d|\?$", text) or _shared(text, title) >= 0.5 or _NO_THING.match(text):
            continue
        if isinstance(visual, Statement) or not (isinstance(visual, Title) and visual.support):
            offers.append((0, text))
        elif re.search(r"\s[A-Z]", text):  # a name stands for itself; "A gust" is half of what its card says
            offers.append((1, text))
    yield from (text for _, text in sorted(offers, key=lambda offer: offer[0]))


def counted(*texts: str) -> int:
    """Words, without figures: `$5.86` and `36×` are none."""
    return sum(bool(re.search(r"[^\W\d_]{2,}|^[^\W\d_]$", part)) for text in texts for part in text.split())


def _shared(words: str, title: str) -> float:
    own = {stem(t) for t in tokens(words)}
    return len(own & {stem(t) for t in tokens(title)}) / len(own) if own else 0.0


# --- a number -------------------------------------------------------------------------------------


def _numbers(cuts: Sequence[Cut], title: str, told: str) -> Iterator[Pitch]:
    """The film's numbers with what they count, those first whose words the title does not say."""
    offers = []
    for place, cut in enumerate(cuts):
        for shown, label in _figures(cut):
            words = _few(label, MOST - counted(shown))
            if not re.search(r"\d", shown) or len(shown) > 12 or counted(shown) > 2:
                continue
            size = len(re.sub(r"\D", "", shown))
            worth = (counted(words) > 0) * 1.0 - _shared(words, title) - 0.03 * place - 0.05 * counted(shown)
            worth += 0.06 * min(size, 6) + 0.2 * bool(re.search(r"[%$£€]", shown)) - 0.5 * (size < 2)
            worth -= 0.4 * bool(HOW_LONG.fullmatch(f"{shown} {label}"))
            offers.append((-worth, place, Pitch("number", words, _last(words), shown)))
    yield from (pitch for _, _, pitch in sorted(offers, key=lambda offer: offer[:2]))
    if begins := re.match(r"([^\w\s]?\d\S*)\s+(\D+)$", told):
        yield Pitch("number", begins[2], _last(begins[2]), begins[1])


def _figures(cut: Cut) -> Iterator[tuple[str, str]]:
    visual = cut.visual
    if isinstance(visual, Counter):
        did = visual.second.split()[0] if visual.second and len(visual.label.split()) == 1 else ""
        yield visual.shown, f"{visual.label} {did}" if re.fullmatch(r"[a-z]{3,}ed", did) else visual.label
    elif isinstance(visual, Chart) and visual.bars:
        bar = visual.bars[visual.accent if visual.accent is not None and visual.accent < len(visual.bars) else 0]
        if re.search(r"[^\d.,\s]", bar.shown):
            yield bar.shown, visual.unit if visual.unit not in {"", "%", "percent"} else bar.label
        elif visual.unit:  # "20 Brown bat" says nothing
            yield bar.shown, lower_first(visual.unit)
    elif isinstance(visual, Pie):
        part = visual.parts[visual.accent if visual.accent is not None and visual.accent < len(visual.parts) else 0]
        yield part.shown, visual.unit or part.label
    elif isinstance(visual, Moments):
        for moment in visual.moments[-1:]:
            yield moment.date, moment.text


def _few(text: str, most: int) -> str:
    """The text if it is short enough, else its beginning as far as it can stand alone, else nothing."""
    text = " ".join(text.split()).strip(" .,:;")
    if not text or most < 1:
        return ""
    if len(text.split()) <= most and len(text) <= 26:
        return text
    short = labels.thing(text, most)
    return short if short and len(short.split()) <= most and len(short) <= 26 else ""


def _last(words: str) -> str:
    """The word to set in colour."""
    return labels.accent(words) if words else ""


# --- a comparison ---------------------------------------------------------------------------------


def _comparisons(cuts: Sequence[Cut]) -> Iterator[Pitch]:
    """Two values or two things that the film sets side by side."""
    for cut in cuts:
        visual = cut.visual
        pairs: list[tuple[tuple[str, str], tuple[str, str]]] = []
        unit = ""
        if isinstance(visual, Comparison):
            if visual.left.shown and visual.right.shown:
                pairs.append(((visual.left.shown, visual.left.title), (visual.right.shown, visual.right.title)))
            pairs.append(((visual.left.title, ""), (visual.right.title, "")))
        elif isinstance(visual, Chart) and len(visual.bars) == 2:
            (first, second), unit = visual.bars, visual.unit
            pairs.append(((first.shown, first.label), (second.shown, second.label)))
        elif isinstance(visual, Counter) and re.match(r"[^\w\s]{0,2}\d", visual.second):
            pairs.append(((visual.shown, ""), (visual.second, "")))
        for (one, under), (two, below) in pairs:
            if max(len(one), len(two)) > SHORT or one == two or counted(one, two) > MOST:
                continue
            named = (_side(under), _side(below))
            units = (unit, unit) if 0 < len(unit) <= 10 else ("", "")
            sides: tuple[str, ...] = next((s for s in (named, units) if all(s) and counted(one, two, *s) <= MOST), ())
            if sides == named and named[0].lower() == named[1].lower():
                sides = ()
            if not sides and re.fullmatch(r"[\d.,]+", one + two):
                continue  # of what, nobody could tell
            yield Pitch("comparison", figure=one, second=two, sides=sides)


def _side(text: str) -> str:
    """One word for a side: what stays when articles and the like are gone."""
    words = [w for w in text.split() if w.lower() not in labels.LOOSE]
    return words[-1].strip(".,;:") if words and len(words) <= 3 and len(words[-1]) <= 10 else ""


# --- a question -----------------------------------------------------------------------------------


def _questions(script: Script, topic: Topic, title: str) -> Iterator[Pitch]:
    """A question of at most four words: one that the film asks, or the word that its own question begins with."""
    asked = [scene.visual.text for scene in script.scenes if isinstance(scene.visual, Quiz)]
    asked += [line.text for scene in script.scenes for line in scene.lines if line.text.endswith("?")]
    for text in asked:
        short = " ".join(text.split())
        asks = [w for w in tokens(short) if w not in STOPWORDS and w not in FUNCTION]
        fits = counted(short) <= MOST and len(short) <= 28 and _shared(short, title) < 0.5
        if asks and fits and not _LINK.match(short):
            yield Pitch("question", short, _last(short.rstrip("?")))
    for text in (script.question, topic.question):
        for pattern, short in _SHORTER:
            if found := re.search(pattern, text, re.IGNORECASE):
                said = found.expand(short)
                yield Pitch("question", said, _last(said.rstrip("?")))
    for text in (script.question, topic.question, title):
        first = text.split()[0].strip("?¿,") if text.split() else ""
        if first.lower() in ASKING:
            yield Pitch("question", f"{first}?")
