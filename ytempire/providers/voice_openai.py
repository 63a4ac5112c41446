"""Voices of any service that speaks OpenAI's protocol: /audio/speech; word times come from the sound itself."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from pydantic import Field

from ytempire.contracts import Known, Listed, ListVoices, Provider, Reply, Speak, Spoken
from ytempire.editorial.spelling import sent, spelled
from ytempire.errors import Refused
from ytempire.models import Used
from ytempire.providers import _openai
from ytempire.providers._voices import Useless, silent

VOICES = ("alloy", "ash", "ballad", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer", "verse")
TOKENS_A_SECOND = 25  # of sound, at most; measured ones are near 21
SLOWEST = 6.0  # characters a second, with all pauses
LETTERS_A_TOKEN = 2  # at most so few: a bound, not an estimate


class OpenAIVoiceOptions(_openai.Remote):
    """Which model and voice, and how it speaks."""

    model: str = Field(default="gpt-4o-mini-tts", min_length=1, max_length=120, description="The model.")
    voice: str = Field(default="alloy", min_length=1, max_length=120, description="The voice, such as alloy or nova.")
    speed: float = Field(default=1.0, ge=0.5, le=2.0, description="How fast it speaks; not every model listens.")
    instructions: str = Field(
        default="", max_length=1000, description="How it is to be said, in words, for a model that can follow them."
    )


class OpenAIVoice(_openai.OnAccount, Provider):
    """Speaks through any address of OpenAI's protocol; the time of each word is found in the sound."""

    kind: ClassVar[str] = "voice"
    name: ClassVar[str] = "openai"
    summary: ClassVar[str] = "Voices of any service that speaks OpenAI's protocol; word times by listening."
    lists = True
    Options = OpenAIVoiceOptions
    key: str | None = "OPENAI_API_KEY"
    side_by_side = 8
    styles: ClassVar[dict[str, dict[str, Any]]] = {
        "calm": {"instructions": "Speak calmly and evenly, with short pauses."},
        "lively": {"instructions": "Speak with energy and curiosity, a little faster than usual."},
        "serious": {"instructions": "Speak gravely and plainly, like a documentary."},
        "story": {"instructions": "Tell it like a story to one listener, warm, with room before what matters."},
    }

    def __init__(self, options: Any, kit: Any) -> None:
        super().__init__(options, kit)
        self._useless = Useless(self.account)

    def price(self, request: Any) -> int | None:
        if not isinstance(request, Speak):
            return 0
        text = sent(spelled(request.text, request.language, request.lexicon))
        return self.remote.bound(self._most(text)) if text else 0

    def meanwhile(self) -> None:
        from ytempire.providers._aligned import get_ready

        get_ready()

    def answer(self, request: Any, call: str) -> Reply:
        if isinstance(request, ListVoices):
            return Listed(voices=tuple(Known(id=name) for name in VOICES))
        from ytempire.providers._aligned import taken

        text = sent(spelled(request.text, request.language, request.lexicon))
        if not text:
            return silent(self.kit)
        o = self.options
        body: dict[str, Any] = {"model": o.model, "voice": o.voice, "input": text, "response_format": "mp3"}
        body |= {"speed": o.speed} if o.speed != 1.0 else {}
        body |= {"instructions": o.instructions} if o.instructions else {}
        sound, number = self.remote.speech(body)
        used = self._used(text, number)
        try:
            take = taken(self.kit, sound, request, self.account)
        except Refused as why:
            raise self._useless.error(call, used, why) from why
        return Spoken(audio=take.audio, ms=take.ms, words=take.words, used=used)

    def _most(self, text: str) -> Used:
        """The most that a text can take: by characters, or by tokens of words and of sound, as the price list sells."""
        model, characters = self.options.model, len(text)
        price = self.kit.prices.of(self.account, model)
        if price is None or price.characters is not None:
            return Used(model=model, characters=characters)
        seconds = 2 + characters / SLOWEST / min(1.0, self.options.speed)
        tokens = round(seconds * TOKENS_A_SECOND)
        words = len(re.sub(r"\s+", " ", text + self.options.instructions))
        return Used(model=model, input=words // LETTERS_A_TOKEN + 16, output=tokens, audio_output=tokens)

    def _used(self, text: str, number: str) -> Used:
        """What it took. Characters are known; of tokens the protocol tells nothing, so that the bound stands."""
        used = self._most(text).model_copy(update={"request": number})
        told = used.model_copy(update={"told": not used.output})
        return self.remote.settled(told, self.remote.bound(used) or 0)
