"""A channel's own theme, brought whole: its file, its fonts as ours are, and nothing left to be looked up later."""

from __future__ import annotations

from ytempire.config.sections import Footage, Look
from ytempire.config.themes import FONT_SUFFIXES, SUFFIXES, is_file, read_theme
from ytempire.config.yaml import parse
from ytempire.contracts import FindFile
from ytempire.errors import ConfigError, Problem
from ytempire.gateway import Gateway
from ytempire.media import typefaces
from ytempire.media.themes import accented
from ytempire.models.theme import OwnTheme


def own_theme(look: Look, footage: Footage, gateway: Gateway) -> OwnTheme | None:
    """The theme that `look.theme` names as a file of the channel; None for one of ours."""
    if not is_file(look.theme):
        return None
    name = look.theme.partition("#")[0]
    called = f"channels/{gateway.channel}"
    found = gateway.ask(FindFile(file=name, suffixes=SUFFIXES), footage)
    own = read_theme(parse(gateway.bytes_of(found.file), f"{called}/{name}"))
    accented(own.theme, look.accent)
    fonts, wrong = {}, []
    for file, where in own.files.items():
        try:
            data = gateway.bytes_of(gateway.ask(FindFile(file=file, suffixes=FONT_SUFFIXES), footage).file)
            fonts[file] = gateway.keep(typefaces.made(data, f"{called}/{file}"), ".ttf")
        except ConfigError as error:
            wrong += [Problem(p.what, f"{where}: {p.where or file}", p.next) for p in error.problems]
    if wrong:
        raise ConfigError(wrong)
    return OwnTheme(theme=own.theme, fonts=fonts)
