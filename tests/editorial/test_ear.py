import pytest
from hypothesis import given, strategies as st

from ytempire.editorial.bags import bag
from ytempire.editorial.casing import lower_first, names_in
from ytempire.editorial.ear import halves, plainer, shorten
from ytempire.editorial.grammar import clause
from ytempire.editorial.leaning import leans, stands_alone
from ytempire.editorial.words import count, tokens


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("It cost (in 1956) $5 and did not sink.", "It cost $5 and didn't sink."),
        ("Use metals, e.g. tin.", "Use metals, for example tin."),
        ("However, the ship sank.", "But the ship sank."),
        ("He purchased approximately 5 due to the fact that he could.", "He bought about 5 because he could."),
        ("It took 10–15 days.", "It took 10 to 15 days."),
        ("He wrote: “I did not utilize it (yet).”", "He wrote: “I did not utilize it (yet).”"),
        ("It did not only sink, it is a wreck.", "It did not only sink, it's a wreck."),
    ],
)
def test_words_are_said_plainly_and_sayings_stay(written, spoken):
    assert plainer(written) == spoken


@pytest.mark.parametrize(
    ("long", "first", "second"),
    [
        (
            "The ship reached Houston, where 58 trucks stood waiting.",
            "The ship reached Houston.",
            "There, 58 trucks stood waiting.",
        ),
        (
            "It carried 8 words a minute, which makes 480 words an hour.",
            "It carried 8 words a minute.",
            "That makes 480 words an hour.",
        ),
        (
            "Every corner got a fitting, so that any crane could lift it.",
            "Every corner got a fitting.",
            "That way, any crane could lift it.",
        ),
        (
            "McLean knew little about ships, but he had built a company.",
            "McLean knew little about ships.",
            "But he had built a company.",
        ),
        ("The rule was broken, making the market crash.", "The rule was broken.", "That made the market crash."),
    ],
)
def test_a_long_sentence_parts_at_a_border(long, first, second):
    assert (first, second) in [h[:2] for h in halves(long)]


@pytest.mark.parametrize(
    "text",
    [
        "It was the largest ship, and the only one that could carry a cable.",
        "It says what was sold, what it costs, and what must be ordered again.",
        "Dogs, cats and birds came to the house.",
        "He said, “I came, and I saw it, and I left.”",
        "Halve the length, and the light becomes stronger.",
    ],
)
def test_what_would_break_stays_whole(text):
    assert not [h for h in halves(text) if "§" not in h[1]]


BITS = bag("the ship sank and but so which because , ; it carried boxes to Rome in 1956 while where")
GLUE = set(bag("and but so which because while where that there way these yet s that's"))


@given(st.lists(st.sampled_from(BITS), max_size=40))
def test_a_sentence_made_short_loses_no_content(words):
    text = " ".join(words).replace(" ,", ",").replace(" ;", ";") + "."
    said = [t for s in shorten(text, 8) for t in tokens(s) if t not in GLUE]
    assert said == [t for t in tokens(text) if t not in GLUE]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The freighter Warrior crossed from Brooklyn.", "crossed"),
        ("In 1956 the price of the box fell.", "fell."),
        ("A germ that lands in honey dies of thirst.", "dies"),
        ("The Ever Given, a ship 400 metres long, turned sideways.", "turned"),
        ("Harrison's clock, finished in 1735, weighed 75 pounds.", "weighed"),
        ("No ship of that time could measure it.", "could"),
        ("Venus needs 243 Earth days.", "needs"),
        ("Flamingos in a zoo fade when the pigment is missing.", None),
        ("Old boxes of steel", None),
    ],
)
def test_the_verb_is_found_or_left_alone(text, verb):
    part = clause(text)
    assert (part.verb if part else None) == verb


@pytest.mark.parametrize(
    "text",
    [
        "He left.",
        "But it sank.",
        "Their officers knew.",
        "This made it cheap.",
        "In that year it burned.",
        "It's 8 feet wide.",
        "The second was larger.",
        "It took him 19 years to act.",
    ],
)
def test_a_sentence_that_points_back_leans(text):
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    ["The ship sank.", "It takes 8 minutes for light to arrive.", "In 1956 a crane moved.", "“He left,” said Ann."],
)
def test_a_sentence_that_stands_does_not_lean(text):
    assert not leans(text)


def test_also_and_the_same_cannot_open_a_film():
    assert not stands_alone("Venus also turns backwards.")
    assert not stands_alone("The same effect is seen on Mars.")
    assert stands_alone("No flamingo is born pink.")


def test_names_keep_their_capitals():
    assert lower_first("Paris fell.", "They left Paris.") == "Paris fell."
    assert lower_first("The ship", "") == "the ship"
    assert lower_first("Boxes moved", "old boxes moved") == "boxes moved"
    assert names_in("On 26 April 1956 the Ideal X left Newark, New Jersey.") == ["Ideal X", "Newark", "New Jersey"]


def test_words_are_counted_as_they_are_said():
    assert count("It cost $5.86 a ton – in 1956.") == 7
