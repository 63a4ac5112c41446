from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from ytempire.editorial.speakable import speakable, written

SAID = """
In 1956 it cost $5.86. | In nineteen fifty-six it cost five dollars and eighty-six cents.
It fell to 16 cents ($0.16) a ton. | It fell to sixteen cents, sixteen cents, a ton.
1956 | nineteen fifty-six
2006 | two thousand and six
1900 | nineteen hundred
1905 | nineteen oh five
1066 | one thousand and sixty-six
in 1066 | in one thousand and sixty-six
2000 | two thousand
2010 | twenty ten
since 1500 | since fifteen hundred
1500 ships | one thousand five hundred ships
more than 1200 people | more than one thousand two hundred people
In 1956 ships were loaded by hand | In nineteen fifty-six ships were loaded by hand
the 1960s | the nineteen sixties
the '60s | the sixties
the 30s | the thirties
the 1900s | the nineteen hundreds
1990's | nineteen nineties
mid-1960s | mid-nineteen sixties
0 | zero
7 | seven
42 | forty-two
1,234,567 | one million two hundred and thirty-four thousand five hundred and sixty-seven
105 | one hundred and five
3.14 | three point one four
.5 | zero point five
1,000.5 | one thousand point five
007 | zero zero seven
1234567890123456 | one two three four five six seven eight nine zero one two three four five six
1st | first
2nd | second
21st | twenty-first
19th-century | nineteenth century
1,000th | one thousandth
$1 | one dollar
$5 | five dollars
$0.16 | sixteen cents
$1.01 | one dollar and one cent
£1.2m | one point two million pounds
£5.50 | five pounds and fifty pence
$3 billion | three billion dollars
$3.5 billion more | three point five billion dollars more
$1.5bn | one point five billion dollars
$10-20 | ten to twenty dollars
$10–$20 | ten to twenty dollars
$100-million | one hundred million dollars
US$40 | forty U.S dollars
€5 | five euros
5€ | five euros
¥500 | five hundred yen
16¢ | sixteen cents
-$5 | minus five dollars
$5+ | five dollars plus
5 USD | five U.S dollars
5% | five percent
5.5% | five point five percent
5 % | five percent
10–20% | ten to twenty percent
1 km | one kilometer
5 km | five kilometers
5km | five kilometers
a 10-km road | a ten kilometer road
100 km/h | one hundred kilometers an hour
60 mph | sixty miles an hour
20°C | twenty degrees Celsius
-5 °C | minus five degrees Celsius
90° | ninety degrees
3 m/s | three meters per second
9.8 m/s² | nine point eight meters per second squared
12 km² | twelve square kilometers
1 kg | one kilogram
16 GB | sixteen gigabytes
3.5 kWh | three point five kilowatt-hours
24,000 TEU | twenty-four thousand T.E.U
50K | fifty thousand
5M | five million
4K | four K
1080p | ten eighty P
1920x1080 | one thousand nine hundred and twenty by one thousand and eighty
1914-1918 | nineteen fourteen to nineteen eighteen
1914–18 | nineteen fourteen to eighteen
5–10 | five to ten
5 – 10 | five to ten
5-10 km | five to ten kilometers
1/2 | one half
3/4 | three quarters
2/3 | two thirds
1 1/2 | one and a half
3½ | three and a half
½ | one half
24/7 | twenty-four seven
9/11 | nine eleven
16/9 | sixteen over nine
12:30 | twelve thirty
9:05 | nine oh five
10:00 | ten o'clock
10:00 a.m. | ten A.M.
5pm | five P.M
5:30pm | five thirty P.M
5 p.m. today | five P.M today
16:9 | sixteen to nine
23:59:10 | twenty-three fifty-nine and ten seconds
26 April 1956 | the twenty-sixth of April nineteen fifty-six
April 26, 1956 | April twenty-sixth, nineteen fifty-six
1956-04-26 | April twenty-sixth nineteen fifty-six
26/04/1956 | April twenty-sixth nineteen fifty-six
On 4 July he | On the fourth of July he
Sept. 11, 2001 | September eleventh, two thousand and one
May 1940 | May nineteen forty
It may 5 times | It may five times
2x | two times
10+ | ten plus
~50 | about fifty
<5 | less than five
>10 | more than ten
±2 | plus or minus two
−7 | minus seven
2 + 2 = 4 | two plus two equals four
3 × 4 | three times four
5'10" | five foot ten
10⁶ | ten to the power of six
10² | ten squared
10⁻³ | ten to the power of minus three
#1 | number one
No. 5 | number five
Vol. 2, p. 12 | volume two, page twelve
c. 1850 | circa eighteen fifty
44 BC | forty-four B.C
3.11.2 | three point eleven point two
555-1234 | five five five, one two three four
+1 (555) 010-2233 | plus one, five five five, zero one zero two two three three
Dr. Smith | doctor Smith
Mr. and Mrs. Jones | mister and missis Jones
St. Louis | saint Louis
Main St. | Main street.
e.g. ships | for example ships
boxes, i.e. steel | boxes, that is steel
ships, cranes, etc. | ships, cranes, et cetera.
Lee vs. Grant | Lee versus Grant
Acme Inc. grew | Acme incorporated grew
U.S. troops | U.S troops
the USA | the U.S.A
NASA and NATO | nasa and nato
the WHO | the W.H.O
the FBI's man | the F.B eyes man
two CEOs | two C.E O's
an AI model | an A.I model
IT IS A BIG BOX | it is A big box
Henry VIII | Henry the eighth
Louis XIV's | Louis the fourteenth's
World War II | World War two
Chapter IV | Chapter four
Apollo XI flew | Apollo eleven flew
vitamin A | vitamin eh
COVID-19 | covid-nineteen
B52 | B fifty-two
H2O | H two O
CO₂ | C.O two
5G | five G
AT&T | A.T and T
R&D | R and D
C++ | C plus plus
TCP/IP | T.C.P I.P
salt & pepper | salt and pepper
and/or | and or
https://www.example.com/about | W.W.W dot example dot com slash about
example.org | example dot org
me@site.co.uk | me at site dot co dot U.K
@levinson | at levinson
#ships | ships
well-known | well-known
she said—twice | she said, twice
the box – steel – came | the box, steel, came
wait... what | wait, what
🙂 hello 🎉 | hello
“Quoted,” she said | Quoted, she said
the ship(s) | the ship
snake_case | snake case
٣ boxes | three boxes
Ⅷ | eight
"""
CASES = [tuple(part.strip() for part in row.split(" | ")) for row in SAID.strip().splitlines()]


@pytest.mark.parametrize(("text", "said"), CASES)
def test_what_is_written_is_said(text: str, said: str):
    assert " ".join(s.text for s in speakable(text)) == said


def test_there_are_enough_cases():
    assert len(CASES) >= 150


def test_what_is_said_belongs_to_the_word_that_stands_there():
    said = {s.index: s.text for s in speakable("It cost $3 billion – in 1956, on 26 April.")}
    assert said == {0: "It", 1: "cost", 2: "three", 3: "billion dollars,", 5: "in", 6: "nineteen fifty-six,", 7: "on",
                    8: "the twenty-sixth of", 9: "April."}  # fmt: skip


def test_the_channels_lexicon_comes_first():
    own = {"Levinson": "Leh-vin-son", "SQL": "sequel", "Ideal X": "Ideal Ex"}
    said = " ".join(s.text for s in speakable("levinson's SQL for the Ideal X, not MySQL.", lexicon=own))
    assert said == "Leh-vin-son's sequel for the Ideal Ex, not MySQL."


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("de", "Im Jahr 1956", "Im Jahr neunzehnhundertsechsundfünfzig"),
        ("de", "nur 5,86 Dollar.", "nur fünf Komma acht sechs Dollar."),
        ("fr", "Il y a 21 bateaux.", "Il y a vingt et un bateaux."),
        ("es", "Tiene 3 corazones.", "Tiene tres corazones."),
        ("xx", "Hat 3 boxes.", "Hat 3 boxes."),
    ],
)  # fmt: skip
def test_other_languages_say_their_own_numbers(language: str, text: str, said: str):
    assert " ".join(s.text for s in speakable(text, language)) == said


odd = st.text(max_size=40) | st.text(alphabet="0123456789.,:/-–$£€%°kmKgsthAaIVXLPp'()&+#@^½²⁻~\" ", max_size=30)


@settings(max_examples=600, deadline=None)
@given(odd)
def test_every_word_is_said_and_no_figure_is_left(text: str):
    said = speakable(text)
    spoken = {s.index for s in said}
    assert [s.index for s in said] == sorted(spoken)
    assert not any(c.isdigit() for s in said for c in s.text)
    assert all(any(c.isalpha() for c in s.text) for s in said)
    assert all(i in spoken for i, word in enumerate(written(text)) if any(c.isalnum() for c in word))


@settings(max_examples=150, deadline=None)
@given(odd, st.sampled_from(["de", "fr", "ja", "pt-BR", "ar", "hi", "xx"]), st.dictionaries(odd, odd, max_size=2))
def test_no_text_in_any_language_breaks_it(text: str, language: str, lexicon: dict[str, str]):
    assert len(speakable(text, language, lexicon)) <= len(written(text))
