"""Publishing into a folder: everything that a manual upload needs, side by side."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ytempire.contracts import Kit, Options, Provider, Publish, Published
from ytempire.errors import Refused
from ytempire.folder import Folder
from ytempire.models import Blob


class FolderOptions(Options):
    """Where the bundle goes."""

    bundle: str = Field(default="upload", pattern=r"^[a-z0-9-]{1,40}$", description="Its name in the video's folder.")


class PublishFolder(Provider):
    """Lays film, thumbnail, captions, words and a checklist into a folder, for an upload by hand."""

    kind = "publish"
    name = "folder"
    summary = "a folder with everything for a manual upload"
    Options: ClassVar[type[Options]] = FolderOptions

    def __init__(self, options: FolderOptions, kit: Kit) -> None:
        super().__init__(options, kit)
        self.where = options.bundle

    def answer(self, request: Publish, call: str) -> Published:
        """Write the bundle; each file whole or not at all, so doing it again after a crash does no harm."""
        place = self.kit.home / request.folder / self.where
        bundle = Folder(place)
        for name, blob in files(request).items():
            if not bundle.lay(name, blob, self.kit.blobs):
                film = Folder(self.kit.home / request.folder)
                if not (film.give_back(name, blob, self.kit.blobs) and bundle.lay(name, blob, self.kit.blobs)):
                    raise Refused(f"{name} is gone", str(place), "Run render and package again.")
        package = request.package
        for name, text in {
            "title.txt": package.title,
            "description.txt": package.description,
            "tags.txt": ", ".join(package.tags),
            "checklist.md": checklist(request),
        }.items():
            bundle.put(name, f"{text}\n".encode())
        return Published(where=f"{request.folder}/{self.where}", id=request.video.film.digest[:16], privacy="local")

    def recover(self, request: Publish, call: str) -> Published:
        """A folder can be laid again: what is there already stays."""
        return self.answer(request, call)


def files(request: Publish) -> dict[str, Blob]:
    """The bundle's bytes by name."""
    thumbnail, owners = request.package.thumbnail, request.package.credits_file
    return {
        "video.mp4": request.video.film,
        "captions.srt": request.package.captions,
        f"thumbnail{thumbnail.suffix}": thumbnail,
        **{f"thumbnail-{n}{t.image.suffix}": t.image for n, t in enumerate(request.package.thumbnails[1:], start=2)},
        **({"credits.txt": owners} if owners else {}),
    }


def checklist(request: Publish) -> str:
    """What a person does in YouTube Studio, in order."""
    steps = [
        "Open YouTube Studio, Create, Upload videos, and choose `video.mp4`.",
        "Paste `title.txt` as the title.",
        "Paste `description.txt` as the description; its chapters and sources are in it.",
        f"Choose `thumbnail{request.package.thumbnail.suffix}` as the thumbnail; the others are for Test & compare.",
        f"Audience: {'made for kids' if request.made_for_kids else 'not made for kids'}.",
        "Altered content: say whether the voice or the pictures could be taken for a real person or event.",
        "Paste `tags.txt` as the tags.",
        "Subtitles: add `captions.srt`, with timing.",
        f"Visibility: {request.privacy}. Watch it once before you widen it.",
    ]
    size = f"{request.video.width}x{request.video.height}"
    head = f"# {request.package.title}\n\nLength {request.video.seconds:.1f} s, {size}.\n"
    return head + "\n" + "\n".join(f"- [ ] {step}" for step in steps)
