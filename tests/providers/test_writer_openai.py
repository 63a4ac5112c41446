"""Any model of OpenAI's protocol as a writer: what it may say, what it is told, what it costs, and how it fails."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from minds import Scribe, Seen
from openai_server import OpenAIServer
from sample_film import BRAND, FORMAT, NOTE, PRICES, TOPIC, kit, writer
from served import Fault

from ytempire.contracts import Boarded, Briefed, Describe, Draft, Gather, Outline, Propose, Rewrite, Written
from ytempire.editorial.scoring import review
from ytempire.errors import Lost, OutOfCredit, Refused, Throttled, Unavailable
from ytempire.models import Factor, Finding, History, Past, Prices, Prompt, Review, Script
from ytempire.providers import _talk
from ytempire.providers.writer_openai import WriterOpenai

PROPOSE = Propose(brand=BRAND, format=FORMAT, notes=(NOTE,), history=History())
GATHER = Gather(topic=TOPIC, notes=(NOTE,), format=FORMAT)


@pytest.fixture
def server():
    _talk._KNOWN.clear()
    with OpenAIServer(Scribe()) as server:
        yield server


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """A brief, a board and a script, as the scribe makes them."""
    home = tmp_path_factory.mktemp("film")
    with OpenAIServer(Scribe()) as server:
        hand = writer(server, home)
        brief = hand.answer(GATHER, "gather").brief
        board = hand.answer(Outline(topic=TOPIC, brief=brief, format=FORMAT, brand=BRAND), "outline").storyboard
        draft = Draft(topic=TOPIC, storyboard=board, brief=brief, format=FORMAT, brand=BRAND)
        return draft, hand.answer(draft, "draft").script


class Spoiled(Scribe):
    """Answers like a scribe, but changed by `how`; the first `times` answers of a shape alone."""

    def __init__(self, shape: str, how: Any, times: int = 99) -> None:
        self.shape, self.how, self.left = shape, how, times

    def __call__(self, body: dict[str, Any]) -> str:
        said = super().__call__(body)
        if Seen(body).wants != self.shape or self.left <= 0:
            return said
        self.left -= 1
        changed = self.how(json.loads(said))
        return changed if isinstance(changed, str) else json.dumps(changed)


def rewrite(draft: Draft, script: Script, found: Review) -> Rewrite:
    """What is asked after a review."""
    return Rewrite(
        script=script, review=found, storyboard=draft.storyboard, brief=draft.brief, format=FORMAT, brand=BRAND
    )


def lined(text: str, *facts: str) -> Any:
    """The first scene after the opening says this besides."""

    def how(answer: Any) -> Any:
        answer["scenes"][1]["lines"].append({"text": text, "facts": list(facts)})
        return answer

    return how


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


def test_models_of_a_recipe_without_a_price_here_are_passed_over(server, tmp_path: Path) -> None:
    research = Prompt(text="{{notes}}", models=("claude-x",), tier="draft")
    format = FORMAT.model_copy(update={"prompts": {"research": research}})
    ask = GATHER.model_copy(update={"format": format})
    writer(server, tmp_path).answer(ask, "a")
    writer(server, tmp_path, draft_model="gpt-5").answer(ask, "b")
    assert [body["model"] for body in server.bodies] == ["gpt-5-mini", "gpt-5"]


# --- money ---------------------------------------------------------------------------------------


def test_the_price_is_never_under_what_it_comes_to_even_with_every_turn(server, tmp_path: Path, film) -> None:
    draft, _ = film
    hook = Prompt(text="{{script}} {{facts}}", takes=3, models=("gpt-5-mini", "gpt-5"), judge="gpt-5")
    format = FORMAT.model_copy(update={"prompts": {"hook": hook}})
    ask = draft.model_copy(update={"format": format})
    server.mind = Spoiled("words", lined("It also caught 9000 voles."), times=1)
    server.usage = lambda body, text: {  # as dear as can be: a token a byte, and all that may be answered
        "prompt_tokens": sum(len(m["content"].encode()) for m in body["messages"]),
        "completion_tokens": body["max_completion_tokens"],
    }  # fmt: skip
    hand = writer(server, tmp_path)
    bound = hand.price(ask)
    used = hand.answer(ask, "a").used
    assert len(server.bodies) == 6
    assert used.microusd <= bound < used.microusd * 3
    assert (used.told, used.prices, used.model) == (True, "test", "gpt-5-mini+gpt-5")


def test_an_unknown_price_is_none_and_so_nothing_is_asked(server, tmp_path: Path) -> None:
    assert writer(server, tmp_path, model="gpt-99").price(GATHER) is None
    assert writer(server, tmp_path, prices=Prices(version="none")).price(GATHER) is None
    assert writer(server, tmp_path).price(GATHER) > 0


def test_usage_adds_up_over_turns_to_the_micro_dollar(server, tmp_path: Path, film) -> None:
    draft, _ = film
    server.mind = Spoiled("words", lined("It also caught 9000 voles."), times=1)
    used = writer(server, tmp_path).answer(draft, "a").used
    bills = [usage_of(server, body) for body in server.bodies]
    assert used.microusd == sum(bills)
    assert used.reasoning == 2 * 64


def usage_of(server: OpenAIServer, body: dict[str, Any]) -> int:
    """What one chat of the server's own telling costs."""
    from ytempire.models import cost
    from ytempire.providers import _openai

    text = Spoiled("words", lined("It also caught 9000 voles."), times=1 - Seen(body).turn + 1)(body)
    told = _openai.used_of(server.usage(body, text), body["model"])
    return cost(PRICES.of("openai", body["model"]), told)  # type: ignore[arg-type,return-value]


def test_without_usage_the_bound_of_each_turn_stands_and_is_not_called_told(server, tmp_path: Path) -> None:
    server.usage = lambda body, text: None
    hand = writer(server, tmp_path)
    used = hand.answer(GATHER, "a").used
    assert not used.told
    assert 0 < used.microusd <= hand.price(GATHER)


FAULTS = [
    (Fault(status=429, headers={"Retry-After": "7"}), Throttled), (Fault(status=429), Throttled),
    (Fault(status=429, body={"error": {"code": "insufficient_quota", "message": "Pay."}}), OutOfCredit),
    (Fault(status=500), Unavailable), (Fault(status=401, body={"error": {"code": "invalid_api_key"}}), Refused),
    (Fault(drop=True), Lost), (Fault(half=True), Lost), (Fault(body=b"not json"), Lost), (Fault(hang=True), Lost),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "error"), FAULTS)
def test_a_turn_that_fails_costs_what_was_answered_and_no_turn_is_paid_twice(
    server, tmp_path: Path, film, fault: Fault, error: type[Exception]
) -> None:
    draft, script = film
    hand = writer(server, tmp_path, timeout=0.5)
    server.mind = Spoiled("words", lined("It also caught 9000 voles."), times=1)
    ok = Fault(status=0)
    server.faults = [ok, fault]
    with pytest.raises(error) as raised:
        hand.answer(draft, "a")
    assert type(raised.value) is error
    assert raised.value.microusd > 0  # the first turn was answered, and is paid
    first = len(server.bodies)
    reply = writer(server, tmp_path).answer(draft, "a")  # another process goes on
    assert reply.script == script
    assert len(server.bodies) == first + 1
    assert reply.used.microusd > 0


def test_after_a_crash_the_whole_answer_is_told_again_without_asking(server, tmp_path: Path, film) -> None:
    draft, _ = film
    before = writer(server, tmp_path).answer(draft, "a")
    asked = len(server.asked)
    assert writer(server, tmp_path).recover(draft, "a") == before
    assert writer(server, tmp_path).recover(draft, "other") is None
    assert len(server.asked) == asked
    writer(server, tmp_path).answer(draft, "a")  # asked anew, because somebody wants it so
    assert len(server.asked) == asked + 1


def test_a_refusal_stands_for_a_day_and_is_not_paid_for_again(server, tmp_path: Path, film) -> None:
    draft, script = film
    server.mind = Spoiled("words", lined("It also caught 9000 voles."))
    hand = writer(server, tmp_path)
    with pytest.raises(Refused):
        hand.answer(draft, "a")
    server.mind = Scribe()
    with pytest.raises(Refused, match="names no fact") as again:
        hand.answer(draft, "a")
    assert again.value.microusd == 0
    assert len(server.bodies) == 2
    (file,) = (tmp_path / "cache" / "turns").iterdir()
    os.utime(file, (1, 1))  # long ago
    assert hand.answer(draft, "a").script == script


def test_a_key_is_wanted_away_from_this_machine_and_named(tmp_path: Path) -> None:
    away = WriterOpenai(WriterOpenai.Options(base_url="https://openrouter.ai/api/v1"), kit(tmp_path, key=None))
    assert (away.account, away.key, away.ready()) == (
        "openrouter",
        "OPENROUTER_API_KEY",
        "OPENROUTER_API_KEY is not set",
    )
    here = WriterOpenai(WriterOpenai.Options(base_url="http://localhost:11434/v1"), kit(tmp_path, key=None))
    assert (here.account, here.ready()) == ("local", None)


def test_trying_the_key_asks_for_the_models_alone(server, tmp_path: Path) -> None:
    assert "gpt-5-mini among them" in writer(server, tmp_path).check()
    assert [a.path for a in server.asked] == ["/v1/models"]


def test_a_brief_that_is_remembered_reads_back(film) -> None:
    draft, script = film
    for reply in (Briefed(brief=draft.brief), Boarded(storyboard=draft.storyboard), Written(script=script)):
        assert type(reply).model_validate_json(reply.model_dump_json()) == reply
