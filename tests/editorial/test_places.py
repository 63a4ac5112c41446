from __future__ import annotations

import pytest

from ytempire.editorial.places import found, known, route


def test_every_known_place_lies_on_the_earth():
    assert len(known()) >= 150
    assert all(-90 <= north <= 90 and -180 <= east <= 180 for north, east in known().values())


def test_places_come_in_the_order_in_which_they_are_named_and_once():
    assert [name for name, _ in found("From Venice to London, and from London to New York.")] == [
        "Venice", "London", "New York"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Jack London wrote it.",
        "The London Bridge fell.",
        "Parisians walk.",
        "A paris of the north.",
        "Paris time ruled.",
    ],
)
def test_a_name_that_is_part_of_another_is_no_place(text):
    assert found(text) == []


def test_a_notes_own_places_go_first():
    assert found("At Heart's Content the cable came ashore.", {"Heart's Content": (47.9, -53.4)}) == [
        ("Heart's Content", (47.9, -53.4))
    ]  # fmt: skip
    assert found("London slept.", {"London": (43.0, -81.2)}) == [("London", (43.0, -81.2))]


def test_a_line_is_drawn_from_one_place_to_another_and_between_those_that_are_joined():
    assert route("It crossed from Brooklyn to Bremerhaven.", ["Brooklyn", "Bremerhaven"])
    assert route("The cable joined Ireland and Newfoundland.", ["Ireland", "Newfoundland"])
    assert not route("It rained in Ireland and Newfoundland.", ["Ireland", "Newfoundland"])
