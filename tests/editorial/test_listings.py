"""Code in a note is shown as code, and what is typed as a terminal; none of it is spoken."""

from __future__ import annotations

import pytest

from ytempire.editorial.board import Part, attached
from ytempire.editorial.gathering import gather
from ytempire.editorial.listings import fenced, shown
from ytempire.editorial.notes import parse_note
from ytempire.editorial.visuals import options
from ytempire.errors import ConfigError
from ytempire.models import Code, Fact, Listing, Photo, Role, Roll, Spotted, Terminal

NOTE = """---
subject: lists
places:
  Malta: [35.9, 14.5]
---

# Lists

A list grows by itself.
This is how a list is made:

```python
boxes = [1, 2]
```

Then the program is run.

```sh
$ python boxes.py
58
$ echo done
```
"""


def test_the_blocks_of_a_note_keep_their_language_and_the_sentence_before_them():
    found, rest = fenced(NOTE)
    assert [(x.language, x.caption) for x in found] == [
        ("python", "This is how a list is made:"), ("sh", "Then the program is run.")
    ]  # fmt: skip
    assert "```" not in rest
    assert "boxes.py" not in rest


def test_a_program_is_code_and_a_shell_is_a_terminal():
    note = parse_note(NOTE, "notes/lists.md")
    code, typed = (shown(x) for x in note.listings)
    assert code == Code(text="boxes = [1, 2]", language="python", title=code.title)
    assert isinstance(typed, Terminal)
    assert typed.script == "run: python boxes.py\noutput: |\n  58\nrun: echo done\n"


def test_a_shell_without_prompts_is_all_commands_and_an_odd_language_is_text():
    typed = shown(Listing(text="# first\nls -l\ncd /tmp", language="bash"))
    assert isinstance(typed, Terminal)
    assert typed.script == "run: ls -l\nrun: cd /tmp\n"
    assert shown(Listing(text="x", language="befunge")) == Code(text="x", language="text")


def test_code_is_seen_and_never_said():
    note = parse_note(NOTE, "notes/lists.md")
    brief = gather("lists", "", [note])
    assert all("boxes.py" not in fact.text for fact in brief.facts)
    listings = [fact for fact in brief.facts if fact.listing]
    assert len(listings) == 2
    assert options(listings[:1])[0].visual.kind == "code"


def test_code_stands_only_beside_the_words_that_lead_to_it():
    told = Fact(id="a", note="n", kind="statement", text="This is how a list is made.")
    other = told.model_copy(update={"id": "b", "text": "Ships cross the ocean at night."})
    code = told.model_copy(update={"id": "c", "kind": "picture", "listing": Listing(text="x", language="python")})
    role = Role(name="body", goal="")
    assert attached([Part(role, 0, (other,)), Part(role, 1, (told,))], [code]) == {1: [code]}
    assert attached([Part(role, 0, (other,))], [code]) == {}


def test_a_clip_in_a_note_is_footage():
    note = parse_note('# Owls\n\nOwls fly at night.\n\n![An owl](../clips/owl.mp4 "Own clip")\n', "notes/owls.md")
    assert note.photos == (Photo(file="clips/owl.mp4", caption="An owl", credit="Own clip"),)
    (fact,) = [f for f in gather("owls", "", [note]).facts if f.photo]
    assert options([fact])[0].visual == Roll(file="clips/owl.mp4", caption="An owl", credit="Own clip")


def test_places_in_the_front_matter_are_read():
    assert parse_note(NOTE, "notes/lists.md").places == (Spotted(name="Malta", north=35.9, east=14.5),)


@pytest.mark.parametrize(
    "value", ["[35.9]", "[95, 14]", "north", "{Malta: 5}", "{Malta: [1, 2, 3]}", "{Malta: [yes, no]}"]
)
def test_a_place_without_two_degrees_is_told_with_its_line(value):
    with pytest.raises(ConfigError) as caught:
        parse_note(f"---\ntitle: x\nplaces: {value}\n---\nText.\n", "notes/x.md")
    assert str(caught.value).startswith("notes/x.md:3  places: ")
