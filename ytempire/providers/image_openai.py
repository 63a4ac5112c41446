"""Pictures from words, by OpenAI or any service of its protocol."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ytempire.contracts import MakePicture, Pictured, Provider
from ytempire.errors import ConfigError, Refused
from ytempire.media import photos
from ytempire.models import Used
from ytempire.providers import _openai

TOKENS = {  # of a picture at most, by quality: square, and longer on one side
    "low": (272, 408), "medium": (1056, 1584), "high": (4160, 6240), "auto": (4160, 6240),
}  # fmt: skip
MOST_WORDS = 4000  # characters of a prompt


class ImageOptions(_openai.Remote):
    model: str = Field(default="gpt-image-1-mini", min_length=1, max_length=120, description="The model.")
    quality: Literal["low", "medium", "high", "auto", "standard", "hd", ""] = Field(
        default="medium", description="How much work goes into it; empty where a service knows no such thing."
    )
    wide: str = Field(default="1536x1024", pattern=r"^\d{2,5}x\d{2,5}$", description="The size for 16:9.")
    tall: str = Field(default="1024x1536", pattern=r"^\d{2,5}x\d{2,5}$", description="The size for 9:16.")
    square: str = Field(default="1024x1024", pattern=r"^\d{2,5}x\d{2,5}$", description="The size for 1:1.")


class ImageOpenai(_openai.OnAccount, Provider):
    """Has pictures made by a model at OpenAI, or at any address that speaks its protocol."""

    kind = "image"
    name = "openai"
    summary = "pictures made by a model at OpenAI or any compatible address"
    Options = ImageOptions
    key = "OPENAI_API_KEY"
    side_by_side = 2

    def price(self, request: MakePicture) -> int | None:
        """A picture of this size and quality, and its words."""
        price = self.kit.prices.of(self.account, self.options.model)
        if price is not None and price.image is not None and price.output is None:
            return self.remote.bound(Used(model=self.options.model, images=1))
        square, longer = TOKENS.get(self.options.quality, TOKENS["high"])
        wide, high = (int(side) for side in self._size(request).split("x"))
        most = square if wide == high else longer
        most = most * max(1, -(-wide * high // (1536 * 1024)))  # larger sizes than those that have a table
        return self.remote.bound(
            Used(model=self.options.model, input=len(request.prompt.encode()) + 64, output=most, images=1)
        )

    def answer(self, request: MakePicture, call: str) -> Pictured:
        """One picture, asked for once and looked at before it is used."""
        if not isinstance(request, MakePicture):
            raise Refused(f"openai makes no {type(request).__name__}", self.name)
        body = {"model": self.options.model, "prompt": request.prompt[:MOST_WORDS], "size": self._size(request), "n": 1}
        if self.options.quality:
            body["quality"] = self.options.quality
        data, used = self.remote.image(body)
        used = self.remote.settled(used, self.price(request) or 0)
        folder = self.kit.scratch / f"image-{call[:20]}"
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "made.png"
        try:
            file.write_bytes(data)
            photos.load(file, f"{self.account} {self.options.model}")
            blob = self.kit.blobs.take(file)
        except ConfigError as error:
            refusal = Refused(str(error), self.account)
            refusal.microusd = used.microusd  # it came, and was billed
            raise refusal from error
        finally:
            file.unlink(missing_ok=True)
        return Pictured(file=blob, credit=f"Picture made by a model ({self.options.model})", licence="made by a model",
                        model=self.options.model, used=used)  # fmt: skip

    def _size(self, request: MakePicture) -> str:
        shape = request.width / max(1, request.height)
        size: str = self.options.wide if shape > 1.05 else self.options.tall if shape < 0.95 else self.options.square
        return size
