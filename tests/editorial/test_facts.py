import pytest
from hypothesis import given, strategies as st

from ytempire.editorial.dates import dates, year
from ytempire.editorial.facts import extract
from ytempire.editorial.lists import inline_list
from ytempire.editorial.notes import parse_note
from ytempire.editorial.quantities import find


def shown(text: str) -> list[tuple[str, str, str]]:
    return [(f.quantity.shown, f.quantity.unit, f.quantity.of) for f in find(text)]


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("A crane loaded 58 aluminium boxes onto it.", [("58", "", "aluminium boxes")]),
        ("Loading it cost $5.86 a ton.", [("$5.86", "$ a ton", "")]),
        ("It sold for £4 million.", [("£4 million", "£", "")]),
        ("About 99 percent of the data travels there.", [("99%", "%", "the data")]),
        ("More than 1.4 million kilometres of it lie there.", [("1.4 million", "kilometres", "")]),
        ("Twenty-four sailors drowned.", [("24", "", "sailors")]),
        ("It cracks within 50 to 100 years.", [("50 to 100", "years", "")]),
        ("It crept along at 6 words an hour.", [("6", "", "words an hour")]),
        ("It was minus 20 degrees Celsius.", [("−20", "degrees Celsius", "")]),
        ("An eight-ton scanner came.", []),
        ("In 1956 the ship left.", []),
        ("Apollo 11 landed and Voyager 1 left.", []),
        ("Version 3.2.0 is the 4th of May.", []),
        ("One of them stopped, and two thirds went.", []),
        ("About one mother in ten died, and 1 in 4 adults smoked.", []),
        ("A crane loaded 58 boxes in 1956.", [("58", "", "boxes")]),
    ],
)
def test_a_number_is_known_by_what_it_counts(text, quantities):
    assert shown(text) == quantities


@pytest.mark.parametrize(
    ("text", "found", "when"),
    [
        ("On 26 April 1956 it left.", ["26 April 1956"], 1956.3),
        ("On April 26, 1956, it left.", ["April 26, 1956"], 1956.3),
        ("It began in the 1850s.", ["1850s"], 1855),
        ("It was built around 100 BC.", ["100 BC"], -100),
        ("In the fourteenth century clocks came.", ["fourteenth century"], 1350),
        ("Done on 2026-09-14.", ["2026-09-14"], 2026.7),
        ("It weighs 1900 kilos.", [], None),
    ],
)
def test_a_date_is_found_and_lies_on_a_line_of_years(text, found, when):
    assert dates(text) == found
    if found:
        assert year(found[0]) == pytest.approx(when, abs=0.11)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("They carried the cases, cartons, bags and barrels by hand.", ("the cases", "cartons", "bags", "barrels")),
        ("It has three parts: a calendar, a star map and a clock.", ("a calendar", "a star map", "a clock")),
        ("The ship left, and France and Brazil did not vote.", ()),
        ("He came, saw it and left.", ()),
    ],
)
def test_a_list_is_three_things_and_no_verbs(text, items):
    assert inline_list(text) == items


def facts(text: str, name: str = "notes/n.md", **meta: str) -> list:
    return extract(parse_note(text, name).model_copy(update=meta))


def test_a_fact_knows_its_note_its_kind_and_its_heading():
    found = facts("# T\n\n## The price\n\nIt fell because ships grew.\n\n> Ships are slow. — Ann Lee\n")
    assert [(f.id, f.kind, f.section, f.by) for f in found] == [
        ("n.1", "cause", "The price", ""),
        ("n.2", "quote", "The price", "Ann Lee"),
    ]


def test_a_speaker_gets_the_full_name():
    found = facts('John Bogle founded it in 1975. "Just buy the haystack!" Bogle wrote.\n')
    assert (found[1].quote, found[1].by) == ("Just buy the haystack!", "John Bogle")


def test_bullets_under_a_lead_are_one_list_and_dated_ones_are_sentences():
    found = facts(
        "# T\n\nIt has parts:\n\n- a hull\n- a mast\n- a sail\n\n"
        "## When\n\n- 1698: Ann Lee lights the first tower\n- 1703: it burns down\n"
    )
    assert found[0].items == ("a hull", "a mast", "a sail")
    assert [f.text for f in found[1:]] == ["In 1698, Ann Lee lights the first tower.", "In 1703, it burns down."]


def test_a_changelog_is_told_forward_and_by_version():
    found = facts(
        "# App\n\n## 2.0.0 (2026-02-01)\n\n- Added a map\n\n"
        "## 1.0.0 (2026-01-01)\n\n- Fixed a crash\n- Rewrote the core\n"
    )
    assert [f.text for f in found] == [
        "Version 1.0.0 fixed a crash.",
        "It rewrote the core.",
        "Version 2.0.0 added a map.",
    ]


def test_references_memos_and_pieces_are_no_facts():
    text = "# T\n\nTODO: check this later\n\nfast and cheap\n\n## References\n\nA long book about ships was used.\n"
    assert facts(text) == []


@given(st.text(max_size=300))
def test_any_note_gives_facts_that_stand_in_it(text):
    for fact in facts(text, "notes/n.txt"):
        assert fact.text
        assert fact.note == "n"


@given(st.integers(0, 10**12), st.sampled_from(["boxes", "kilometres", "percent of them", "million people"]))
def test_a_number_is_found_with_its_value(n, unit):
    text = f"There were {n:,} {unit} there."
    for found in find(text):
        assert found.quantity.value == pytest.approx(n * (1e6 if "million" in unit else 1))
        assert text[found.start : found.end].startswith(f"{n:,}")
