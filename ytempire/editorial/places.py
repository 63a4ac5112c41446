"""Where places are: a few well-known cities, countries and waters, in degrees north and east."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from ytempire.editorial.lexicon import FUNCTION

Place = tuple[float, float]

# Only names that mean one place wherever they stand in a sentence; a note may bring others under `places:`.
_KNOWN = """
Aden 12.8 45.0; Alexandria 31.2 29.9; Algiers 36.8 3.1; Amsterdam 52.4 4.9; Ankara 39.9 32.9; Antwerp 51.2 4.4;
Athens 38.0 23.7; Auckland -36.8 174.8; Baghdad 33.3 44.4; Baltimore 39.3 -76.6; Bangkok 13.8 100.5;
Barcelona 41.4 2.2; Beijing 39.9 116.4; Beirut 33.9 35.5; Belgrade 44.8 20.5; Berlin 52.5 13.4; Bogotá 4.7 -74.1;
Bombay 19.0 72.8; Mumbai 19.0 72.8; Boston 42.4 -71.1; Bremen 53.1 8.8; Bremerhaven 53.5 8.6; Brest 48.4 -4.5;
Bristol 51.5 -2.6; Brooklyn 40.7 -73.9; Brussels 50.8 4.4; Bucharest 44.4 26.1; Budapest 47.5 19.0;
Buenos Aires -34.6 -58.4; Cairo 30.0 31.2; Calcutta 22.6 88.4; Kolkata 22.6 88.4; Canberra -35.3 149.1;
Cape Town -33.9 18.4; Caracas 10.5 -66.9; Casablanca 33.6 -7.6; Chicago 41.9 -87.6; Copenhagen 55.7 12.6;
Dakar 14.7 -17.5; Damascus 33.5 36.3; Delhi 28.6 77.2; New Delhi 28.6 77.2; Detroit 42.3 -83.0; Dubai 25.2 55.3;
Dublin 53.3 -6.3; Edinburgh 55.9 -3.2; Florence 43.8 11.3; Frankfurt 50.1 8.7; Geneva 46.2 6.1; Genoa 44.4 8.9;
Ghent 51.1 3.7; Glasgow 55.9 -4.3; Greenwich 51.5 0.0; Hamburg 53.6 10.0; Hanoi 21.0 105.8; Havana 23.1 -82.4;
Helsinki 60.2 24.9; Hiroshima 34.4 132.5; Hong Kong 22.3 114.2; Honolulu 21.3 -157.9; Houston 29.8 -95.4;
Istanbul 41.0 29.0; Jakarta -6.2 106.8; Jerusalem 31.8 35.2; Johannesburg -26.2 28.0; Kabul 34.5 69.2;
Karachi 24.9 67.0; Kyiv 50.5 30.5; Kiev 50.5 30.5; Kyoto 35.0 135.8; Lagos 6.5 3.4; Leipzig 51.3 12.4;
Le Havre 49.5 0.1; Lima -12.0 -77.0; Lisbon 38.7 -9.1; Liverpool 53.4 -3.0; London 51.5 -0.1;
Los Angeles 34.1 -118.2; Lyon 45.8 4.8; Madrid 40.4 -3.7; Manchester 53.5 -2.2; Manila 14.6 121.0;
Marseille 43.3 5.4; Mecca 21.4 39.8; Melbourne -37.8 145.0; Mexico City 19.4 -99.1; Miami 25.8 -80.2;
Milan 45.5 9.2; Montreal 45.5 -73.6; Moscow 55.8 37.6; Munich 48.1 11.6; Nairobi -1.3 36.8; Naples 40.9 14.3;
New Orleans 30.0 -90.1; New York 40.7 -74.0; Newark 40.7 -74.2; Nuremberg 49.5 11.1; Oslo 59.9 10.8;
Panama City 9.0 -79.5; Paris 48.9 2.4; Philadelphia 40.0 -75.2; Port Said 31.3 32.3; Prague 50.1 14.4;
Rio de Janeiro -22.9 -43.2; Rome 41.9 12.5; Rotterdam 51.9 4.5; Saint Petersburg 59.9 30.3; San Francisco 37.8 -122.4;
Santiago -33.4 -70.7; Seattle 47.6 -122.3; Seoul 37.6 127.0; Shanghai 31.2 121.5; Shenzhen 22.5 114.1;
Singapore 1.3 103.8; Southampton 50.9 -1.4; Stockholm 59.3 18.1; Stuttgart 48.8 9.2; Suez 30.0 32.5;
Sydney -33.9 151.2; Taipei 25.0 121.6; Tehran 35.7 51.4; Tokyo 35.7 139.7; Toronto 43.7 -79.4; Trieste 45.7 13.8;
Tunis 36.8 10.2; Vancouver 49.3 -123.1; Venice 45.4 12.3; Vienna 48.2 16.4; Warsaw 52.2 21.0; Yokohama 35.4 139.6;
Zurich 47.4 8.5;
Argentina -34 -64; Australia -25 134; Austria 47.6 14.1; Belgium 50.6 4.7; Brazil -10 -52; Canada 57 -106;
China 35 103; Cuba 21.6 -79; Denmark 56 9.5; Egypt 26.5 30; Ethiopia 9 39; Finland 64 26; France 46.6 2.5;
Germany 51.1 10.4; Greece 39.2 22; Greenland 72 -40; Hungary 47.2 19.4; Iceland 65 -18.5; India 22 79;
Indonesia -2.5 118; Iran 32.5 54; Iraq 33 43.7; Ireland 53.2 -8; Italy 42.8 12.5; Jamaica 18.1 -77.3; Japan 36.5 138;
Kenya 0.5 37.8; Madagascar -19.5 46.7; Malta 35.9 14.5; Morocco 32 -6; Nepal 28.2 84; Netherlands 52.2 5.4;
Newfoundland 48.5 -56; New Zealand -41.5 173; Nigeria 9.5 8; Norway 61.5 9; Pakistan 30 69.5; Panama 8.5 -80;
Peru -9.5 -75.5; Poland 52 19.3; Portugal 39.6 -8; Russia 61 95; Scotland 56.8 -4.2; South Africa -29.5 24.5;
Spain 40.2 -3.7; Sri Lanka 7.6 80.7; Sweden 62 15; Switzerland 46.8 8.2; Taiwan 23.7 121; Thailand 15.5 101;
Ukraine 49 31.5; Vietnam 16.5 107.5
"""
_MORE = r"(?!['’]?\w)(?!\s+(?:[A-Z][a-z]+\s+)?(?:Street|Bridge|Railway|University|Times|Company|Bay|River|time)\b)"


@cache
def known() -> dict[str, Place]:
    """Well-known places by name."""
    out = {}
    for entry in _KNOWN.replace("\n", " ").strip().split(";"):
        *name, north, east = entry.split()
        out[" ".join(name)] = (float(north), float(east))
    return out


def found(text: str, own: Mapping[str, Place] | None = None) -> list[tuple[str, Place]]:
    """The places that a sentence names, in its order, each once; `own` are the notes' places and go first."""
    names = {**known(), **(own or {})}
    taken: list[tuple[int, int, str]] = []
    for name in sorted(names, key=len, reverse=True):
        for match in re.finditer(rf"(?<![\w-])(?<![A-Z]\. ){re.escape(name)}{_MORE}", text):
            before = text[: match.start()].rstrip().split(" ")[-1] if match.start() else ""
            part_of_name = before[:1].isupper() and before.isalpha() and before.lower() not in FUNCTION
            if part_of_name and name not in (own or {}):
                continue
            if not any(a < match.end() and match.start() < b for a, b, _ in taken):
                taken.append((match.start(), match.end(), name))
    return list({name: (name, names[name]) for _, _, name in sorted(taken)}.values())


JOINS = r"(?:[Jj]oin(?:ed|s)?|[Ll]ink(?:ed|s)?|[Cc]onnect(?:ed|s)?|[Bb]etween)"


def route(text: str, names: Iterable[str]) -> bool:
    """Whether the sentence goes from one of these places to another."""
    first, *rest = list(names)
    return any(
        re.search(rf"\b[Ff]rom {re.escape(first)}\b[^.]{{0,40}}\bto {re.escape(other)}\b", text)
        or re.search(rf"\b{JOINS} {re.escape(first)} (?:and|to|with) {re.escape(other)}\b", text)
        or re.search(rf"\b(?:left|leaving) {re.escape(first)}\b.{{0,60}}\b{re.escape(other)}\b", text)
        for other in rest
    )
