import pytest

from ytempire.editorial.facts import extract
from ytempire.editorial.guesses import how_many
from ytempire.editorial.notes import parse_note
from ytempire.editorial.questions import choose, full_name, of_cause, of_title, phrase
from ytempire.models import Fact


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("Why the sky is blue", "Why is the sky blue?"),
        ("Why Roman concrete lasts", "Why does Roman concrete last?"),
        ("How tea came to Britain", "How did tea come to Britain?"),
        ("How your phone knows where it is", "How does your phone know where it is?"),
        ("The box that shrank the world", "How did a box shrink the world?"),
        ("The ship that sailed 1,300 metres", "What is the story of the ship that sailed 1,300 metres?"),
        ("The doctor who washed his hands", "What is the story of the doctor who washed his hands?"),
        ("How to bake bread", "How do you bake bread?"),
        ("What makes a good map", "What makes a good map?"),
        ("Question of the week: why did 1816 have no summer?", "Why did 1816 have no summer?"),
        ("The wire under the ocean", None),
        ("Why not", None),
    ],
)
def test_a_title_holds_a_question(title, question):
    found = of_title(title)
    assert (found.question if found else None) == question


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("A shirt from afar is cheap to bring, because nobody touches it.", "Why is a shirt from afar cheap to bring?"),
        ("Old harbours could not follow, because they lacked room.", "Why couldn't old harbours follow?"),
        ("The cable fell silent, because an engineer had pushed it.", "Why did the cable fall silent?"),
        ("It sank because it was old.", None),
        ("Nobody minded, because no coach was fast.", None),
    ],
)
def test_a_reason_answers_a_why(sentence, question):
    found = of_cause(Fact(id="n.1", note="n", kind="cause", text=sentence), "old harbours")
    assert (found.question if found else None) == question
    if found:
        assert found.answer == "n.1"


def test_the_question_is_one_that_the_notes_answer():
    note = parse_note(
        "# The wire under the sea\n\nThe wire was laid in 1858. It broke.\n\n"
        "The wire is a lifeline today, because it carries all calls.\n",
        "notes/w.md",
    )
    facts = extract(note)
    asked = choose(note.title, "the wire", facts, (), note.text)
    assert asked.question == "Why is the wire a lifeline today?"
    assert asked.answer == facts[-1].id


def test_a_subject_gets_its_article_from_the_notes():
    assert phrase("shipping container", "The shipping container changed trade.") == "the shipping container"
    assert phrase("sourdough", "Sourdough is old. A sourdough needs time.") == "the sourdough"
    assert phrase("honey", "Honey keeps. Bees make honey.") == "honey"
    assert phrase("Voyager 1", "Voyager 1 left.") == "Voyager 1"


def test_half_a_name_becomes_whole():
    whole = full_name("Why was the mechanism saved?", "the Antikythera mechanism")
    assert whole == "Why was the Antikythera mechanism saved?"


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("The octopus has 3 hearts.", "How many hearts does the octopus have?"),
        ("We bake about 140 loaves every night.", "How many loaves do we bake every night?"),
        ("A crane loaded 58 aluminium boxes.", "How many aluminium boxes did a crane load?"),
        ("Barcodes are now scanned more than 10 billion times a day.",
         "How many times a day are barcodes now scanned?"),
        ("The canal cost £4 million.", ""),
        ("The main span is 1,280 metres long.", ""),
        ("It has 3 hearts.", ""),
        ("The sizes were settled 12 years later.", ""),
    ],
)  # fmt: skip
def test_a_number_is_asked_for_in_good_english_or_not_at_all(sentence, question):
    assert how_many(sentence) == question


def test_a_verb_that_has_one_form_tells_of_today_unless_it_names_a_year():
    assert of_title("Why chess players hit a clock").question == "Why do chess players hit a clock?"
    assert of_title("Why prices hit a peak in 1920").question == "Why did prices hit a peak in 1920?"
