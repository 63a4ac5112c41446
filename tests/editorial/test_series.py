"""Figures that belong together become a line, a pie or a table; others do not."""

from __future__ import annotations

import pytest

from ytempire.editorial.facts import extract
from ytempire.editorial.notes import parse_note
from ytempire.editorial.series import curve, pie, row, table


def facts(text: str):
    return extract(parse_note(text + "\n", "notes/n.md"))


def test_three_values_of_one_measure_over_years_are_a_line():
    found = curve(facts("In 1900 the town had 1,200 people. In 1950 the town had 4,000 people. "
                        "In 2000 the town had 21,000 people."), "The town")  # fmt: skip
    assert found is not None
    line, numbers = found
    assert line.labels == ("1900", "1950", "2000")
    assert line.series[0].values == (1200, 4000, 21000)
    assert (line.title, line.unit, line.shown) == ("The town", "people", "21,000")
    assert numbers == {"1,200", "4,000", "21,000"}


def test_one_sentence_may_hold_the_whole_line():
    found = curve(facts("The largest ship held 1,210 boxes in 1968, 4,340 boxes in 1988 and 21,413 boxes in 2017."), "")
    assert found is not None
    assert found[0].labels == ("1968", "1988", "2017")
    assert found[0].unit == "boxes"


@pytest.mark.parametrize(
    "text",
    [
        "In 1900 the town had 1,200 people. In 1950 the town had 4,000 people.",
        "In 1900 the town had 1,200 people. In 1950 the town had 3 bridges. In 2000 the town had 9 mayors.",
        "The town had 1,200 people, then 4,000 people and then 21,000 people.",
    ],
)
def test_two_values_other_measures_or_no_years_are_no_line(text):
    assert curve(facts(text), "") is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Air is 78 percent nitrogen, 21 percent oxygen and 1 percent other gases.",
         ["Nitrogen", "Oxygen", "Other gases"]),
        ("Nitrogen makes up 78 percent of the air. Oxygen makes up 21 percent of the air. "
         "Other gases make up 1 percent of the air.", ["Nitrogen", "Oxygen", "Other gases"]),
        ("About 71 percent of the Earth's surface is water, and 29 percent of the Earth's surface is land.",
         ["Water", "Land"]),
    ],
)  # fmt: skip
def test_shares_that_come_to_a_hundred_are_a_pie(text, parts):
    found = pie(facts(text), "")
    assert found is not None
    assert [part.label for part in found[0].parts] == parts
    assert sum(part.value for part in found[0].parts) == 100


@pytest.mark.parametrize(
    "text",
    [
        "About 71 percent of the Earth's surface is water.",
        "The share was 30 percent in 1890 and 20 percent in 1920.",
        "Nitrogen makes up 78 percent of the air. Water makes up 22 percent of the loaf.",
    ],
)
def test_shares_of_two_wholes_or_with_a_rest_are_no_pie(text):
    assert pie(facts(text), "") is None


def test_things_of_which_two_measures_are_told_are_a_table():
    found = table(facts("Harrison's first sea clock, finished in 1735, weighed 75 pounds. "
                        "Harrison's second sea clock, finished in 1739, weighed 86 pounds. "
                        "Harrison's fourth sea clock, finished in 1759, weighed 3 pounds."), "")  # fmt: skip
    assert found is not None
    assert found[0].columns == ("Sea clock", "Year", "Pounds")
    assert found[0].rows == (("First", "1735", "75"), ("Second", "1739", "86"), ("Fourth", "1759", "3"))


def test_one_measure_each_is_no_table():
    assert table(facts("The Titanic was 269 metres long. The Lusitania was 240 metres long."), "") is None


@pytest.mark.parametrize(
    ("text", "unit", "values"),
    [
        (
            "Panels cost about 2.15 dollars a watt in 2010, about 0.66 dollars in 2014 and about 0.31 dollars in 2023.",
            "dollars a watt",
            (2.15, 0.66, 0.31),
        ),
        (
            "The world had about 40 gigawatts of solar power in 2010, about 230 in 2015 and about 1,420 in 2023.",
            "gigawatts",
            (40, 230, 1420),
        ),
        (
            "A woman there had 4.5 children on average in 1970. She had 1.5 in 2000. She had 0.7 in 2023.",
            "children",
            (4.5, 1.5, 0.7),
        ),
    ],
)
def test_a_measure_that_is_said_once_holds_for_the_whole_line(text, unit, values):
    found = curve(facts(text), "")
    assert found is not None
    assert (found[0].unit, found[0].series[0].values) == (unit, values)


def test_a_line_is_named_by_what_is_measured_and_its_unit_stands_under_it():
    found = curve(facts("The world had about 40 gigawatts of solar power in 2010, about 230 in 2015, "
                        "and about 1,420 in 2023."), "")  # fmt: skip
    assert found is not None
    assert (found[0].title, found[0].unit) == ("Solar power", "gigawatts")


def test_things_with_a_number_each_in_one_sentence_are_bars():
    found = row(facts("Japan stood at 1.2 children in 2023, Germany at 1.35, the United States at 1.62."), "")
    assert found is not None
    assert [(b.label, b.shown) for b in found[0].bars] == [
        ("Japan", "1.2"),
        ("Germany", "1.35"),
        ("United States", "1.62"),
    ]
    assert found[0].title == "Children"


@pytest.mark.parametrize(
    "text",
    [
        "The tower is 300 metres high, 100 metres wide and 50 years old.",
        "The house has 3 doors, 14 windows and 2 lamps.",
        "In 1900 the town had 3 bridges, and in 1950 it had 7.",
    ],
)
def test_several_numbers_of_one_thing_are_no_bars(text):
    assert row(facts(text), "") is None
