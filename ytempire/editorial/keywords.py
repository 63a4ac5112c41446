"""The words and phrases that a text turns on."""

from __future__ import annotations

import re
from collections import Counter

from ytempire.editorial.lexicon import ADVERBS, ALSO_NOUNS, FUNCTION, LEMMA_ING, LEMMA_PAST, LEMMA_THIRD, NUMBER_WORDS
from ytempire.editorial.words import STOPWORDS, stem


def phrases(text: str, most: int = 8) -> list[str]:
    """The phrases of one to three words that come back most, as they are first written; names and pairs count more."""
    seen: Counter[str] = Counter()
    shown: dict[str, str] = {}
    first: dict[str, int] = {}
    for place, run in enumerate(_runs(text)):
        for n in (1, 2, 3):
            for i in range(len(run) - n + 1):
                gram = run[i : i + n]
                if n == 1 and len(gram[0]) < 4:
                    continue
                key = " ".join(stem(w) for w in gram)
                seen[key] += 1
                shown.setdefault(key, " ".join(gram))
                first.setdefault(key, place)
    scored: dict[str, float] = {}
    for key, n in seen.items():
        size = key.count(" ") + 1
        name = all(w[0].isupper() for w in shown[key].split())
        if n < 2 and not name:
            continue
        scored[key] = n * (1.0, 1.7, 1.9)[size - 1] * (1.25 if name else 1.0) + (0.8 if first[key] == 0 else 0.0)
    out: list[str] = []
    taken: list[set[str]] = []
    for key in sorted(scored, key=lambda k: (-scored[k], first[k], k)):
        stems = set(key.split())
        if any(stems <= t or t <= stems for t in taken):
            continue
        taken.append(stems)
        out.append(shown[key])
        if len(out) == most:
            break
    return out


def _runs(text: str) -> list[list[str]]:
    """Runs of words that carry meaning, cut at marks, small words and verbs."""
    runs: list[list[str]] = []
    run: list[str] = []
    for match in re.finditer(r"[^\W\d_][\w'’-]*|[.,;:!?()\n]", text):
        word = re.sub(r"['’]s$", "", match.group())
        low = word.lower()
        verb = not word[0].isupper() and (
            low in LEMMA_PAST or low in LEMMA_ING or (low in LEMMA_THIRD and low not in ALSO_NOUNS)
        )
        stop = (
            low in STOPWORDS or low in FUNCTION or low in ADVERBS or low in NUMBER_WORDS or verb or low.endswith("ly")
        )
        if not word[0].isalpha() or stop:
            if run:
                runs.append(run)
            run = []
        else:
            run.append(word)
            if match.group() != word:
                runs.append(run)
                run = []
    if run:
        runs.append(run)
    return runs
