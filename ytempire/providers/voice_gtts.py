"""The voice of Google Translate, as gTTS asks for it: free, for drafts; every part of a sentence came, or none did."""

from __future__ import annotations

import base64
import re
from typing import Any, ClassVar

from pydantic import Field

from ytempire.contracts import Known, Listed, ListVoices, Options, Pace, Provider, Reply, Spoken
from ytempire.editorial.spelling import sent, spelled
from ytempire.errors import Refused, Unavailable
from ytempire.providers import _web
from ytempire.providers._voices import Useless, silent

WHO = "gtts"
PATH = "_/TranslateWebserverUi/data/batchexecute"
MOST = 4 << 20  # bytes of one part
_SOUND = re.compile(r'jQ1olc","\[\\"([A-Za-z0-9+/=]+)\\"]')


class GttsOptions(Options):
    """How it speaks."""

    base_url: str = Field(
        default="https://translate.google.com", pattern=r"^https?://\S+$", description="Where the service is."
    )
    slow: bool = Field(default=False, description="Speak slowly.")
    timeout: float = Field(default=15.0, ge=0.05, le=120, description="Seconds that each part may take.")


class GttsVoice(Provider):
    """Speaks with Google Translate: no key, no promise; a film with it waits for a person before it is published."""

    kind: ClassVar[str] = "voice"
    name: ClassVar[str] = "gtts"
    summary: ClassVar[str] = "Google Translate's voice through gTTS: free, for drafts; a person must agree to publish."
    lists = True
    Options = GttsOptions
    account = WHO
    styles: ClassVar[dict[str, dict[str, Any]]] = {"calm": {"slow": True}}

    def __init__(self, options: Any, kit: Any) -> None:
        super().__init__(options, kit)
        self._useless = Useless(WHO)

    def pace(self) -> Pace:
        return Pace(at_a_time=1, requests_a_minute=60)

    def check(self) -> str:
        self._part(self._bodies("ok", "en")[0])
        return "answers"

    def meanwhile(self) -> None:
        from ytempire.providers._aligned import get_ready

        get_ready()

    def answer(self, request: Any, call: str) -> Reply:
        if isinstance(request, ListVoices):
            from gtts.lang import tts_langs

            return Listed(voices=tuple(Known(id=code, name=name, language=code) for code, name in tts_langs().items()))
        from ytempire.providers._aligned import taken

        text = sent(spelled(request.text, request.language, request.lexicon))
        if not text:
            return silent(self.kit)
        # MP3 frames of one form may follow each other; each part is asked for alone, so that none is lost in silence.
        sound = b"".join(self._part(body) for body in self._bodies(text, language_of(request.language)))
        try:
            take = taken(self.kit, sound, request, WHO)
        except Refused as why:
            raise self._useless.error(call, None, why) from why
        return Spoken(audio=take.audio, ms=take.ms, words=take.words, draft=True)

    def _bodies(self, text: str, language: str) -> list[bytes]:
        """What to send for each part of a text, cut where gTTS cuts it: at most 100 characters."""
        from gtts.tts import gTTS

        try:
            asked = gTTS(text, lang=language, slow=self.options.slow, lang_check=False)
            return [str(body).encode() for body in asked.get_bodies()]
        except AssertionError as error:
            raise Refused("nothing of the sentence can be said", WHO) from error

    def _part(self, body: bytes) -> bytes:
        """One part's sound. gTTS itself would not check the certificate, wait for ever, and skip a part without any."""
        from gtts.tts import gTTS

        url = f"{self.options.base_url.rstrip('/')}/{PATH}"
        with _web.opened(WHO, "POST", url, headers=gTTS.GOOGLE_TTS_HEADERS, content=body,
                         seconds=self.options.timeout) as came:  # fmt: skip
            said = b"".join(_web.read(WHO, came, MOST, False)).decode("utf-8", "replace")
        sound = b"".join(base64.b64decode(found) for found in _SOUND.findall(said))
        if not sound:
            raise Unavailable(f"{WHO} sent no sound for a part of the sentence", WHO,
                              "It is asked again; the take is whole or not at all.")  # fmt: skip
        return sound


def language_of(language: str) -> str:
    """The language as gTTS calls it; Refused when it has no voice for it."""
    from gtts.lang import tts_langs

    known: dict[str, str] = {code.lower(): code for code in tts_langs()}
    found = known.get(language.lower()) or known.get(language.partition("-")[0].lower())
    if found is None:
        raise Refused(f"{WHO} does not speak {language}", WHO, "See: ytempire voice list --provider gtts")
    return found
