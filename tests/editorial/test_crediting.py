"""Whose the pictures and clips are is told once each, with the licence, and where each is seen."""

from __future__ import annotations

import pytest

from ytempire.editorial.crediting import line, lines, page
from ytempire.editorial.fitting import fitting
from ytempire.models import Bed, Credit, Cut, Statement, Timeline

OWL = Credit(file="owl.jpg", credit="J. Doe", licence="CC BY 4.0")


def film(*credits: tuple[Credit, ...], bed: Bed | None = None) -> Timeline:
    cuts = tuple(
        Cut(id=f"s{k}", frames=30, visual=Statement(text="x"), credits=own) for k, own in enumerate(credits, 1)
    )
    return Timeline(width=1920, height=1080, cuts=cuts, bed=bed)


@pytest.mark.parametrize(
    ("credit", "said"),
    [
        (OWL, "J. Doe (CC BY 4.0)"),
        (Credit(file="a.jpg", credit="NASA, CC BY 4.0", licence="cc by 4.0"), "NASA, CC BY 4.0"),
        (Credit(file="a.jpg", licence="CC0"), "a.jpg (CC0)"),
        (Credit(file="a.jpg"), ""),
    ],
)
def test_a_credit_names_its_licence_once(credit, said):
    assert line(credit) == said


def test_each_credit_is_told_once_in_the_order_of_the_film():
    own = Credit(file="b.mp4", credit="Ours")
    assert lines(film((own,), (OWL,), (own,))) == ("Ours", "J. Doe (CC BY 4.0)")


def test_the_page_tells_every_file_and_where_it_is_seen_or_heard():
    bed = Bed(credit=Credit(file="song.mp3", credit="A Band"))
    said = page(film((OWL,), (), (OWL,), bed=bed))
    assert "owl.jpg\n  credit: J. Doe\n  licence: CC BY 4.0\n  in: scene s1, s3\n" in said
    assert "song.mp3\n  credit: A Band\n  licence: not said\n  in: music\n" in said


def test_a_film_without_files_has_no_page():
    assert page(film(())) == ""


def test_a_rare_word_counts_more_and_equal_ones_stand_by_name():
    told = {"b/ship.mp4": "", "a/ship.mp4": "", "port.mp4": "ship crane"}
    assert [name for name, _ in fitting("a crane and ships", told)] == ["port.mp4", "a/ship.mp4", "b/ship.mp4"]
    assert fitting("zebra", told) == []
    assert fitting("the of", told) == []
