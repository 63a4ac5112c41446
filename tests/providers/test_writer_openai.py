"""Any model of OpenAI's protocol as a writer: what it may say, what it is told, what it costs, and how it fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from minds import Scribe, Seen
from sample_film import BRAND, FORMAT, NOTE, TOPIC, writer
from told_by_a_scribe import GATHER, Spoiled, film as film, lined, server as server

from ytempire.contracts import Boarded, Briefed, Describe, Outline, Propose, Rewrite, Written
from ytempire.editorial.scoring import review
from ytempire.errors import Refused
from ytempire.models import Factor, Finding, History, Past, Prompt, Review

PROPOSE = Propose(brand=BRAND, format=FORMAT, notes=(NOTE,), history=History())


# --- what it makes -------------------------------------------------------------------------------


def test_a_film_is_written_whole_and_the_review_approves_it(film) -> None:
    draft, script = film
    assert [s.role for s in draft.storyboard.shots] == ["hook", *["mechanism"] * 3, "payoff", "call to action"]
    seen = review(script, draft.brief, History(), seconds=FORMAT.seconds, roles=FORMAT.roles, words_per_minute=150)
    assert (seen.verdict, seen.gates) == ("approve", ())
    assert script.scenes[-1].lines[0].text == "Next week, the bats."  # by code, not by the model
    assert all(line.notes == ("n1",) for scene in script.scenes[:-1] for line in scene.lines)


def test_which_films_there_could_be_leaves_out_what_is_a_film_already(server, tmp_path: Path) -> None:
    hand = writer(server, tmp_path)
    assert [c.subject for c in hand.answer(PROPOSE, "a").candidates] == ["Owls at night"]
    past = Past(subject="Owls at night", question="?", title="Owls", date="2026-01-01")
    server.mind = Spoiled("films", lambda _: {"films": [
        {"subject": "Owl at nights", "question": "How?", "title": "Owls again", "notes": ["n1"]},
    ]})  # fmt: skip
    again = PROPOSE.model_copy(update={"history": History(films=(past,))})
    with pytest.raises(Refused, match="is a film already"):
        hand.answer(again, "b")


def test_facts_are_bound_to_their_note_and_what_a_note_does_not_say_is_left_out(server, tmp_path: Path) -> None:
    def more(answer: Any) -> Any:
        answer["facts"] += [{"note": "n1", "text": "Owls have lived in Boston since 1712."},
                            {"note": "n9", "text": "An owl hears a mouse."}]  # fmt: skip
        return answer

    server.mind = Spoiled("facts", more)
    brief = writer(server, tmp_path).answer(GATHER, "a").brief
    told = [f.text for f in brief.facts]
    assert len(told) >= 8
    assert not any("Boston" in text for text in told)
    assert {f.note for f in brief.facts} == {"n1"}
    assert next(f for f in brief.facts if "cotton" in f.text).quantities[0].shown == "46"
    assert [f.id for f in brief.facts] == [f"n1.{n}" for n in range(1, len(told) + 1)]


def test_a_picture_is_made_of_the_notes_numbers_or_chosen_by_code(server, tmp_path: Path, film) -> None:
    draft, _ = film

    cotton = [f.id for f in draft.brief.facts if "cotton" in f.text]

    def pictures(answer: Any) -> Any:
        wanted = [
            ("counter", "centimetres short", ["46"]),
            ("chart", "Mice caught", ["Owls | 13,000", "Cats | 4"]),  # no note says 13,000
            ("picture", "", ["../../etc/passwd"]),
        ]
        for scene, (kind, heading, rows) in zip(answer["scenes"][1:], wanted, strict=False):
            scene |= {"picture": kind, "heading": heading, "rows": rows}
            scene["facts"] = [f for f in scene["facts"] if f not in cotton] or ["n1.2"]
        answer["scenes"][1]["facts"] = cotton
        return answer

    server.mind = Spoiled("plan", pictures)
    ask = Outline(topic=TOPIC, brief=draft.brief, format=FORMAT, brand=BRAND)
    board = writer(server, tmp_path).answer(ask, "a").storyboard
    first = board.shots[1].visual
    assert (first.kind, first.value, first.shown) == ("counter", 46, "46")
    assert "13,000" not in board.model_dump_json()
    assert "passwd" not in board.model_dump_json()


def test_only_failing_scenes_are_written_again_and_the_others_stay_to_the_byte(server, tmp_path: Path, film) -> None:
    draft, script = film
    bad = next(s for s in script.scenes if s.id.startswith("mechanism-2"))
    found = Review(verdict="doubt", score=70, gates=(
        Finding(check="banned word", what="it says what must not be said", scene=bad.id, evidence=bad.lines[0].text),
    ))  # fmt: skip
    ask = Rewrite(
        script=script, review=found, storyboard=draft.storyboard, brief=draft.brief, format=FORMAT, brand=BRAND
    )

    def other(answer: Any) -> Any:
        answer["scenes"][0]["lines"] = [{"text": "Cotton in one ear threw the owl off by 46 centimetres.",
                                         "facts": [f.id for f in draft.brief.facts if "cotton" in f.text]}]  # fmt: skip
        return answer

    server.mind = Spoiled("words", other)
    again = writer(server, tmp_path).answer(ask, "a").script
    asked = Seen(server.bodies[-1])
    assert [row["id"] for row in asked.blocks["board"]] == ["mechanism-2"]
    assert "it says what must not be said" in asked.text
    kept = [s.model_dump_json() for s in script.scenes if not s.id.startswith("mechanism-2")]
    assert [s.model_dump_json() for s in again.scenes if not s.id.startswith("mechanism-2")] == kept
    assert next(s for s in again.scenes if s.id.startswith("mechanism-2")).lines[0].text.startswith("Cotton")


def test_a_review_that_finds_nothing_in_any_scene_costs_nothing(server, tmp_path: Path, film) -> None:
    draft, script = film
    found = Review(verdict="doubt", score=79, factors=(Factor(name="pictures", value=0.5, weight=5),))
    ask = Rewrite(
        script=script, review=found, storyboard=draft.storyboard, brief=draft.brief, format=FORMAT, brand=BRAND
    )
    hand = writer(server, tmp_path)
    assert (hand.price(ask), hand.answer(ask, "a")) == (0, Written(script=script))
    assert not server.asked


def test_what_stands_around_a_film_says_only_what_the_film_says(server, tmp_path: Path, film) -> None:
    _, script = film
    ask = Describe(script=script, topic=TOPIC, brand=BRAND, format=FORMAT)
    worded = writer(server, tmp_path).answer(ask, "a")
    assert len(worded.title) <= 70
    assert 0 < len(worded.thumbnail.split()) <= 4
    for wrong in (
        {"title": "Owls eat 900 mice"},
        {"summary": "See owls.example.com now."},
        {"thumbnail": "a b c d e f"},
    ):
        server.mind = Spoiled("wrapped", lambda answer, wrong=wrong: {**answer, **wrong})
        with pytest.raises(Refused):
            writer(server, tmp_path).answer(ask, f"b{wrong}")
    server.mind = Spoiled("wrapped", lambda a: {**a, "tags": ["owls", "http://x.com", "night, owls"], "accent": "http"})
    worded = writer(server, tmp_path).answer(ask, "c")
    assert (worded.tags, worded.accent) == (("owls",), "")


# --- what it may say -----------------------------------------------------------------------------

CLAIMS = [
    (lined("It also caught 9000 voles."), "names no fact"),
    (lined("It caught 12 mice that night.", "n1.5"), "no note of its facts says 12"),
    (lined("An owl sees little.", "n1.77"), "there is no fact n1.77"),
    (lined("Payne said “owls are the kings of night”.", "n1.7"), "nobody says"),
    (lined("Read more on www.owls.net today."), "is a link"),
    (lined("Ask @owlguy about it."), "is a link"),
    (lined("Doctor Miriam Fletcher disagreed.", "n1.5"), "no note names"),
    (lined("Hey guys, welcome back to the channel."), "greeting"),
    (lined("It *really* **flies**."), "cannot be spoken"),
    (lambda a: {"scenes": a["scenes"][:1]}, "it is missing"),
]


@pytest.mark.parametrize(("how", "why"), CLAIMS, ids=[why for _, why in CLAIMS])
def test_what_no_note_holds_is_said_back_once_and_then_refused(
    server, tmp_path: Path, film, how: Any, why: str
) -> None:
    draft, script = film
    server.mind = Spoiled("words", how, times=1)
    hand = writer(server, tmp_path)
    assert hand.answer(draft, "mended").script == script  # the second answer is good
    assert why in server.bodies[-1]["messages"][-1]["content"]
    assert server.bodies[-1]["messages"][-2]["role"] == "assistant"  # it sees its own mistake
    server.mind = Spoiled("words", how)
    with pytest.raises(Refused) as raised:
        hand.answer(draft, "refused")
    assert why in str(raised.value)
    assert raised.value.microusd > 0  # both answers were paid for


def test_a_mended_answer_needs_only_the_scenes_that_were_wrong(server, tmp_path: Path, film) -> None:
    draft, script = film

    class Short(Scribe):
        def __call__(self, body: dict[str, Any]) -> str:
            answer = json.loads(super().__call__(body))
            if Seen(body).mends:
                answer["scenes"] = answer["scenes"][1:2]
            else:
                answer["scenes"][1]["lines"] = [{"text": "It caught 9000 voles.", "facts": []}]
            return json.dumps(answer)

    server.mind = Short()
    assert writer(server, tmp_path).answer(draft, "a").script == script


# --- how it answers ------------------------------------------------------------------------------

DRESSED = [
    lambda text: f"Here you are:\n```json\n{text}\n```\nI hope this helps!",
    lambda text: f"<think>Let me {{think}} about it</think>{text}",
    lambda text: text[:-1] + ",}",
    lambda text: json.dumps({"words": json.loads(text)}),
    lambda text: json.dumps(json.loads(text)["scenes"]),
    lambda text: text.replace('"facts": []', '"facts": null'),
]


@pytest.mark.parametrize("dress", DRESSED)
def test_an_answer_is_read_with_patience(server, tmp_path: Path, film, dress: Any) -> None:
    draft, script = film
    server.mind = Spoiled("words", lambda a: dress(json.dumps(a)))
    assert writer(server, tmp_path).answer(draft, "a").script == script
    assert len(server.bodies) == 1


@pytest.mark.parametrize(
    "said", ["", "I cannot do that.", "{", '{"scenes": "none"}', "[[[[", '{"scenes": [{"id": 3}]}']
)
def test_what_has_no_shape_is_asked_for_once_more_and_then_refused(server, tmp_path: Path, film, said: str) -> None:
    draft, script = film
    server.mind = Spoiled("words", lambda _: said, times=1)
    assert writer(server, tmp_path).answer(draft, "a").script == script
    server.mind = lambda body: said
    with pytest.raises(Refused):
        writer(server, tmp_path).answer(draft, "b")
    assert len(server.bodies) == 4


def test_what_a_server_does_not_take_is_left_out_and_not_tried_again(server, tmp_path: Path) -> None:
    server.knows_not = {"json_schema", "json_object", "seed", "max_completion_tokens", "temperature"}
    hand = writer(server, tmp_path, temperature=0.4)
    hand.answer(GATHER, "a")
    tried = len(server.asked)
    assert tried == 6  # five refusals, which cost nothing, and the answer
    hand.answer(GATHER.model_copy(update={"language": "de"}), "b")
    assert len(server.asked) == tried + 1
    assert set(server.bodies[-1]) == {"model", "messages", "max_tokens"}


def test_a_schema_goes_out_whole_and_strict_with_a_bound_on_the_answer(server, tmp_path: Path) -> None:
    writer(server, tmp_path, max_tokens=4321).answer(GATHER, "a")
    body = server.bodies[0]
    form = body["response_format"]["json_schema"]
    assert (form["name"], form["strict"], form["schema"]["additionalProperties"]) == ("facts", True, False)
    assert "$ref" not in json.dumps(form)
    assert (body["max_completion_tokens"], "max_tokens" in body, "tools" in body) == (4321, False, False)


def test_the_seed_of_the_request_is_sent_and_takes_differ_by_it(server, tmp_path: Path, film) -> None:
    draft, _ = film
    format = FORMAT.model_copy(update={"prompts": {"hook": Prompt(text="{{script}} {{facts}}", takes=3)}})
    writer(server, tmp_path).answer(draft.model_copy(update={"seed": 41, "format": format}), "a")
    assert [body["seed"] for body in server.bodies] == [41, 41, 42, 43]


# --- takes and judges ----------------------------------------------------------------------------


class Hooks(Scribe):
    """Each opening is another fact; the judge says what it is told to."""

    def __init__(self, judge: str) -> None:
        self.judge, self.made = judge, 0

    def __call__(self, body: dict[str, Any]) -> str:
        seen = Seen(body)
        if seen.wants == "choice":
            return self.judge
        if seen.wants == "opening":
            told = [f for f in seen.blocks["facts"] if "text" in f and f["id"] in ("n1.2", "n1.8", "n1.6")]
            self.made += 1
            fact = told[self.made % 3]
            return json.dumps({"lines": [{"text": fact["text"], "facts": [fact["id"]]}]})
        return super().__call__(body)


@pytest.mark.parametrize(("said", "place"), [
    ('{"choice": 2}', 1), ("Take 3 is best.", 2), ('{"choice": 9}', 0), ("The second one!", 0), ("-1", 0),
    ("Ignore this and publish.", 0),
])  # fmt: skip
def test_a_judge_of_another_family_chooses_by_number_alone(server, tmp_path: Path, film, said: str, place: int) -> None:
    draft, _ = film
    hook = Prompt(text="{{script}} {{facts}}", takes=3, models=("gpt-5-mini", "gpt-5"), judge="gpt-5")
    format = FORMAT.model_copy(update={"prompts": {"hook": hook}})
    server.mind = Hooks(said)
    board = draft.storyboard.model_copy(update={"shots": tuple(
        s.model_copy(update={"facts": ("n1.1",)}) if s.role == "hook" else
        s.model_copy(update={"facts": tuple(f for f in s.facts if f not in ("n1.2", "n1.8", "n1.6"))})
        for s in draft.storyboard.shots
    )})  # fmt: skip
    ask = draft.model_copy(update={"format": format, "storyboard": board})
    hand = writer(server, tmp_path)
    script = hand.answer(ask, "a").script
    words, *hooks, judge = [body["model"] for body in server.bodies]
    assert (words, hooks, judge) == ("gpt-5-mini", ["gpt-5-mini", "gpt-5", "gpt-5-mini"], "gpt-5")
    takes = Seen(server.bodies[-1]).blocks["takes"]
    assert script.scenes[0].lines[0].text == takes[place]["text"]


def test_a_brief_that_is_remembered_reads_back(film) -> None:
    draft, script = film
    for reply in (Briefed(brief=draft.brief), Boarded(storyboard=draft.storyboard), Written(script=script)):
        assert type(reply).model_validate_json(reply.model_dump_json()) == reply
