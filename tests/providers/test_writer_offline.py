"""The offline writer answers six kinds of request; what it writes is held to account in tests/editorial."""

import sys
from pathlib import Path

import pytest

import ytempire
from ytempire import contracts
from ytempire.contracts import Brand, Describe, Draft, FindNotes, Format, Gather, Outline, Propose, Rewrite, Role
from ytempire.errors import Refused
from ytempire.models import Finding, History, Line, Note, Review, Topic
from ytempire.providers.writer_offline import WriterOffline

WRITER = WriterOffline(contracts.Options(), None)  # type: ignore[arg-type]
BRAND = Brand(name="boats", title="Boats")
TEXT = """The ferry Anna was built in 1931. She carried 340 people and 12 cars.
In 1957 a bridge was opened beside her route.
The ferry lost her work, because the bridge was free. For 9 years she lay in a side arm of the river.
In 1966 the baker Ole Lind bought her for 800 crowns. He put 6 ovens on the car deck.
Today the Anna bakes 2,000 loaves a day. The bread smells of the river, because the doors stay open.
Her engine still runs once a year. On that day the whole town comes aboard."""
NOTE = Note(id="n1", title="The ferry that became a bakery", text=TEXT, subject="the ferry Anna", file="notes/anna.md")
FORMAT = Format(
    name="mini",
    version="1.0.0",
    format="mini",
    seconds=(20, 60),
    words_per_minute=150,
    roles=(
        Role(name="hook", seconds=(3, 12)),
        Role(name="story", min=1, max=3, seconds=(5, 20)),
        Role(name="payoff", seconds=(4, 16)),
    ),
)


def film(seed: int = 1):
    found = WRITER.answer(Propose(brand=BRAND, format=FORMAT, notes=(NOTE,), history=History()), "").candidates[0]
    topic = Topic(subject=found.subject, question=found.question, title=found.title, slug="anna", notes=found.notes)
    brief = WRITER.answer(Gather(topic=topic, notes=(NOTE,)), "").brief
    board = WRITER.answer(Outline(topic=topic, brief=brief, format=FORMAT, brand=BRAND, seed=seed), "").storyboard
    script = WRITER.answer(
        Draft(topic=topic, storyboard=board, brief=brief, format=FORMAT, brand=BRAND, seed=seed), ""
    ).script
    return topic, brief, board, script


def rewrite(script, board, brief, review, round=1):
    return WRITER.answer(
        Rewrite(script=script, review=review, storyboard=board, brief=brief, format=FORMAT, brand=BRAND, round=round),
        "",
    ).script


def test_a_role_that_no_recipe_of_ours_has_tells_the_story_on():
    _, _, board, script = film()
    assert board.shots[0].role == "hook"
    assert "story" in {s.role for s in board.shots}
    assert all(s.lines for s in script.scenes)


def test_a_review_without_findings_changes_nothing():
    _, brief, board, script = film()
    assert rewrite(script, board, brief, Review(verdict="approve", score=99)) == script


def test_only_the_scene_that_is_named_is_written_again():
    _, brief, board, script = film()
    scene = script.scenes[1]
    found = Finding(check="flow", what="it does not hang together", scene=scene.id)
    again = rewrite(script, board, brief, Review(verdict="doubt", score=70, warnings=(found,)))
    assert [s for s in again.scenes if s.id != scene.id] == [s for s in script.scenes if s.id != scene.id]


def test_a_sentence_that_was_faulted_goes():
    _, brief, board, script = film()
    first = script.scenes[0]
    bad = Line(text="Hello friends, 99 boats are here.")
    spoilt = script.model_copy(
        update={"scenes": (first.model_copy(update={"paragraphs": ((bad,), *first.paragraphs)}), *script.scenes[1:])}
    )
    found = Finding(check="ungrounded number", what="no note says 99", scene=first.id, evidence=bad.text)
    again = rewrite(spoilt, board, brief, Review(verdict="refuse", score=80, gates=(found,)))
    assert bad not in again.scenes[0].lines
    assert again.scenes[0].lines


def test_a_short_script_grows_by_facts_that_were_left_out():
    _, brief, board, script = film()
    told = board.shots[1].facts[:1]
    thin = board.model_copy(
        update={
            "shots": tuple(s.model_copy(update={"facts": told}) if i == 1 else s for i, s in enumerate(board.shots))
        }
    )
    cut = script.model_copy(update={"scenes": (script.scenes[0], script.scenes[-1])})
    found = Finding(check="too short", what="20 words")
    again = rewrite(cut, thin, brief, Review(verdict="refuse", score=80, gates=(found,)))
    assert sum(len(s.lines) for s in again.scenes) > sum(len(s.lines) for s in cut.scenes)


def test_a_description_fits_where_it_goes():
    topic, _, _, script = film()
    told = WRITER.answer(Describe(script=script, topic=topic, brand=BRAND), "")
    assert 0 < len(told.title) <= 60
    assert 1 <= len(told.thumbnail.split()) <= 4
    assert told.accent in told.thumbnail
    assert told.summary.count(".") + told.summary.count("?") >= 2
    assert told.tags[0] == "ferry anna"
    assert len(set(told.tags)) == len(told.tags)


def test_a_topic_whose_notes_are_gone_is_refused():
    topic = Topic(subject="x", question="x?", title="x", slug="x", notes=("gone",))
    with pytest.raises(Refused, match="none of the notes"):
        WRITER.answer(Gather(topic=topic, notes=(NOTE,)), "")


def test_notes_that_say_nothing_are_refused():
    topic = Topic(subject="x", question="x?", title="x", slug="x", notes=("n1",))
    with pytest.raises(Refused, match="no sentence"):
        WRITER.answer(Gather(topic=topic, notes=(NOTE.model_copy(update={"text": "fast\n\ncheap"}),)), "")


def test_another_kind_of_request_is_refused():
    with pytest.raises(Refused):
        WRITER.answer(FindNotes(channel="x"), "")


def test_what_decides_its_answer_is_named_for_the_memory():
    from ytempire.address import code_digest

    assert len(code_digest(*WriterOffline.code)) == 64


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        "a, " * 40_000 + "and b.",
        "Is it? " * 9_000,
        "“" * 20_000,
        "1 " * 30_000,
        "He said: " * 9_000,
        "The of was. " * 4_000,
        "and " * 30_000 + ".",
        "A " * 30_000 + ".",
        "In 1956 " * 9_000,
        "((((" * 9_000,
    ],
)
def test_hostile_notes_are_read_in_reasonable_work(text):
    steps = 0

    def count(frame, event, arg):
        nonlocal steps
        steps += 1
        assert steps < 9_000_000

    note = NOTE.model_copy(update={"text": text})
    topic = Topic(subject="x", question="x?", title="x", slug="x", notes=("n1",))
    sys.setprofile(count)
    try:
        WRITER.answer(Propose(brand=BRAND, format=FORMAT, notes=(note,), history=History()), "")
        WRITER.answer(Gather(topic=topic, notes=(note,)), "")
    except Refused:
        pass
    finally:
        sys.setprofile(None)


def test_its_modules_open_nothing():
    folder = Path(ytempire.__file__).parent / "editorial"
    for file in folder.glob("*.py"):
        assert "open(" not in file.read_text("utf-8"), file.name
