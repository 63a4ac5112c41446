"""Films of every kind: of the notes that a recipe brings with it, and of notes that nobody tuned it for."""

from functools import cache

import films

from ytempire.editorial import pages
from ytempire.editorial.notes import parse_note

KINDS = films.ROOT / "tests" / "editorial" / "kinds"
SPECIAL = ("story", "comparison", "data-story", "news-digest", "tutorial", "quiz")
OWN = {
    "story": ("shackleton.md", "krakatoa.md", "vasa.md"),
    "comparison": ("led.md", "mars-venus.md", "everest.md", "amphibians", "heating.md"),
    "data-story": ("vinyl.md", "sleep.md", "air.md", "births.md"),
    "news-digest": ("chess", "harbour.xml"),
    "tutorial": ("venv.md", "sqlite.md", "website.md"),
    "quiz": ("saturn.md", "heart.md"),
}


@cache
def notes(name):
    """The notes of a file, of a feed, or of a folder."""
    file = KINDS / name
    if file.is_dir():
        return tuple(parse_note(f.read_text("utf-8"), f"notes/{f.name}") for f in sorted(file.glob("*.md")))
    if file.suffix == ".xml":
        return pages.parse_feed(file.read_bytes(), f"notes/{name}", file.stem)
    return (parse_note(file.read_text("utf-8"), f"notes/{name}"),)


@cache
def golden(name):
    """The notes that a recipe brings with it, as folders of notes that a channel could have."""
    folder = films.ROOT / "recipes" / name / "golden"
    sets = [sorted(f.glob("*.md")) for f in sorted(folder.iterdir()) if f.is_dir()]
    sets += [[f] for f in sorted(folder.glob("*.md"))]
    return tuple(tuple(parse_note(f.read_text("utf-8"), f"notes/{f.name}") for f in files) for files in sets if files)


@cache
def made_of(name, seed=1):
    """The films of a recipe: of its golden notes, and of notes that nobody tuned it for."""
    out = []
    for given_ in (*golden(name), *(notes(n) for n in OWN[name])):
        out += [films.make(given_, c, name, seed) for c in films.propose(given_, name)]
    return tuple(out)


def of(name, *files):
    found = notes(*files)
    return films.make(found, films.propose(found, name)[0], name)


def shown(film, role):
    return [s.visual.kind for s in film.script.scenes if s.role == role]
