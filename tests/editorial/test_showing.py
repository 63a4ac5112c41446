"""What a few sentences can be shown as, and how a film chooses among it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from ytempire.editorial.picking import choose, keys
from ytempire.editorial.showing import choices
from ytempire.editorial.strong import leads, strong
from ytempire.editorial.visuals import Option
from ytempire.models import Counter, Items, Line, Picture, Quiz, Statement, Title


def said(*texts: str) -> list[Line]:
    return [Line(text=text, notes=("n1",)) for text in texts]


def kinds(*texts: str) -> dict[str, object]:
    return {option.visual.kind: option.visual for option in reversed(choices(said(*texts), "The canal"))}


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("Every tin in an American supermarket wore its own price sticker.", "Every tin wore its own price sticker."),
        ("Because nobody touches it.", "Nobody touches it."),
        ("On 5 August 1858, the cable joined Ireland and Newfoundland.", "The cable joined Ireland and Newfoundland."),
        ("Most of the blue is scattered away before it reaches us, which leaves orange and red.",
         "Most of the blue is scattered away."),
        ("In 1847 a new survey found that both seas are very nearly level, so a ditch would be enough.",
         "Both seas are very nearly level."),
        ("On Mars it's the other way round: the daytime sky is butterscotch brown, and the sunset is blue.",
         "The daytime sky is butterscotch brown."),
        ("Each time the number of panels doubled, the price fell by about 20 percent.",
         "The price fell by about 20 percent."),
        ("Instead of mending the seams, the company painted the tank brown.", "The company painted the tank brown."),
    ],
)  # fmt: skip
def test_the_strong_clause_of_a_sentence_is_a_sentence(sentence, shown):
    best = strong(sentence)
    assert best is not None
    assert best.text == shown


@pytest.mark.parametrize(
    "sentence",
    [
        "Thunder that comes 6 seconds after the lightning is 2 kilometres away from where you stand now.",
        "You never lose a won game just because you are slow with your hands and your head.",
        "Light travels 300,000 kilometres in a second, and sound does not.",
        "The atomic clocks of the satellites up there lose one second in about 300,000 years of flight.",
        "If the house is well insulated and you stay for ten years, the heat pump wins the race for you.",
    ],
)
def test_a_clause_that_would_say_something_else_is_not_cut_out(sentence):
    best = strong(sentence)
    assert best is None or best.text not in {
        "Thunder that comes 6 seconds.", "You never lose a won game.", "Light travels 300,000 kilometres.",
        "The atomic clocks lose one second.", "The heat pump wins the race for you.",
    }  # fmt: skip


def test_who_or_what_is_a_card_with_what_is_said_of_it():
    card = kinds("Cyrus Field had made his fortune selling paper in New York.")["title"]
    assert isinstance(card, Title)
    assert (card.headline, card.support) == ("Cyrus Field", "had made his fortune selling paper in New York.")


def test_a_name_belongs_to_what_is_called_by_it():
    shown = choices(said("A company called Purity Distilling put up a steel tank on the waterfront."))[0].visual
    assert isinstance(shown, Title)
    assert (shown.headline, shown.support) == (
        "A company called Purity Distilling",
        "put up a steel tank on the waterfront.",
    )


def test_what_holds_under_a_condition_is_shown_with_it():
    shown = choices(said("If the house is well insulated and you stay for ten years, the heat pump wins."))[0].visual
    assert isinstance(shown, Title)
    assert (shown.headline, shown.support) == (
        "The heat pump wins",
        "if the house is well insulated and you stay for ten years.",
    )


def test_a_moment_stands_over_what_happened_then():
    shown = choices(said("At about half past twelve on 15 January 1919 the tank burst."))[0].visual
    assert isinstance(shown, Statement)
    assert (shown.text, shown.kicker) == ("The tank burst.", "15 January 1919")


def test_a_question_and_its_because_are_one_picture_with_both():
    lines = [Line(text="So, why is the sky blue?"), *said("Because air scatters blue light in every direction.")]
    quiz = choices(lines)[0].visual
    assert quiz == Quiz(text="Why is the sky blue?", reveal="Air scatters blue light in every direction.", seconds=0)


def test_a_number_that_is_asked_for_waits_for_a_guess():
    lines = said("How many hearts does an octopus have?", "An octopus has 3 hearts.")
    quiz = choices(lines)[0].visual
    assert quiz == Quiz(text="How many hearts does an octopus have?", reveal="3 hearts", seconds=2)


def test_halves_of_equal_rank_are_a_list():
    found = kinds("The laser arrived in 1960, and small computers followed.")["list"]
    assert found == Items(title="The canal", items=("The laser arrived in 1960", "Small computers followed"))


def test_a_sentence_that_cannot_be_cut_is_shown_whole():
    card = kinds("If your loaf goes hard, splash it with water and put it back into the oven.")["title"]
    assert isinstance(card, Title)
    assert (card.headline, card.support.split()[0]) == ("If your loaf goes hard", "splash")


def test_two_places_are_a_map_and_a_voyage_is_a_route():
    found = kinds("The freighter Warrior crossed from Brooklyn to Bremerhaven.")["map"]
    assert [spot.name for spot in found.spots] == ["Brooklyn", "Bremerhaven"]
    assert found.route
    assert found.title == "Brooklyn to Bremerhaven"


def test_somebodys_words_stand_with_their_name():
    found = kinds('Anna, who started the shop, likes to say "you can\'t hurry a bucket".')["quote"]
    assert (found.text, found.by) == ("You can't hurry a bucket", "Anna")


def test_a_link_never_stands_for_what_is_told():
    lines = [Line(text="Look a little closer."), *said("A crane loaded 58 aluminium boxes onto a ship.")]
    assert leads(lines[0])
    for option in choices(lines):
        assert "closer" not in str(option.visual)


def test_neighbours_differ_where_they_can_and_nothing_is_seen_twice():
    one, two = Statement(text="The box moves."), Statement(text="The port moves.")
    card, photo = Title(headline="The port"), Picture(file="a.jpg")
    found = choose([
        [Option(photo, 3.0), Option(one, 1.0)],
        [Option(photo, 3.0), Option(one, 1.5)],
        [Option(two, 2.0), Option(card, 1.0)],
    ])  # fmt: skip
    assert found == [photo, one, card]


def test_a_number_in_a_chart_is_not_counted_up_again():
    assert keys(Counter(value=58, shown="58", label="boxes")) == {"=58"}


WORDS = st.sampled_from(["owls", "fly", "58", "in", "1956", "because", "and", "the", "which", "to", "London", "9%"])
TEXTS = st.lists(WORDS, min_size=1, max_size=22).map(lambda words: f"{' '.join(words)}.")


@settings(max_examples=120, deadline=None)
@given(st.lists(st.builds(Line, text=TEXTS, notes=st.sampled_from([(), ("n1",)])), min_size=1, max_size=4))
def test_whatever_is_said_there_is_a_picture_that_is_not_blank(lines):
    found = choices(lines)
    assert found
    assert [o.worth for o in found] == sorted((o.worth for o in found), reverse=True)
    for option in found:
        if isinstance(option.visual, Statement):
            assert 0 < len(option.visual.text.split()) <= 16
        if isinstance(option.visual, Title):
            assert option.visual.headline.strip()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(TEXTS, min_size=1, max_size=3), min_size=2, max_size=5))
def test_choosing_gives_one_picture_a_piece_and_always_the_same(pieces):
    found = [choices([Line(text=text, notes=("n1",)) for text in piece]) for piece in pieces]
    shown = choose(found)
    assert len(shown) == len(pieces)
    assert shown == choose(found)
    both = [(a, b) for a, b in pairwise(found) if {o.visual.kind for o in a} != {o.visual.kind for o in b}]
    assert len(shown) > len(both)
