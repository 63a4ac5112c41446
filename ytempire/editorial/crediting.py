"""Whose the pictures, clips and music of a film are: a line each for its description, and the whole on a page."""

from __future__ import annotations

from ytempire.models import Credit, Timeline

ROOM = 1800  # bytes of a description


def line(credit: Credit) -> str:
    """A credit with its licence, if that is not in it already."""
    named = credit.credit.strip()
    if not credit.licence or credit.licence.casefold() in named.casefold():
        return named or ""
    return f"{named} ({credit.licence})" if named else f"{credit.file} ({credit.licence})"


def lines(timeline: Timeline) -> tuple[str, ...]:
    """Each credit of the film's pictures and clips once, in the order in which they are seen, with where it is from.

    Where they are many, the addresses are left to the page: a description has only so much room.
    """
    credits = [credit for cut in timeline.cuts for credit in cut.credits]
    whole = tuple(dict.fromkeys(text for credit in credits if (text := linked(credit))))
    if sum(len(text.encode()) for text in whole) <= ROOM:
        return whole
    return tuple(dict.fromkeys(text for credit in credits if (text := line(credit))))


def linked(credit: Credit) -> str:
    """A credit with the address of the page where it was found."""
    return " ".join(part for part in (line(credit), credit.url) if part)


def page(timeline: Timeline) -> str:
    """Every file of the film with whose it is, its licence and its scenes; '' when it shows and plays none."""
    scenes: dict[str, list[str]] = {}
    known: dict[str, Credit] = {}
    for cut in timeline.cuts:
        for credit in cut.credits:
            scenes.setdefault(credit.file, []).append(cut.id)
            known.setdefault(credit.file, credit)
    if timeline.bed and timeline.bed.credit:
        known.setdefault(timeline.bed.credit.file, timeline.bed.credit)
    out = []
    for file, credit in known.items():
        where = f"scene {', '.join(dict.fromkeys(scenes[file]))}" if file in scenes else "music"
        found = f"  from: {credit.url}\n" if credit.url else ""
        out.append(f"{file}\n  credit: {credit.credit or 'not said'}\n  licence: {credit.licence or 'not said'}\n"
                   f"{found}  in: {where}\n")  # fmt: skip
    return "\n".join(out)
