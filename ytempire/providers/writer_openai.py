"""Writes with any model behind OpenAI's protocol; what it answers is held against the notes before it is believed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from ytempire.contracts import (
    Boarded,
    Brand,
    Briefed,
    Candidates,
    Describe,
    Draft,
    Format,
    Gather,
    Outline,
    Propose,
    Provider,
    Reply,
    Rewrite,
    Worded,
    Written,
)
from ytempire.errors import Refused, YtempireError
from ytempire.providers import _openai
from ytempire.providers._talk import Talk, Way, failed, most
from ytempire.providers._turns import Turns

if TYPE_CHECKING:
    from ytempire.editorial.asking.asks import Ask, Desk
    from ytempire.editorial.asking.scripts import Sheet
    from ytempire.editorial.asking.shapes import S
    from ytempire.models import Prompt, Script

HOOK_TOKENS, JUDGE_TOKENS = 3_000, 1_500  # tokens at most of an opening, and of a judge's word


class WriterOpenai(_openai.OnAccount, Provider):
    """Asks a model for films, facts, plans and words; code decides everything that is not words."""

    kind = "writer"
    name = "openai"
    summary = "any model of OpenAI's protocol: OpenAI, OpenRouter, Ollama, vLLM, LM Studio, llama.cpp; checked by code"
    key = "OPENAI_API_KEY"
    account = "openai"

    class Options(_openai.Remote):
        model: str = Field(default="gpt-5-mini", min_length=1, max_length=120, description="The model that writes.")
        draft_model: str = Field(default="", max_length=120, description="For prompts of the tier draft.")
        polish_model: str = Field(default="", max_length=120, description="For prompts of the tier polish.")
        second_model: str = Field(default="", max_length=120, description="Takes turns where there are several takes.")
        judge_model: str = Field(default="", max_length=120, description="Chooses among takes; best of another family.")
        temperature: float | None = Field(default=None, ge=0, le=2, description="The model's own when left out.")
        effort: Literal["", "none", "minimal", "low", "medium", "high", "xhigh"] = Field(
            default="", description="How long a model may think."
        )
        max_tokens: int = Field(default=8_000, ge=200, le=200_000, description="Tokens of one answer at most.")
        recipe_models: bool = Field(
            default=True, description="Ask models that a recipe names, where they have a price."
        )

    def tokens(self, request: object) -> int:
        """What its first question takes, and its answer."""
        if not self.options.tokens_a_minute:
            return 0
        asked = self._first(request)
        return (asked.bytes // 2 + self.options.max_tokens) * asked.prompt.takes if asked else 0

    def price(self, request: object) -> int | None:
        """Every turn that there may be: each take, one to mend, other openings, and a judge."""
        from ytempire.editorial.asking.asks import prompt_of
        from ytempire.editorial.asking.listing import SCRIPT

        asked = self._first(request)
        if asked is None:
            return 0
        parts = [most(self.remote, asked, self._ways(asked.prompt, 0)), self._judge_price(asked, request)]
        format = getattr(request, "format", None)
        if isinstance(request, Draft) and prompt_of("hook", format).takes > 1:
            hook = self._hook(self._sheet(request), request, None)
            ways = self._ways(hook.prompt, 0, HOOK_TOKENS)
            parts += [most(self.remote, hook, ways, grows=SCRIPT, mends=False), self._judge_price(hook, request)]
        return None if None in parts else sum(p for p in parts if p is not None)

    def answer(self, request: object, call: str) -> Reply:
        """Ask, check, have it mended once, and build the answer out of what stands."""
        turns = Turns(self.kit.home, call)
        turns.restart()
        talk = self._talk(turns)
        try:
            reply = self._answer(request, talk)
        except YtempireError as error:
            raise failed(error, talk) from error
        turns.close()
        return reply.model_copy(update={"used": _openai.together(talk.used)}) if talk.used else reply

    def recover(self, request: object, call: str) -> Reply | None:
        """After a crash: the answer, where all of its turns were answered before."""
        turns = Turns(self.kit.home, call)
        if not turns.whole:
            return None
        talk = self._talk(turns, silent=True)
        try:
            reply = self._answer(request, talk)
        except YtempireError:
            return None
        return reply.model_copy(update={"used": _openai.together(talk.used)})

    # --- each request ---

    def _answer(self, request: object, talk: Talk) -> Reply:
        from ytempire.editorial.asking import boards, films, wraps

        match request:
            case Propose():
                ask = films.proposing(_desk(request.brand), request.format, request.notes, request.history,
                                      request.asked)  # fmt: skip
                found = self._best(talk, ask, request)
                return Candidates(candidates=films.candidates(found, request.format, request.notes, request.history,
                                                              request.asked))  # fmt: skip
            case Gather():
                asked = films.gathering(request.topic, self._wanted(request), request.language, request.format)
                bench = films.Bench(request.topic, self._wanted(request))
                return Briefed(brief=bench.brief(self._best(talk, asked, request), request.format))
            case Outline():
                desk = _desk(request.brand, request.previous)
                plan = self._best(talk, boards.planning(request.topic, request.brief, request.format, desk,
                                                        request.seed), request)  # fmt: skip
                board = boards.storyboard(plan, request.topic, request.brief, request.format, desk)
                return Boarded(storyboard=board)
            case Draft():
                return Written(script=self._draft(request, talk))
            case Rewrite():
                return Written(script=self._rewrite(request, talk))
            case Describe():
                words = self._best(talk, wraps.wrapping(_desk(request.brand), request.format, request.topic,
                                                        request.script), request)  # fmt: skip
                return Worded(title=words.title, summary=words.summary, tags=wraps.tags(words),
                              thumbnail=words.thumbnail, accent=wraps.accent(words))  # fmt: skip
        raise Refused(f"a model is not asked for a {type(request).__name__}")

    def _first(self, request: object) -> Ask[Any] | None:
        """The first question of a request; None where nothing has to be asked."""
        from ytempire.editorial.asking import boards, films, scripts, wraps

        match request:
            case Propose():
                return films.proposing(_desk(request.brand), request.format, request.notes, request.history,
                                       request.asked)  # fmt: skip
            case Gather():
                return films.gathering(request.topic, self._wanted(request), request.language, request.format)
            case Outline():
                desk = _desk(request.brand, request.previous)
                return boards.planning(request.topic, request.brief, request.format, desk, request.seed)
            case Draft():
                return scripts.drafting(self._sheet(request), request.topic, request.seed, request.earlier)
            case Rewrite():
                return self._rewriting(request)
            case Describe():
                return wraps.wrapping(_desk(request.brand), request.format, request.topic, request.script)
        return None

    def _wanted(self, request: Gather) -> list[Any]:
        wanted = [n for n in request.notes if n.id in request.topic.notes]
        if not wanted:
            raise Refused(f"none of the notes of {request.topic.subject!r} is here any more")
        return wanted

    def _sheet(self, request: Draft | Rewrite) -> Sheet:
        from ytempire.editorial.asking.scripts import Sheet

        return Sheet(request.storyboard, request.brief, request.format, _desk(request.brand))

    def _draft(self, request: Draft, talk: Talk) -> Script:
        from ytempire.editorial.asking import scripts
        from ytempire.editorial.asking.asks import prompt_of

        sheet = self._sheet(request)
        words = self._best(talk, scripts.drafting(sheet, request.topic, request.seed, request.earlier), request)
        script = sheet.script(words)
        if prompt_of("hook", request.format).takes > 1:
            ask = self._hook(sheet, request, script)
            good, _ = talk.takes(ask, self._ways(ask.prompt, request.seed, HOOK_TOKENS))
            whole = [o for o in good if not sheet.whole_wrong(sheet.opened(script, o))]
            if whole:
                script = sheet.opened(script, whole[self._choice(talk, ask, whole, request)])
        return sheet.cut(script)

    def _hook(self, sheet: Sheet, request: Draft, script: Script | None) -> Ask[Any]:
        from ytempire.editorial.asking import scripts

        return scripts.opening(sheet, script or sheet.script(None), request.seed, request.earlier)

    def _rewriting(self, request: Rewrite) -> Ask[Any] | None:
        from ytempire.editorial.asking import scripts

        found = scripts.failing(request.script, request.review, request.storyboard)
        if not found:
            return None
        return scripts.rewriting(self._sheet(request), request.script, found, request.round)

    def _rewrite(self, request: Rewrite, talk: Talk) -> Script:
        from ytempire.editorial.asking import scripts

        ask = self._rewriting(request)
        found = scripts.failing(request.script, request.review, request.storyboard)
        if ask is None:  # what was found is of no scene: nothing that words could mend
            return request.script
        return scripts.mended(self._sheet(request), request.script, self._best(talk, ask, request), found)

    # --- takes, models, judges ---

    def _best(self, talk: Talk, ask: Ask[S], request: object) -> S:
        """The answer: of one take, mended if it must be; of several, the one that is chosen among those that pass."""
        ways = self._ways(ask.prompt, getattr(request, "seed", 0))
        if len(ways) == 1:
            return talk.settle(ask, ways)
        good, _ = talk.takes(ask, ways)
        if not good:
            return talk.settle(ask, ways)  # the takes are not asked again: their turns are known
        return good[self._choice(talk, ask, good, request)]

    def _choice(self, talk: Talk, ask: Ask[S], takes: Sequence[S], request: object) -> int:
        """The place of the take to use: a judge's word where there is one, else the one that code thinks best of."""
        if len(takes) < 2:
            return 0
        way = self._judge(ask.prompt)
        if way is None:
            return max(range(len(takes)), key=lambda n: (ask.score(takes[n]), -n))
        judging = _judging(ask, [ask.show(t) for t in takes], request)
        return talk.judged(judging, len(takes), way)

    def _judge_price(self, ask: Ask[Any], request: object) -> int | None:
        from ytempire.editorial.asking.listing import TAKE

        way = self._judge(ask.prompt)
        if ask.prompt.takes < 2 or way is None:
            return 0
        return most(self.remote, _judging(ask, [], request), [way], grows=ask.prompt.takes * TAKE, mends=False)

    def _judge(self, prompt: Prompt) -> Way | None:
        named = prompt.judge if prompt.judge and self._sold(prompt.judge) else self.options.judge_model
        return Way(named, min(self.options.max_tokens, JUDGE_TOKENS)) if named else None

    def _ways(self, prompt: Prompt, seed: int, limit: int = 0) -> list[Way]:
        """How each take is asked: the prompt's models in turn, else the tier's; each with a seed of its own."""
        second = [self.options.second_model] if self.options.second_model else []
        models = [m for m in prompt.models if self._sold(m)] or [self._tier(prompt.tier), *second]
        tokens = min(self.options.max_tokens, limit or self.options.max_tokens)
        return [Way(models[n % len(models)], tokens, (seed + n) % 2**31) for n in range(prompt.takes)]

    def _sold(self, model: str) -> bool:
        """Whether a model that a recipe names can be asked here: it has a price of its own."""
        price = self.kit.prices.of(self.remote.name, model)
        return self.options.recipe_models and price is not None and price.model == model

    def _tier(self, tier: str) -> str:
        named = {"draft": self.options.draft_model, "polish": self.options.polish_model}.get(tier, "")
        return str(named or self.options.model)

    def _talk(self, turns: Turns, silent: bool = False) -> Talk:
        o = self.options
        return Talk(self.remote, turns, o.temperature, o.effort, silent=silent)


def _judging(ask: Ask[Any], takes: Sequence[str], request: object) -> Ask[Any]:
    """Asks which take is the best."""
    from ytempire.editorial.asking.judging import judging

    brand: Brand | None = getattr(request, "brand", None)
    format: Format | None = getattr(request, "format", None)
    return judging(ask, takes, _desk(brand) if brand else None, format, request)


def _desk(brand: Brand, previous: str = "") -> Desk:
    from ytempire.editorial.asking.asks import Desk

    return Desk(brand.title, brand.language, brand.tone, brand.tagline, brand.call_to_action, previous)
