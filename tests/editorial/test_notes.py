import pytest
from hypothesis import given, strategies as st

from ytempire.editorial.notes import near, note_id, parse_note
from ytempire.editorial.pages import parse_feed
from ytempire.errors import ConfigError


def test_front_matter_names_the_note():
    note = parse_note(
        "---\ntitle: The box\nsubject: containers\nurl: https://x.org\nauthor: M. L.\ndate: 2006-03-01\n"
        "licence: CC0\nrights: public-domain\nsource: Levinson (2006)\n---\n\nIt is a box.\n",
        "notes/box.md",
    )
    assert (note.id, note.title, note.subject) == ("box", "The box", "containers")
    assert (note.author, note.date, note.source) == ("M. L.", "2006-03-01", "Levinson (2006)")
    assert (note.rights, note.licence, note.text) == ("public-domain", "CC0", "It is a box.")


@pytest.mark.parametrize(
    ("front", "where", "what"),
    [
        ("rights: stolen", "notes/a.md:2", "not one of own, public-domain, quote-only"),
        ("title: x\nrights: public-domain", "notes/a.md:3", "needs a licence"),
        ("title: a: b", "notes/a.md:2", "cannot be read"),
        ("title: [1", "notes/a.md:2", "cannot be read"),
        ("a: &x 1\nb: *x", "notes/a.md:3", "aliases"),
        ("- title: one\ntitle: two", "notes/a.md:3", "cannot be read"),
        ("title: x\nrigths: own", "notes/a.md:3", "Did you mean rights?"),
        ("photos: [{caption: x}]", "notes/a.md:2", "each is a file"),
        ("photos: [../../secret.jpg]", "notes/a.md:2", "not a file of this channel"),
        ("title: {a: 1}", "notes/a.md:2", "takes a text"),
        ("title: " + "x" * 70_000, "notes/a.md:1", "over 64 kB"),
    ],
)
def test_broken_front_matter_is_told_by_file_and_line(front, where, what):
    with pytest.raises(ConfigError) as told:
        parse_note(f"---\n{front}\n---\nText.\n", "notes/a.md")
    assert told.value.problems[0].where == where
    assert what in str(told.value)


def test_front_matter_without_an_end_is_told():
    with pytest.raises(ConfigError, match="has no end"):
        parse_note("---\ntitle: x\nText that goes on.\n", "notes/a.md")


def test_every_mistake_of_the_front_matter_is_told_at_once():
    with pytest.raises(ConfigError) as told:
        parse_note("---\nrights: stolen\ntitle: [1, 2]\n---\nx\n", "notes/a.md")
    assert len(told.value.problems) == 2


def test_keys_of_other_tools_are_left_alone():
    note = parse_note("---\ntitle: T\naliases: [a]\ncssclass: wide\n---\nText is here.\n", "notes/a.md")
    assert note.title == "T"


def test_markdown_becomes_plain_words_with_its_structure():
    note = parse_note(
        "# The *box*\n\nA **steel** box[^1] is [cheap](https://x.org/a_(b)).\n\n"
        "## Parts\n\n* one\n* two\n\n> A saying\n\n"
        "```\ncode()\n```\n\n[^1]: a source\n",
        "notes/b.md",
    )
    assert note.title == "The box"
    assert note.text == "A steel box is cheap.\n\n## Parts\n\n- one\n- two\n\n> A saying"


def test_pictures_are_found_beside_the_note_and_only_there():
    note = parse_note(
        '# T\n\n![A box](../pictures/box.jpg "Own")\n![Far](https://x.org/a.jpg)\n![Out](../../../etc/a.png)\n\nText.\n',
        "notes/deep/b.md",
    )
    assert [(p.file, p.caption, p.credit) for p in note.photos] == [("notes/pictures/box.jpg", "A box", "Own")]


@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("a.jpg", "notes/a.jpg"),
        ("./a.jpg", "notes/a.jpg"),
        ("../p/a.jpg", "p/a.jpg"),
        ("..\\p\\a.jpg", "p/a.jpg"),
        ("../../a.jpg", None),
        ("/etc/a.jpg", None),
        ("file:///a.jpg", None),
        ("C:/a.jpg", None),
        ("~/a.jpg", None),
    ],
)
def test_a_path_leads_nowhere_else(file, path):
    assert near(file, "notes/n.md") == path


def test_ten_plain_lines_are_ten_sentences():
    note = parse_note("\n".join(f"Line number {w} says a thing" for w in "abcdefghij"), "notes/ten.txt")
    assert note.text.count(".") >= 9


def test_hard_wrapped_text_is_joined_again():
    note = parse_note("The fox\njumped over the lazy\ndog. Then it\nslept.\n", "notes/w.txt")
    assert note.text == "The fox jumped over the lazy dog. Then it slept."


def test_a_shouted_title_is_lowered_but_for_its_names():
    note = parse_note("HOW THE PHONE FOUND PARIS\n\nA phone is lost in Paris.\n", "notes/p.txt")
    assert note.title == "How the phone found Paris"


def test_a_page_gives_what_a_reader_reads():
    note = parse_note(
        "<html><head><title>Old walls | My Site</title><meta name=author content='A. Mason'><style>p{}</style></head>"
        "<body>"
        "<nav>Home About</nav><p>Walls were <b>thick</b>.<p>They stood.<ul><li>one<li>two</ul>"
        "<script>evil()</script><footer>Copyright</footer>",
        "notes/walls.html",
    )
    assert note.title == "Old walls"
    assert note.author == "A. Mason"
    assert note.text == "Walls were thick.\n\nThey stood.\n\n- one\n- two"


def test_a_page_wrapped_in_a_form_is_still_read():
    assert "Here it is." in parse_note("<form><h1>T</h1><p>Here it is.</p></form>", "notes/f.html").text


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Sky News Desk</title>
<item><title>A comet passes</title><link>https://x.org/1</link>
<description>&lt;p&gt;A comet passed in 1910.&lt;/p&gt;</description>
<pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate></item>
<item><title>A comet passes</title><description>Another text.</description></item><item><title></title></item>
</channel></rss>"""


def test_a_saved_feed_gives_a_note_an_entry_of_other_peoples_words():
    notes = parse_feed(FEED.encode(), "notes/sky.xml", "sky")
    assert [(n.id, n.title, n.rights, n.date) for n in notes] == [
        ("sky-a-comet-passes", "A comet passes", "quote-only", "2026-11-02"),
        ("sky-a-comet-passes-2", "A comet passes", "quote-only", ""),
    ]
    assert notes[0].text == "A comet passed in 1910."
    assert notes[0].source == "Sky News Desk"


@pytest.mark.parametrize("name", ["notes/x.md", "notes/x.txt", "notes/x.html"])
@given(text=st.text(max_size=400))
def test_any_text_is_a_note_or_a_told_mistake(name, text):
    try:
        note = parse_note(text, name)
    except ConfigError as error:
        assert all(p.where.startswith("notes/x.md:") for p in error.problems)
    else:
        assert note.id == "x"
        assert len(note.title) <= 200


@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_none(data):
    parse_feed(data, "notes/f.xml", "f")


LINES = ["# A", "text here.", "- item", "> said", "", "| a | b |", "---", "![c](d.jpg)", "1. one"]


@given(st.lists(st.sampled_from(LINES), max_size=14))
def test_markdown_read_twice_says_the_same(lines):
    once = parse_note("# T\n\n" + "\n".join(lines), "notes/x.md").text
    assert parse_note("# T\n\n" + once, "notes/x.md").text == once


def test_an_id_is_made_from_the_path():
    assert note_id("notes/Ships/The Box.md") == "ships-the-box"
