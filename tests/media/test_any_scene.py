"""Any kind of scene with any words, numbers and lists, in any shape, theme and layout: it fits, or is refused with why.

Every box of a visual lies in its zone and meets no caption; captions are always whole. Only ConfigError may refuse.
"""

from __future__ import annotations

import math
import re
from typing import Any, get_args, get_origin

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st
from pydantic import BaseModel, ValidationError

from ytempire.editorial.directive import VISUALS
from ytempire.errors import ConfigError
from ytempire.media.graphics.compose import KINDS, Composition, compose
from ytempire.media.themes import NAMES, theme
from ytempire.media.zones import zones
from ytempire.models import Bar, CaptionStyle, Cue, CueWord, Cut, Series

SIZES = ((1920, 1080), (1080, 1920), (1080, 1080))
SAMPLES = (
    "",
    " ",
    "A ship earns money only when she is at sea.",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "x" * 400,
    "word " * 120,
    r"50% of {\b1}this\N \h C:\new 'it' \"is\" %{}\\:'",
    "שלום עולם",
    "مرحبا بالعالم",
    "箱が世界を縮めた",
    "🚢📦 shipped",
    "👨‍👩‍👧 family",
    "zero\u200bwidth\u200djoin\ufeffed soft\u00adhyphen",
    "one\ntwo\r\n\tthree",
    "e\u0301le\u0300ve n\u0303",
    "1,234,567.89 €",
    "−40 °C – 100 °F",
    "\u202eright to left\u202c",
    "a\u00a0b\u202fc",
    "…",
    "\x00\x07\x1b[31m",
    "Ｆｕｌｌ ｗｉｄｔｈ",
    "<b>&amp;</b>",
    "$5.86",
    "100%",
    "36 per cent",
    "58",
)
PLAIN = st.lists(
    st.sampled_from(
        ["box", "ships", "the", "Newark", "1956", "it’s", "a-b", "harbour", "Straßenbahn", "ø", "50%", "{", "\\N"]
    ),
    min_size=1,
    max_size=9,
).map(" ".join)
"""Words that can be drawn: most of what is tried, so that layouts are tried and not only refusals."""
WORDS = st.integers(0, 11).flatmap(lambda n: PLAIN if n else st.one_of(st.sampled_from(SAMPLES), st.text(max_size=24)))
NUMBERS = st.one_of(
    st.sampled_from(
        [0.0, -0.0, 1.0, -1.0, 1e12, -1e12, 1e-12, 1e300, -1e300, math.nan, math.inf, -math.inf, 36.0, 58.0]
    ),
    st.floats(-1000, 1000),
)


def any_of(kind: Any, metadata: tuple[Any, ...] = ()) -> st.SearchStrategy[Any]:
    """Values of a model's key, as wild as its type allows, and a few that it does not."""
    bounds = {name: value for rule in metadata for name in ("ge", "le", "min_length", "max_length")
              if (value := getattr(rule, name, None)) is not None}  # fmt: skip
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        least, most = bounds.get("min_length", 0), min(bounds.get("max_length", 7), 9)
        return st.lists(any_of(inner[0]), min_size=least, max_size=max(least, most)).map(tuple)
    if type(None) in inner:
        return st.none() | any_of(next(one for one in inner if one is not type(None)))
    if inner:  # a choice of words
        return st.sampled_from(inner)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return st.fixed_dictionaries({}, optional={}) if not kind.model_fields else model(kind)
    if kind is bool:
        return st.booleans()
    if kind is int:
        return st.integers(bounds.get("ge", -3), bounds.get("le", 9))
    if kind is float:
        return st.floats(bounds["ge"], bounds["le"]) if "ge" in bounds and "le" in bounds else NUMBERS
    return WORDS


def model(kind: type[BaseModel]) -> st.SearchStrategy[Any]:
    keys = {
        name: any_of(info.annotation, tuple(info.metadata))
        for name, info in kind.model_fields.items()
        if name != "kind"
    }
    return st.fixed_dictionaries(keys).map(lambda values: kind.model_construct(**values))


SHORT = st.lists(st.sampled_from(["box", "a-b", "1956", "it’s", "ø", "50%"]), min_size=1, max_size=2).map(" ".join)


def whole(kind: str) -> st.SearchStrategy[Any]:
    """Visuals whose parts belong together, for the kinds where chance alone never brings that about."""
    names = st.lists(SHORT, min_size=2, max_size=12).map(tuple)
    value = st.none() | st.floats(-1e6, 1e6) | st.sampled_from([0.0, 1e12, -1e12])
    number = st.one_of(value.filter(lambda v: v is not None), NUMBERS)
    part = st.builds(Bar, label=SHORT, value=number, shown=SHORT)
    at = st.none() | st.integers(-2, 9)
    if kind in ("line", "area"):
        return names.flatmap(
            lambda labels: st.builds(
                VISUALS[kind],
                title=PLAIN,
                labels=st.just(labels),
                shown=SHORT,
                accent=at,
                series=st.lists(
                    st.builds(
                        Series,
                        name=SHORT,
                        values=st.lists(value, min_size=len(labels), max_size=len(labels)).map(tuple),
                    ),
                    min_size=1,
                    max_size=4,
                ).map(tuple),
            )
        )
    if kind in ("pie", "chart"):
        parts = st.lists(part, min_size=2, max_size=6).map(tuple)
        key = {"pie": "parts", "chart": "bars"}[kind]
        return st.builds(VISUALS[kind], title=SHORT, unit=SHORT, accent=at, **{key: parts})
    if kind == "table":
        return st.integers(2, 5).flatmap(
            lambda n: st.builds(
                VISUALS[kind],
                title=SHORT,
                accent=at,
                columns=st.lists(SHORT, min_size=n, max_size=n).map(tuple),
                rows=st.lists(st.lists(SHORT, min_size=n, max_size=n).map(tuple), min_size=1, max_size=7).map(tuple),
            )
        )
    if kind in ("code", "terminal"):
        line = st.sampled_from(
            ["", "x = 1", "    return 'a'  # b", "$ ls -l | wc", "wait 1", "print(f'{x:>8}')", "\t{", "}"]
        )
        text = st.lists(line | PLAIN, min_size=1, max_size=14).map("\n".join)
        if kind == "terminal":
            steps = ["type: ls -l | wc", "run: make", "wait: 0.4", "clear:", "output: |\n  a\n  b  50%\n  …"]
            step = st.one_of(st.sampled_from(steps), PLAIN.map("type: {}".format))
            return st.builds(VISUALS[kind], script=st.lists(step, min_size=1, max_size=9).map("\n".join), title=SHORT)
        lit = st.lists(st.integers(1, 14), max_size=4).map(tuple)
        return st.builds(
            VISUALS[kind], text=text, language=st.sampled_from(["python", "text", "json"]), title=SHORT, lit=lit
        )
    return model(VISUALS[kind])


def checked(visual: Any) -> Any:
    """The visual if its model takes it."""
    try:
        return type(visual).model_validate(visual.model_dump(warnings=False))
    except ValidationError:
        return None


CUES = st.lists(st.sampled_from(["In", "April", "1956", "fifty-eight", "boxes", "Rindfleischetikettierung", "left."]),
                min_size=1, max_size=6)  # fmt: skip


def fits(made: Composition, words: list[str]) -> None:
    z = made.zones
    for box in made.boxes:
        assert math.isfinite(box.x0 + box.y0 + box.x1 + box.y1), box
        assert box.within(z.safe, 2.5), box
        caption = box.what == "caption" and box.within(z.caption, 2)
        if not caption and box.what not in ("source", "mark"):
            assert not box.meets(z.caption), box
            assert not box.meets(z.progress), box
        if z.tall and not z.square and box.y1 > 960:
            assert box.x1 <= 931, box
    assert all(0 <= e.start < e.end <= made.cut.frames for e in made.events)
    assert "nan" not in made.ass().lower().replace("finance", "") or any("nan" in w.lower() for w in words)
    if words:
        shown = re.sub(r"\{[^}]*\}", "", " ".join(e.text for e in made.events if r"\p4" not in e.text))
        flat = re.sub(r"[\W_]", "", shown).casefold()
        for word in words:
            assert re.sub(r"[\W_]", "", word).casefold() in flat, word


@pytest.mark.parametrize("kind", list(VISUALS))
def test_any_words_and_numbers_fit_or_are_refused_with_the_reason(kind: str) -> None:
    assert kind in KINDS, "it has no drawing"

    @settings(
        max_examples=45,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        database=None,
        phases=[Phase.generate],
    )
    @given(
        st.one_of(model(VISUALS[kind]), whole(kind), whole(kind)),
        st.sampled_from(SIZES),
        st.sampled_from(NAMES),
        st.sampled_from(["left", "right", "center"]),
        st.integers(0, 9),
        st.lists(st.integers(-5, 400), max_size=8).map(tuple),
        st.sampled_from([1, 9, 40, 150, 700]),
        CUES,
        st.sampled_from(["words", "keys", "none"]),
        st.sampled_from(get_args(CaptionStyle)),
        WORDS,
    )
    def holds(
        visual: Any, size: Any, name: str, layout: Any, variant: int, beats: Any, frames: int, said: list[str],
        captions: Any, style: Any, source: str,
    ) -> None:  # fmt: skip
        taken = checked(visual)
        if taken is None:
            return
        end = max(2, frames)
        each = max(1, end // (len(said) + 1))
        words = tuple(CueWord(text=w, start=i * each, end=(i + 1) * each) for i, w in enumerate(said))
        cues = (Cue(start=0, end=end, words=words),) if captions != "none" and frames >= 40 else ()
        scene = Cut(
            id="s03", frames=frames, visual=taken, layout=layout, variant=variant, beats=beats, index=2, count=7,
            cues=cues, source=source if len(source) < 60 else "",
        )  # fmt: skip
        try:
            made = compose(scene, theme(name), zones(*size, captions), 30, captions, "The Box Desk", style=style)
            made.ass()
        except ConfigError as error:
            assert str(error).strip()
            return
        fits(made, said if cues else [])

    holds()
