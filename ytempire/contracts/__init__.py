"""What may be asked of the world, what it answers, and what a provider is.

One file a family of requests; all of their names are here too.
"""

from __future__ import annotations

from ytempire.contracts.drawing import DrawJoin, Drawn, DrawScene, DrawSheet, DrawThumbnail, Picturing, Sheeted, Thumbed
from ytempire.contracts.filming import Export, Exported, Filmed, Gauge, Join, Measured, Mix, Mixed, Sample
from ytempire.contracts.footage import Fetch, FindFile, FindMusic, FindPhoto, FindRoll, Found, Hits, Search
from ytempire.contracts.making import MakeClip, MakePicture, Pictured
from ytempire.contracts.provider import Kit, Options, Pace, Provider
from ytempire.contracts.publishing import Publish, Published
from ytempire.contracts.request import Memory, Reply, Request
from ytempire.contracts.speaking import Known, Listed, ListVoices, Speak, Spoken
from ytempire.contracts.telling import Event
from ytempire.contracts.writing import (
    Boarded,
    Brand,
    Briefed,
    Candidates,
    Describe,
    Draft,
    FindNotes,
    Gather,
    Notes,
    Outline,
    Propose,
    Rewrite,
    Worded,
    Written,
)
from ytempire.models import Format, Role

__all__ = [
    "Boarded",
    "Brand",
    "Briefed",
    "Candidates",
    "Describe",
    "Draft",
    "DrawJoin",
    "DrawScene",
    "DrawSheet",
    "DrawThumbnail",
    "Drawn",
    "Event",
    "Export",
    "Exported",
    "Fetch",
    "Filmed",
    "FindFile",
    "FindMusic",
    "FindNotes",
    "FindPhoto",
    "FindRoll",
    "Format",
    "Found",
    "Gather",
    "Gauge",
    "Hits",
    "Join",
    "Kit",
    "Known",
    "ListVoices",
    "Listed",
    "MakeClip",
    "MakePicture",
    "Measured",
    "Memory",
    "Mix",
    "Mixed",
    "Notes",
    "Options",
    "Outline",
    "Pace",
    "Pictured",
    "Picturing",
    "Propose",
    "Provider",
    "Publish",
    "Published",
    "Reply",
    "Request",
    "Rewrite",
    "Role",
    "Sample",
    "Search",
    "Sheeted",
    "Speak",
    "Spoken",
    "Thumbed",
    "Worded",
    "Written",
]
