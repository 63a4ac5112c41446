"""Voices of ElevenLabs: each character comes with its time, and what was paid for is looked up before paying again."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from ytempire.contracts import Known, Listed, ListVoices, Options, Pace, Provider, Reply, Speak, Spoken
from ytempire.editorial.spelling import of_characters, sent, spelled
from ytempire.errors import Crowded, Lost, Refused
from ytempire.models import Used, Word, bound, cost
from ytempire.providers import _web
from ytempire.providers._espeak import worded
from ytempire.providers._voices import Useless, silent

if TYPE_CHECKING:
    from elevenlabs.base_client import BaseElevenLabs

WHO = "elevenlabs"
HOME = "https://api.elevenlabs.io"
AT_A_TIME = {"free": 2, "starter": 3, "creator": 5, "pro": 10, "scale": 15, "business": 15}
PAGES, PAGE = 3, 100  # of its history, as far back as one looks
WAIT_FOR_A_PLACE = 0.5  # seconds


class ElevenLabsOptions(Options):
    """Which voice, how it speaks, and the plan that is paid for."""

    base_url: str = Field(default=HOME, pattern=r"^https?://\S+$", description="Where the service is.")
    voice_id: str = Field(
        default="JBFqnCBsd6RMkjVDRZzb",
        pattern=r"^[A-Za-z0-9_-]{1,64}$",
        description="The voice, as `ytempire voice list --provider elevenlabs` names it.",
    )
    model: str = Field(
        default="eleven_multilingual_v2",
        pattern=r"^[A-Za-z0-9_.-]{1,80}$",
        description="The model; eleven_flash_v2_5 takes half the credits.",
    )
    stability: float = Field(default=0.5, ge=0, le=1, description="Even (1) or lively (0).")
    similarity: float = Field(default=0.75, ge=0, le=1, description="How close to the voice as it was recorded.")
    exaggeration: float = Field(default=0.0, ge=0, le=1, description="How far it overdoes the voice's own manner.")
    speed: float = Field(default=1.0, ge=0.7, le=1.2, description="How fast it speaks.")
    output: Literal["mp3_44100_128", "mp3_44100_192", "mp3_22050_32"] = Field(
        default="mp3_44100_128", description="The sound's form; 192 needs the plan creator."
    )
    plan: Literal["free", "starter", "creator", "pro", "scale", "business"] = Field(
        default="free", description="Your plan: it says how many calls there may be at a time."
    )
    timeout: float = Field(default=60.0, ge=0.05, le=600, description="Seconds that an answer may take.")


class ElevenLabsVoice(Provider):
    """Speaks with ElevenLabs; a take whose answer was lost is fetched from its history and not paid for twice."""

    kind: ClassVar[str] = "voice"
    name: ClassVar[str] = "elevenlabs"
    summary: ClassVar[str] = "Voices of ElevenLabs, with the time of every character; billed in credits."
    lists = True
    Options = ElevenLabsOptions
    key: str | None = "ELEVENLABS_API_KEY"
    account = WHO
    side_by_side = max(AT_A_TIME.values())
    styles: ClassVar[dict[str, dict[str, Any]]] = {
        "calm": {"stability": 0.75, "exaggeration": 0.0, "speed": 0.94},
        "lively": {"stability": 0.35, "exaggeration": 0.35, "speed": 1.04},
        "serious": {"stability": 0.7, "exaggeration": 0.1, "speed": 0.97},
        "story": {"stability": 0.4, "exaggeration": 0.25, "speed": 0.95},
    }

    def __init__(self, options: Any, kit: Any) -> None:
        super().__init__(options, kit)
        self._client: BaseElevenLabs | None = None
        self._guard = threading.Lock()
        self._now = threading.local()
        self._numbers: dict[str, str] = {}  # by call, the service's own number for it, known before its body is
        self._useless = Useless(WHO)

    # --- before a call ---

    def ready(self) -> str | None:
        return None if self.kit.secret(str(self.key)) else f"{self.key} is not set"

    def pace(self) -> Pace:
        return Pace(at_a_time=AT_A_TIME[self.options.plan])

    def price(self, request: Any) -> int | None:
        if not isinstance(request, Speak):
            return 0
        text = sent(spelled(request.text, request.language, request.lexicon))
        price = self.kit.prices.of(self.account, self.options.model)
        if not text:
            return 0
        return None if price is None else bound(price, Used(model=self.options.model, characters=len(text)))

    def check(self) -> str:
        with self._said(paid=False):
            plan = self._open().user.subscription.get(request_options=_ONCE)
        left = plan.character_limit - plan.character_count
        return f"plan {plan.tier}: {left:,} of {plan.character_limit:,} credits left"

    # --- a call ---

    def meanwhile(self) -> None:
        from ytempire.providers._aligned import get_ready

        get_ready()

    def answer(self, request: Any, call: str) -> Reply:
        if isinstance(request, ListVoices):
            return self._voices()
        said = spelled(request.text, request.language, request.lexicon)
        if not said:
            return silent(self.kit)
        o = self.options
        self._now.call, self._now.headers = call, {}
        with self._said(paid=True):
            from elevenlabs.types import VoiceSettings

            more: dict[str, Any] = {} if "multilingual_v2" in o.model else {"language_code": request.language[:2]}
            raw = self._open().text_to_speech.with_raw_response.convert_with_timestamps(
                o.voice_id, text=sent(said), model_id=o.model, output_format=o.output,
                voice_settings=VoiceSettings(stability=o.stability, similarity_boost=o.similarity,
                                             style=o.exaggeration, speed=o.speed, use_speaker_boost=True),
                request_options=_ONCE, **more,
            )  # fmt: skip
        self.kit.answered()  # what is lost from here on lies in its history
        used = self._used(len(sent(said)), raw.headers)
        try:
            audio = base64.b64decode(raw.data.audio_base_64, validate=True)
        except (AttributeError, TypeError, ValueError) as error:  # what it made lies in its history all the same
            raise self._useless.error(call, used, "the answer holds no sound", elsewhere=True) from error
        try:
            return self._taken(request, audio, raw.data, used)
        except Refused as why:
            raise self._useless.error(call, used, why) from why

    def recover(self, request: Any, call: str) -> Reply | None:
        """The take as its history has it, by the call's number or by its text; None if it is not there."""
        if not isinstance(request, Speak):
            return None
        text = sent(spelled(request.text, request.language, request.lexicon))
        try:
            for item in self._history():
                if not self._is_it(item, text, call):
                    continue
                with self._said(paid=False):
                    audio = b"".join(self._open().history.get_audio(item.history_item_id, request_options=_ONCE))
                credits = item.character_count_change_to - item.character_count_change_from
                cost_of_it = {"character-cost": str(credits)} if credits > 0 else {}
                used = self._used(len(text), {**cost_of_it, "request-id": item.request_id or ""})
                times = getattr(item, "alignments", None)
                return self._taken(request, audio, times, used)
        except Refused:  # the key may not look there, or what lies there is of no use: it cannot be told
            return None
        return None

    # --- what came ---

    def _taken(self, request: Speak, audio: bytes, told: Any, used: Used) -> Spoken:
        from ytempire.providers._aligned import taken

        words = next(filter(None, (self._words(request, getattr(told, name, None)) for name in _TIMES)), None)
        take = taken(self.kit, audio, request, WHO, words=words)
        return Spoken(audio=take.audio, ms=take.ms, words=take.words, used=used)

    @staticmethod
    def _words(request: Speak, told: Any) -> tuple[Word, ...] | None:
        """The written words with their times in the sound, if what was told of its characters can be right."""
        said = spelled(request.text, request.language, request.lexicon)
        try:
            starts, ends = told.character_start_times_seconds, told.character_end_times_seconds
            times = of_characters(said, told.characters, starts, ends)
        except (AttributeError, TypeError):  # the SDK hands on whatever came
            return None
        return None if times is None else worded(request.text, said, times)

    def _used(self, characters: int, headers: Mapping[str, str]) -> Used:
        """What it took by the answer's own word; without it the upper bound stands."""
        model, low = self.options.model, {name.lower(): value for name, value in headers.items()}
        try:
            credits = float(low["character-cost"])
        except (KeyError, ValueError):
            credits = -1.0
        price = self.kit.prices.of(self.account, model)
        used = Used(model=model, characters=characters, credits=max(0.0, credits),
                    request=low.get("request-id", "")[:200], prices=self.kit.prices.version)  # fmt: skip
        exact = cost(price, used) if price and credits >= 0 else None
        most = bound(price, used.model_copy(update={"credits": 0.0})) if price else None
        return used.model_copy(update={"microusd": (most or 0) if exact is None else exact, "told": exact is not None})

    # --- its history ---

    def _history(self) -> Iterator[Any]:
        after: str | None = None
        for _ in range(PAGES):
            with self._said(paid=False):
                page = self._open().history.list(
                    page_size=PAGE, start_after_history_item_id=after, voice_id=self.options.voice_id,
                    request_options=_ONCE,
                )  # fmt: skip
            yield from page.history
            after = getattr(page, "last_history_item_id", None)
            if not getattr(page, "has_more", False) or not after:
                return

    def _is_it(self, item: Any, text: str, call: str) -> bool:
        number = self._numbers.get(call)
        if number and item.request_id == number:
            return True
        o, set_to = self.options, item.settings or {}
        wanted = {"stability": o.stability, "similarity_boost": o.similarity, "style": o.exaggeration,
                  "speed": o.speed}  # fmt: skip
        same = all(abs(float(set_to[k]) - v) < 1e-6 for k, v in wanted.items() if set_to.get(k) is not None)
        return bool(item.text == text and item.voice_id == o.voice_id and item.model_id == o.model and same)

    def _voices(self) -> Listed:
        found: list[Known] = []
        token: str | None = None
        for _ in range(5):
            with self._said(paid=False):
                page = self._open().voices.search(page_size=100, next_page_token=token, request_options=_ONCE)
            for voice in page.voices:
                labels = voice.labels or {}
                about = ", ".join(str(v) for k, v in labels.items() if k != "language" and v)
                found.append(Known(id=voice.voice_id, name=voice.name or "", language=labels.get("language") or "",
                                   about=f"{voice.category or ''}: {about}".strip(": ")[:200]))  # fmt: skip
            token = page.next_page_token
            if not page.has_more or not token:
                break
        return Listed(voices=tuple(found))

    # --- inside ---

    def _open(self) -> BaseElevenLabs:
        with self._guard:
            if self._client is None:
                from elevenlabs.base_client import BaseElevenLabs  # its other client takes half a second to import

                key = self.kit.secret(str(self.key))
                if not key:
                    raise Refused(f"{self.key} is not set", WHO, f"Set it: ytempire secrets set {self.key}")
                http = _web.client(self.options.timeout, self._heard)
                self._client = BaseElevenLabs(base_url=self.options.base_url, api_key=key, timeout=http.timeout,
                                          httpx_client=http)  # fmt: skip
            return self._client

    def _heard(self, headers: Mapping[str, str]) -> None:
        """An answer has begun to come: its number is kept, so that it is found even if its end is lost."""
        number, call = headers.get("request-id"), getattr(self._now, "call", "")
        if number and call and "character-cost" in headers:
            self._numbers[call] = number

    @contextmanager
    def _said(self, paid: bool) -> Iterator[None]:
        """What the SDK raises, as what it means for money."""
        from elevenlabs.core.api_error import ApiError

        where = self.options.base_url
        with _web.translated(WHO, where, paid):
            try:
                yield
            except ApiError as error:
                raise meaning(error.status_code or 0, error.headers or {}, error.body, where, paid) from error
            except (AttributeError, TypeError, ValueError) as error:
                what = f"{WHO} answered in a way that is not known ({type(error).__name__})"
                raise (Lost(what, where, "It may have been billed.") if paid else Refused(what, where)) from error


_ONCE: Any = {"max_retries": 0}
_TIMES = ("alignment", "normalized_alignment")


def meaning(status: int, headers: Mapping[str, str], body: Any, where: str, paid: bool) -> Exception:
    """What a status and its words mean; a success that could not be read may have been billed."""
    if 200 <= status < 300:
        what = f"{WHO} answered with something that is no JSON"
        return Lost(what, where, "It may have been billed.") if paid else Refused(what, where)
    inner = body.get("detail") if isinstance(body, dict) else None
    inner = inner if isinstance(inner, dict) else {}
    said = _web.told(body) if isinstance(body, dict) else ""
    names = {str(inner.get(key)) for key in ("code", "status", "type")}
    if status == 429 and names & {"concurrent_limit_exceeded", "too_many_concurrent_requests"}:
        return Crowded(f"{WHO} has too many calls at a time: {said}", where,
                       after=_web.retry_after(headers) or WAIT_FOR_A_PLACE)  # fmt: skip
    return _web.failure(WHO, status, headers, said)
