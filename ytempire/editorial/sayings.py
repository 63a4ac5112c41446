"""What is written short and said long in English: units, money, months, abbreviations, letters."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


MONTHS = {
    "january": "January", "february": "February", "march": "March", "april": "April", "may": "May", "june": "June",
    "july": "July", "august": "August", "september": "September", "october": "October", "november": "November",
    "december": "December", "jan": "January", "feb": "February", "mar": "March", "apr": "April", "jun": "June",
    "jul": "July", "aug": "August", "sep": "September", "sept": "September", "oct": "October", "nov": "November",
    "dec": "December",
}  # fmt: skip
MONTH_NAMES = tuple(dict.fromkeys(MONTHS.values()))

# one, many
UNITS: dict[str, tuple[str, str]] = {
    "km": ("kilometer", "kilometers"), "m": ("meter", "meters"), "cm": ("centimeter", "centimeters"),
    "mm": ("millimeter", "millimeters"), "µm": ("micrometer", "micrometers"), "μm": ("micrometer", "micrometers"),
    "nm": ("nanometer", "nanometers"), "mi": ("mile", "miles"), "ft": ("foot", "feet"), "yd": ("yard", "yards"),
    "kg": ("kilogram", "kilograms"), "g": ("gram", "grams"), "mg": ("milligram", "milligrams"),
    "µg": ("microgram", "micrograms"), "μg": ("microgram", "micrograms"), "t": ("ton", "tons"),
    "lb": ("pound", "pounds"), "lbs": ("pound", "pounds"), "oz": ("ounce", "ounces"), "l": ("liter", "liters"),
    "L": ("liter", "liters"), "ml": ("milliliter", "milliliters"), "mL": ("milliliter", "milliliters"),
    "cl": ("centiliter", "centiliters"), "ha": ("hectare", "hectares"), "s": ("second", "seconds"),
    "sec": ("second", "seconds"), "ms": ("millisecond", "milliseconds"), "µs": ("microsecond", "microseconds"),
    "ns": ("nanosecond", "nanoseconds"), "min": ("minute", "minutes"), "mins": ("minute", "minutes"),
    "h": ("hour", "hours"), "hr": ("hour", "hours"), "hrs": ("hour", "hours"), "yr": ("year", "years"),
    "yrs": ("year", "years"), "°C": ("degree Celsius", "degrees Celsius"), "℃": ("degree Celsius", "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"), "℉": ("degree Fahrenheit", "degrees Fahrenheit"),
    "°": ("degree", "degrees"), "K": ("kelvin", "kelvin"), "m/s": ("meter per second", "meters per second"),
    "km/s": ("kilometer per second", "kilometers per second"), "km/h": ("kilometer an hour", "kilometers an hour"),
    "kph": ("kilometer an hour", "kilometers an hour"), "kmh": ("kilometer an hour", "kilometers an hour"),
    "mph": ("mile an hour", "miles an hour"), "kn": ("knot", "knots"), "rpm": ("turn a minute", "turns a minute"),
    "fps": ("frame a second", "frames a second"), "bpm": ("beat a minute", "beats a minute"),
    "km2": ("square kilometer", "square kilometers"), "m2": ("square meter", "square meters"),
    "cm2": ("square centimeter", "square centimeters"), "ft2": ("square foot", "square feet"),
    "km3": ("cubic kilometer", "cubic kilometers"), "m3": ("cubic meter", "cubic meters"),
    "cm3": ("cubic centimeter", "cubic centimeters"),
    "m/s2": ("meter per second squared", "meters per second squared"), "Hz": ("hertz", "hertz"),
    "kHz": ("kilohertz", "kilohertz"), "MHz": ("megahertz", "megahertz"), "GHz": ("gigahertz", "gigahertz"),
    "W": ("watt", "watts"), "kW": ("kilowatt", "kilowatts"), "MW": ("megawatt", "megawatts"),
    "GW": ("gigawatt", "gigawatts"), "TW": ("terawatt", "terawatts"), "Wh": ("watt-hour", "watt-hours"),
    "kWh": ("kilowatt-hour", "kilowatt-hours"), "MWh": ("megawatt-hour", "megawatt-hours"),
    "GWh": ("gigawatt-hour", "gigawatt-hours"), "TWh": ("terawatt-hour", "terawatt-hours"), "V": ("volt", "volts"),
    "kV": ("kilovolt", "kilovolts"), "mV": ("millivolt", "millivolts"), "mA": ("milliamp", "milliamps"),
    "mAh": ("milliamp-hour", "milliamp-hours"), "J": ("joule", "joules"), "kJ": ("kilojoule", "kilojoules"),
    "MJ": ("megajoule", "megajoules"), "N": ("newton", "newtons"), "Pa": ("pascal", "pascals"),
    "kPa": ("kilopascal", "kilopascals"), "hPa": ("hectopascal", "hectopascals"),
    "MPa": ("megapascal", "megapascals"), "psi": ("P.S.I", "P.S.I"), "hp": ("horsepower", "horsepower"),
    "dB": ("decibel", "decibels"), "kcal": ("kilocalorie", "kilocalories"), "cal": ("calorie", "calories"),
    "eV": ("electronvolt", "electronvolts"), "ppm": ("part per million", "parts per million"), "bit": ("bit", "bits"),
    "B": ("byte", "bytes"), "KB": ("kilobyte", "kilobytes"), "kB": ("kilobyte", "kilobytes"),
    "MB": ("megabyte", "megabytes"), "GB": ("gigabyte", "gigabytes"), "TB": ("terabyte", "terabytes"),
    "PB": ("petabyte", "petabytes"), "KiB": ("kibibyte", "kibibytes"), "MiB": ("mebibyte", "mebibytes"),
    "GiB": ("gibibyte", "gibibytes"), "kbit/s": ("kilobit per second", "kilobits per second"),
    "Mbit/s": ("megabit per second", "megabits per second"), "Gbit/s": ("gigabit per second", "gigabits per second"),
    "Mbps": ("megabit per second", "megabits per second"), "Gbps": ("gigabit per second", "gigabits per second"),
    "MB/s": ("megabyte per second", "megabytes per second"), "GB/s": ("gigabyte per second", "gigabytes per second"),
    "px": ("pixel", "pixels"), "TEU": ("T.E.U", "T.E.U"), "%": ("percent", "percent"),
    "‰": ("per mille", "per mille"), "¢": ("cent", "cents"), "×": ("times", "times"), "x": ("times", "times"),
}  # fmt: skip
LONE = {"%", "‰", "¢", "°", "℃", "℉"}  # said even without a number before them
ALSO_WORDS = {  # units only straight after a number: two words may end in one of these
    "t", "s", "h", "g", "l", "L", "K", "W", "V", "J", "N", "B", "m", "x", "×", "cal", "bit", "min", "sec", "ha", "kn",
}  # fmt: skip

MAGNITUDES = {
    "k": "thousand", "K": "thousand", "m": "million", "M": "million", "mn": "million", "mln": "million",
    "b": "billion", "B": "billion", "bn": "billion", "tn": "trillion", "T": "trillion", "trn": "trillion",
}  # fmt: skip
MAGNITUDE_WORDS = {"hundred", "thousand", "million", "billion", "trillion", "quadrillion", "dozen"}

# one, many, one of the hundredth part, many of it
MONEY: dict[str, tuple[str, str, str, str]] = {
    "$": ("dollar", "dollars", "cent", "cents"), "US$": ("U.S dollar", "U.S dollars", "cent", "cents"),
    "A$": ("Australian dollar", "Australian dollars", "cent", "cents"),
    "C$": ("Canadian dollar", "Canadian dollars", "cent", "cents"),
    "HK$": ("Hong Kong dollar", "Hong Kong dollars", "cent", "cents"), "£": ("pound", "pounds", "penny", "pence"),
    "€": ("euro", "euros", "cent", "cents"), "¥": ("yen", "yen", "", ""), "₹": ("rupee", "rupees", "paisa", "paise"),
    "₩": ("won", "won", "", ""), "₽": ("ruble", "rubles", "kopeck", "kopecks"), "₿": ("bitcoin", "bitcoins", "", ""),
    "₴": ("hryvnia", "hryvnias", "kopiyka", "kopiykas"), "₺": ("lira", "lira", "kurush", "kurush"),
    "R$": ("real", "reais", "centavo", "centavos"), "₫": ("dong", "dong", "", ""), "₪": ("shekel", "shekels", "", ""),
}  # fmt: skip
MONEY_CODES = {
    "USD": "U.S dollars", "EUR": "euros", "GBP": "pounds", "JPY": "yen", "CHF": "Swiss francs",
    "AUD": "Australian dollars", "CAD": "Canadian dollars", "CNY": "yuan", "INR": "rupees", "SEK": "Swedish crowns",
    "NOK": "Norwegian crowns", "DKK": "Danish crowns", "PLN": "zlotys", "BTC": "bitcoin",
}  # fmt: skip

ABBREVIATIONS = {
    "mr.": "mister", "mrs.": "missis", "ms.": "miz", "mr": "mister", "mrs": "missis", "ms": "miz",
    "prof.": "professor", "dr": "doctor", "jr.": "junior", "sr.": "senior", "jr": "junior", "sr": "senior",
    "gen.": "general", "col.": "colonel", "capt.": "captain", "lt.": "lieutenant", "lieut.": "lieutenant",
    "sgt.": "sergeant", "cpl.": "corporal", "maj.": "major", "adm.": "admiral", "cmdr.": "commander",
    "rev.": "reverend", "hon.": "honorable", "gov.": "governor", "sen.": "senator", "pres.": "president",
    "e.g.": "for example", "e.g": "for example", "i.e.": "that is", "i.e": "that is", "etc.": "et cetera",
    "etc": "et cetera", "vs.": "versus", "vs": "versus", "v.": "versus", "approx.": "approximately", "ca.": "circa",
    "cf.": "compare", "al.": "al", "est.": "established", "dept.": "department", "univ.": "university",
    "inc.": "incorporated", "inc": "incorporated", "ltd.": "limited", "ltd": "limited", "corp.": "corporation",
    "bros.": "brothers", "ave.": "avenue", "blvd.": "boulevard", "rd.": "road", "mt.": "mount", "mts.": "mountains",
    "ft.": "fort", "no.": "number", "nos.": "numbers", "vol.": "volume", "vols.": "volumes", "fig.": "figure",
    "figs.": "figures", "ch.": "chapter", "ed.": "edition", "eds.": "editors", "trans.": "translated", "pp.": "pages",
    "misc.": "miscellaneous", "max.": "maximum", "min.": "minimum", "avg.": "average", "tel.": "telephone",
    "ext.": "extension", "w/": "with", "w/o": "without", "b/c": "because", "n.b.": "note well",
    "a.k.a.": "also known as", "aka": "also known as", "d.c.": "D.C", "ph.d.": "P.H.D", "phd": "P.H.D", "m.d.": "M.D",
    "a.m.": "A.M", "p.m.": "P.M", "a.m": "A.M", "p.m": "P.M", "am/pm": "A.M or P.M", "mon.": "Monday",
    "tue.": "Tuesday", "tues.": "Tuesday", "wed.": "Wednesday", "thu.": "Thursday", "thurs.": "Thursday",
    "fri.": "Friday", "jan.": "January", "feb.": "February", "mar.": "March", "apr.": "April", "jun.": "June",
    "jul.": "July", "aug.": "August", "sep.": "September", "sept.": "September", "oct.": "October",
    "nov.": "November", "dec.": "December", "lb.": "pounds", "lbs.": "pounds", "oz.": "ounces", "hr.": "hours",
    "hrs.": "hours", "yr.": "year", "yrs.": "years", "sec.": "seconds", "mph.": "miles an hour",
    "assn.": "association", "natl.": "national", "intl.": "international",
}  # fmt: skip
ONLY_BEFORE_NUMBER = {"no.", "nos.", "vol.", "vols.", "fig.", "figs.", "ch.", "pp.", "ext.", "tel.", "ed."}
ONLY_AFTER_NUMBER = {"lb.", "lbs.", "oz.", "hr.", "hrs.", "sec.", "min.", "ft.", "mi."}
ONLY_BEFORE_NAME = {
    "ft.", "v.", "sen.", "gen.", "col.", "gov.", "pres.", "adm.", "maj.", "hon.", "mt.", "rev.", "mr", "mrs", "ms",
    "dr", "sr", "jr",
}  # fmt: skip

SYMBOLS = {
    "&": "and", "+": "plus", "=": "equals", "@": "at", "×": "times", "÷": "divided by", "−": "minus",
    "±": "plus or minus", "≈": "about", "≠": "is not", "<": "less than", ">": "more than", "≤": "at most",
    "≥": "at least", "→": "to", "√": "the root of", "∞": "infinity", "π": "pi", "§": "section", "№": "number",
    "%": "percent", "‰": "per mille", "°": "degrees", "¢": "cents",
}  # fmt: skip

# capitals that are said as a word, not letter by letter
AS_WORDS = _set("""
    NASA NATO UNESCO UNICEF OPEC COVID LASER RADAR SONAR SCUBA AIDS SWAT NORAD DARPA ARPANET INTERPOL FIFA UEFA
    IKEA LEGO SARS MERS NAFTA ASEAN CERN NOAA GIF JPEG RAM ROM PIN SIM LAN NIMBY YOLO OSHA POTUS SCOTUS FEMA
    GAAP ISIS EPCOT IMAX BASIC COBOL FORTRAN ASCII TASER QANTAS SAAB FIAT NASDAQ CAPTCHA MIDI WASP ESOP NICE VAT
    BIOS CAD CAPEX OPEX
""")
# words that somebody may write in capitals to stress them
STRESSED = _set("""
    THE AND NOT BUT ALL ANY FOR NEW OLD BIG ONE TWO TEN SIX YES NO NOW HOW WHY WHO WAS ARE HAS HAD HER HIS OUR
    OUT OFF SHE HE WE YOU ME MY AN AS AT BE BY DO GO IF IN IS IT OF ON OR SO TO UP CAN DID DAY END FAR FEW GET
    GOT LET LOT MAN MEN MAY NOR OWN PUT RAN RED RUN SAW SAY SEE SET SIT TOO TRY USE WAR WAY WIN WON YET EVER
    EVEN EACH BEST BOTH COST DEAD DONE DOWN FAST FIVE FOUR FREE FROM FULL GIVE GOES GONE GOOD HALF HARD HAVE
    HERE HIGH HOME IDEA INTO JUST KEEP KNOW LAST LATE LEFT LESS LIFE LIKE LONG LOOK LOST LOVE MADE MAKE MANY
    MORE MOST MUCH MUST NAME NEAR NEED NEXT NINE NONE ONCE ONLY OPEN OVER PAST REAL SAID SAME SAVE SEEN SOME
    SOON STOP SUCH TAKE THAN THAT THEM THEN THEY THIS TIME TRUE TURN UPON USED VERY WANT WELL WENT WERE WHAT
    WHEN WILL WITH WORD WORK YEAR YOUR ZERO STAR SHIP BOX SHIPS BOXES SALE HEY OH OK AH WOW
""")

KINGS = _set("""
    henry louis charles edward george william james richard john paul pius benedict gregory leo clement innocent
    urban alexander nicholas frederick philip ferdinand gustav christian haakon olav catherine elizabeth mary
    victoria ramses ramesses ptolemy cleopatra napoleon wilhelm otto francis peter ivan alfonso joseph leopold
    adrian boniface sixtus julius eugene amenhotep thutmose seti xerxes darius artaxerxes mithridates antiochus
    seleucus constantine theodosius justinian michael basil selim mehmed suleiman murad akbar rama casimir
    sigismund stephen albert harald sweyn eric carl karl umberto abdullah hassan hussein mohammed fuad
""")

LETTER_NAMES = {"A": "eh"}  # a lone A would be read as the article
DOMAINS = _set("""
    com org net edu gov io co uk de fr eu tv info ai app dev me us ca au jp ch at it nl se no es pl in be int
    mil biz
""")
SAID_DOMAINS = {"com", "org", "net", "gov", "info", "app", "dev", "co", "me"}
YEAR_BEFORE = _set("""
    in until till year during early late mid circa since winter summer spring autumn fall ad ce anno
""") | {
    month.casefold() for month in MONTHS
}  # fmt: skip
NO_PLURAL = _set("""
    was is has as its this does his us perhaps always whereas unless across towards thus less sometimes hours'
    plus minus versus yes
""")
NUMBERED = _set("""
    war chapter part volume act phase type mark apollo book section stage article level figure table season
    episode title class grade category gemini vostok sputnik voyager bowl olympiad corps legion rocky amendment
    vatican
""")
COUNT_BEFORE = _set("""
    than some nearly almost least only exactly roughly approximately another every about
""")
DECADE_BEFORE = _set("""
    the early late mid his her their our my
""")
SENTENCE_STARTERS = _set("""
    the in it he she they this that but and a an we you i on at there what when no
""")
WHOLE = {"c++": "C plus plus", "c#": "C sharp", "f#": "F sharp", ".net": "dot net", "and/or": "and or",
         "24/7": "twenty-four seven",
         "9/11": "nine eleven", "ok": "okay", "o.k": "okay"}  # fmt: skip
MANY = {"people", "men", "women", "children", "feet", "sheep", "fish", "miles"}
LETTERED = _set("vitamin plan grade group hepatitis type class point side exhibit")
