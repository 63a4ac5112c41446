from pathlib import Path

import pytest

from ytempire.contracts import FindNotes, Kit, Notes
from ytempire.errors import ConfigError
from ytempire.media.blobs import Blobs
from ytempire.providers.source_folder import SourceFolder


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "channels" / "owls" / "notes"
    folder.mkdir(parents=True)
    return folder


def found(notes: Path, about: str = "", **options: str) -> Notes:
    home = notes.parent.parent.parent
    kit = Kit(home=home, channel="owls", blobs=Blobs(home / "cache"), scratch=home)
    return SourceFolder(SourceFolder.Options(**options), kit).answer(FindNotes(channel="owls", about=about), "")


def test_every_kind_of_note_is_read_in_order_of_its_path(notes):
    (notes / "b.md").write_text("# B\n\nIt is there.")
    (notes / "a.txt").write_text("A title\nIt is here, and it stays.")
    (notes / "deep").mkdir()
    (notes / "deep" / "c.html").write_text("<h1>C</h1><p>It is deep.</p>")
    (notes / "d.rss").write_text(
        "<rss version='2.0'><channel><item><title>D</title><description>It is new.</description></item></channel></rss>"
    )
    assert [n.id for n in found(notes).notes] == ["a", "b", "d-d", "deep-c"]


def test_one_id_a_note(notes):
    for name in ("x.md", "x.txt", "x.html"):
        (notes / name).write_text("It is here, and it stays.")
    assert sorted(n.id for n in found(notes).notes) == ["x", "x-2", "x-3"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("big.md", b"word " * 1_000_000, "has 5.0 MB; a note may have 2"),
        ("binary.txt", bytes(range(256)) * 20, "is not text"),
        ("noise.txt", bytes([0x81, 0x8D, 0x02, 0x90, 0x9D]) * 99, "is not text"),
        ("half.txt", b"\xff\xfea", "is not text"),
        ("empty.md", b"", "is empty"),
        ("blank.md", b" \n\t\n", "is empty"),
        ("marks.txt", b"---\n***\n", "has no words"),
        ("broken.xml", b"<rss><channel><item>", "is no feed with entries"),
        ("talk.docx", b"PK", "is no kind of note that is read here"),
    ],
)
def test_what_is_no_note_is_passed_over_and_stops_nothing(notes, name, data, reason):
    (notes / name).write_bytes(data)
    (notes / "good.md").write_text("# Good\n\nIt is there.")
    reply = found(notes)
    assert [n.id for n in reply.notes] == ["good"]
    assert reply.skipped == (f"notes/{name}: {reason}",)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("Käse für 5 €.".encode("utf-8-sig"), ()),
        ("Käse für 5 €.".encode("utf-16"), ()),
        ("Käse für 5 €.".encode("utf-16-be", "strict").join([b"\xfe\xff", b""]), ()),
        ("Käse für 5 €.".encode("cp1252"), ("notes/k.txt: is not UTF-8; read as Windows-1252",)),
    ],
)
def test_other_encodings_are_read(notes, data, said):
    (notes / "k.txt").write_bytes(data)
    reply = found(notes)
    assert "Käse für 5 €" in reply.notes[0].text + reply.notes[0].title
    assert reply.skipped == said


def test_links_that_lead_outside_are_not_followed(notes, tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text("# Secret\n\nNobody may read it.")
    (notes / "link.md").symlink_to(secret)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "o.md").write_text("# Out\n\nIt is outside.")
    (notes / "folder").symlink_to(tmp_path / "out")
    reply = found(notes)
    assert reply.notes == ()
    assert reply.skipped == ("notes/link.md: leads outside the channel's folder",)


def test_a_path_that_leads_outside_is_refused(notes):
    with pytest.raises(ConfigError, match="leads outside"):
        found(notes, path="../../..")


def test_every_broken_front_matter_is_told_at_once_by_file_and_line(notes):
    (notes / "a.md").write_text("---\nrights: stolen\n---\nText.")
    (notes / "b.md").write_text("---\ntitle: ok\nlicence: [\n---\nText.")
    with pytest.raises(ConfigError) as told:
        found(notes)
    assert [p.where for p in told.value.problems] == ["channels/owls/notes/a.md:2", "channels/owls/notes/b.md:3"]


def test_pictures_are_kept_that_are_there(notes):
    (notes.parent / "pictures").mkdir()
    (notes.parent / "pictures" / "owl.jpg").write_bytes(b"x")
    (notes / "near.png").write_bytes(b"x")
    (notes / "n.md").write_text(
        "---\nphotos: [pictures/owl.jpg, gone.jpg]\n---\n"
        "# N\n\n![Near](near.png)\n![Up](../pictures/owl.jpg)\n\nIt is there.\n"
    )
    reply = found(notes)
    assert [p.file for p in reply.notes[0].photos] == ["pictures/owl.jpg", "notes/near.png", "pictures/owl.jpg"]
    assert reply.skipped == ("notes/n.md: its picture notes/gone.jpg is not there",)


def test_what_is_hidden_is_no_note(notes):
    (notes / ".obsidian").mkdir()
    (notes / ".obsidian" / "x.md").write_text("# X\n\nIt is hidden.")
    (notes / "_drafts").mkdir()
    (notes / "_drafts" / "y.md").write_text("# Y\n\nIt is a draft.")
    (notes / "z.md~").write_text("# Z\n\nIt is a backup.")
    assert found(notes) == Notes(notes=())


def test_about_a_subject_the_nearest_come_first_and_strangers_stay_away(notes):
    (notes / "owl.md").write_text("# Owls\n\nOwls fly at night and hunt mice.")
    (notes / "ship.md").write_text("# Ships\n\nShips cross the sea.")
    assert [n.id for n in found(notes, about="owls at night").notes] == ["owl"]


def test_without_a_folder_it_says_what_is_missing(notes):
    notes.rmdir()
    home = notes.parent.parent.parent
    kit = Kit(home=home, channel="owls", blobs=Blobs(home / "cache"), scratch=home)
    assert SourceFolder(SourceFolder.Options(), kit).ready() == "channels/owls/notes is not there"


def test_a_saved_feed_may_be_said_to_be_ones_own(notes):
    (notes / "d.rss").write_text(
        "<rss version='2.0'><channel><item><title>D</title><description>It is new.</description></item></channel></rss>"
    )
    assert found(notes).notes[0].rights == "quote-only"
    assert found(notes, feeds="own").notes[0].rights == "own"
