"""The review lets good scripts pass and sees what is broken."""

import random
import re
from collections.abc import Callable

import films
import pytest

from ytempire.editorial.scoring import review
from ytempire.models import Brief, History, Line, Past, Scene, Script

GOOD = [
    *films.films(),
    *films.films("short", 2),
    *films.starter_films("demo", "explainer"),
    *films.starter_films("demo", "listicle"),
    *films.starter_films("demo-short", "short"),
]
LONG_ENOUGH = [f for f in GOOD if not any(g.check == "too short" for g in f.review().gates)]


def test_good_scripts_pass():
    assert len(LONG_ENOUGH) >= len(GOOD) * 0.9
    for film in LONG_ENOUGH:
        told = film.review()
        assert told.gates == (), film.script.title
        assert told.score >= 80, film.script.title
        assert told.verdict == "approve"


def rebuilt(script: Script, lines: list[list[Line]]) -> Script:
    scenes = zip(script.scenes, lines, strict=True)
    return script.model_copy(
        update={"scenes": tuple(s.model_copy(update={"paragraphs": (tuple(x),)}) for s, x in scenes if x)}
    )


def every(script: Script, change: Callable[[Line], Line]) -> Script:
    return rebuilt(script, [[change(x) for x in s.lines] for s in script.scenes])


def shuffled(script, rng):
    flat = [x for s in script.scenes for x in s.lines]
    rng.shuffle(flat)
    rest = iter(flat)
    return rebuilt(script, [[next(rest) for _ in s.lines] for s in script.scenes])


def words_shuffled(script, rng):
    def change(line):
        words = line.text.rstrip(".?!").split()
        rng.shuffle(words)
        return line.model_copy(update={"text": " ".join(words) + "."})

    return every(script, change)


def repeated_block(script, rng):
    lines = [list(s.lines) for s in script.scenes]
    i = rng.randrange(1, len(lines) - 1)
    lines[i] *= 2
    return rebuilt(script, lines)


def boilerplate(script, rng):
    lines = [list(s.lines) for s in script.scenes]
    lines[0] = [Line(text="Hey guys, welcome back to my channel!"), *lines[0]]
    return rebuilt(script, lines)


def numbers_changed(script, rng):
    def other(found):
        return str(int(found.group()) + rng.randrange(3, 97))

    return every(script, lambda x: x.model_copy(update={"text": re.sub(r"\d+", other, x.text)}))


def cut(script, rng):
    left = int(sum(len(s.lines) for s in script.scenes) * 0.6)
    lines = []
    for s in script.scenes:
        lines.append(list(s.lines)[: max(0, left)])
        left -= len(s.lines)
    return rebuilt(script, lines)


DRIFT = [
    "Bitcoin miners buy cheap power in Texas.",
    "The football season opens with a derby.",
    "My favourite pasta needs garlic and basil.",
    "Interest rates moved the bond market again.",
    "A good gym plan alternates pushing and pulling.",
]


def drift(script, rng):
    lines = [list(s.lines) for s in script.scenes]
    for i in range(1, len(lines) - 1):
        lines[i].append(Line(text=rng.choice(DRIFT)))
    return rebuilt(script, lines)


def filler(script, rng):
    return every(
        script, lambda x: x.model_copy(update={"text": f"Basically, um, {x.text}"}) if rng.random() < 0.3 else x
    )


def no_hook(script, rng):
    return script.model_copy(update={"scenes": tuple(s for s in script.scenes if s.role != "hook")})


@pytest.mark.parametrize(
    "corrupt",
    [shuffled, words_shuffled, repeated_block, boilerplate, numbers_changed, cut, drift, filler, no_hook],
    ids=lambda c: c.__name__,
)
def test_a_corrupted_script_loses_points(corrupt):
    wins = []
    for i, film in enumerate(LONG_ENOUGH):
        bad = corrupt(film.script, random.Random(i))
        if bad == film.script:
            continue
        before, after = film.review(), film.review(bad)
        wins.append(after.score < before.score or len(after.gates) > len(before.gates))
    assert sum(wins) / len(wins) >= 0.9


@pytest.mark.parametrize(
    ("corrupt", "gate"),
    [
        (boilerplate, "greeting"),
        (numbers_changed, "ungrounded number"),
        (cut, "missing role"),
        (no_hook, "missing role"),
    ],
)
def test_the_worst_is_refused_whatever_its_score(corrupt, gate):
    film = films.starter_films("demo", "explainer")[0]
    told = film.review(corrupt(film.script, random.Random(1)))
    assert gate in {g.check for g in told.gates}
    assert told.verdict == "refuse"


def test_an_invented_name_is_a_gate():
    film = next(f for f in films.starter_films("demo", "explainer") if "McLean" in " ".join(f.texts))
    other = every(film.script, lambda x: x.model_copy(update={"text": x.text.replace("McLean", "Rockefeller")}))
    told = film.review(other)
    assert {g.check for g in told.gates} == {"ungrounded name"}
    assert "Rockefeller" in told.gates[0].what


def test_a_banned_word_is_a_gate_with_its_scene():
    film = films.starter_films("demo", "explainer")[0]
    word = next(w for w in re.findall(r"\b[a-z]{5,}\b", film.texts[3]))
    told = film.review(banned=(word,))
    assert any(g.check == "banned word" and g.scene and word in g.evidence for g in told.gates)


def test_a_film_made_before_is_a_gate_and_another_question_is_not():
    film = films.starter_films("demo", "explainer")[0]
    past = Past(subject=film.topic.subject, question="Why?", title="Old", date="2026-01-01", text=" ".join(film.texts))
    assert [g.check for g in film.review(history=History(films=(past,))).gates] == ["duplicate film"]
    other = past.model_copy(update={"text": "Quite other words about insurance, crane drivers and Tuesday afternoons."})
    assert film.review(history=History(films=(other,))).gates == ()


def test_without_notes_grounding_is_a_warning():
    scenes = tuple(
        Scene(id=r, role=r, title=r, paragraphs=((Line(text=f"In 1956 a crane of Newark moved {n} boxes to {r}."),),))
        for n, r in enumerate(["hook", "body", "payoff"], 11)
    )
    nothing = Brief(subject="My own", question="", sources=(), facts=())
    told = review(Script(title="My own", scenes=scenes), nothing, History(), seconds=(0, 1000))
    assert told.gates == ()
    assert "grounding" in {w.check for w in told.warnings}


def test_every_factor_says_why_and_the_weights_are_known():
    told = films.starter_films("demo", "explainer")[0].review()
    assert sum(f.weight for f in told.factors) == 100
    assert all(f.why for f in told.factors)
    assert told == films.starter_films("demo", "explainer")[0].review()


def test_thresholds_are_the_callers():
    film = films.starter_films("demo", "explainer")[0]
    assert film.review(approve_at=100.1).verdict == "doubt"
    assert film.review(approve_at=101, refuse_below=100.5).verdict == "refuse"
