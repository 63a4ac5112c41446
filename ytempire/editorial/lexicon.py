"""The closed words of English and its common verbs: what the grammar stands on instead of a model."""

from __future__ import annotations

from ytempire.editorial.bags import bag

BE = frozenset(["is", "are", "was", "were", "am", "isn't", "aren't", "wasn't", "weren't"])
AUX = BE | frozenset(
    bag("""
    has have had do does did can could will would may might must should shall cannot can't couldn't won't
    wouldn't hasn't haven't hadn't doesn't don't didn't shouldn't mightn't mustn't
    """)
)
DETERMINERS = frozenset(
    bag("""
    the a an this that these those my your our its his her their every each some any no all both several many
    few another such most more either neither
    """)
)
PRONOUNS = frozenset(
    bag("""
    i you he she it we they there this that these those who nobody everybody everyone someone somebody nothing
    everything something anyone one none many most some few others all both each
    """)
)
PREPOSITIONS = frozenset(
    bag("""
    of in on at by for with from to into onto about after before over under between among during without within
    through across against around behind below above near off out up down since until till toward towards upon
    along beside besides beyond despite except like per than via as inside outside throughout unlike amid
    """)
)
CONJUNCTIONS = frozenset(
    bag("""and but or nor so yet because if when while although though unless whereas whether once""")
)
RELATIVES = frozenset(["that", "which", "who", "whom", "whose", "where", "when", "why", "how", "what"])
ADVERBS = frozenset(
    bag("""
    also always never often still already just only even now then soon again once ever almost nearly quite
    rather very too not first later finally usually sometimes mostly probably perhaps today later together twice
    instead however therefore meanwhile long well far away back about around roughly almost exactly simply
    """)
)
FUNCTION = DETERMINERS | PRONOUNS | PREPOSITIONS | CONJUNCTIONS | RELATIVES | AUX | ADVERBS

IRREGULAR = """be was been,bear bore borne,beat beat beaten,become became become,begin began begun,bend bent bent,
bet bet bet,bind bound bound,bite bit bitten,bleed bled bled,blow blew blown,break broke broken,
breed bred bred,bring brought brought,build built built,burn burned burned,burst burst burst,
buy bought bought,catch caught caught,choose chose chosen,come came come,cost cost cost,
creep crept crept,cut cut cut,deal dealt dealt,dig dug dug,do did done,draw drew drawn,
drink drank drunk,drive drove driven,eat ate eaten,fall fell fallen,feed fed fed,feel felt felt,
fight fought fought,find found found,fly flew flown,forget forgot forgotten,freeze froze frozen,
get got gotten,give gave given,go went gone,grow grew grown,hang hung hung,have had had,
hear heard heard,hide hid hidden,hit hit hit,hold held held,hurt hurt hurt,keep kept kept,
know knew known,lay laid laid,lead led led,leave left left,lend lent lent,let let let,lie lay lain,
lose lost lost,make made made,mean meant meant,meet met met,pay paid paid,put put put,read read read,
ride rode ridden,ring rang rung,rise rose risen,run ran run,say said said,see saw seen,
seek sought sought,sell sold sold,send sent sent,set set set,shake shook shaken,shed shed shed,
shine shone shone,shoot shot shot,show showed shown,shrink shrank shrunk,shut shut shut,sing sang sung,
sink sank sunk,sit sat sat,sleep slept slept,slide slid slid,speak spoke spoken,spend spent spent,
spin spun spun,split split split,spread spread spread,stand stood stood,steal stole stolen,
stick stuck stuck,strike struck struck,swim swam swum,swing swung swung,take took taken,
teach taught taught,tear tore torn,tell told told,think thought thought,throw threw thrown,
understand understood understood,wake woke woken,wear wore worn,weave wove woven,win won won,
wind wound wound,write wrote written,withdraw withdrew withdrawn,rewrite rewrote rewritten,
rebuild rebuilt rebuilt,redo redid redone,undo undid undone,overcome overcame overcome,
undergo underwent undergone,retell retold retold,foresee foresaw foreseen,mistake mistook mistaken,
swear swore sworn,sweep swept swept,weep wept wept,sling slung slung,sting stung stung,bid bid bid,
cast cast cast,forecast forecast forecast,spit spat spat,slit slit slit,thrust thrust thrust"""

REGULAR = bag("""
    absorb accept account achieve act adapt add adjust admit adopt advance affect agree aim allow amount
    announce answer appear apply approve argue arrange arrive ask assemble assume attach attack attract avoid
    bake balance ban base behave believe belong boil borrow bounce bubble burn bury calculate call cancel carry
    cause celebrate change charge check circle claim clean climb close coat collapse collect combine compare
    compete complain complete compute concern conclude confirm connect consider consist contain continue control
    convert convince cook cool copy correct count cover crack crash create cross crush cure damage dance date
    decide declare decline decrease defeat define delay deliver demand deny depend describe design destroy
    detect determine develop die differ direct disappear discover discuss display dissolve divide dominate
    double drag drain dream dress drill drop dry earn eliminate embed emerge emit employ empty enable encourage
    end enjoy enter escape establish estimate evaporate evolve examine exceed exchange exist expand expect
    explain explode explore export express extend face fade fail fascinate ferment file fill finish fire fit fix
    float flow fold follow force form freeze fuel fund gain gather generate govern guess guide handle happen
    harvest heat help hire hope identify ignore imagine import improve include increase inform inspire install
    insist intend invent invest invite involve join jump kick kill land last launch leak learn lift light like
    limit link list listen live load look lower maintain manage march mark marry match matter measure melt
    mention migrate mill mirror miss mix model modify move multiply name need note notice number observe obtain
    occur offer open operate oppose order organise organize orbit originate own pack paint park pass pay perform
    permit photograph pick place plan plant play point possess pour power predict prefer prepare present
    preserve press prevent print process produce project promise prompt propose protect prove provide publish
    pull pump punish push question quit raise reach react receive recognise recognize record recover reduce
    refer reflect refuse regulate reject relate release rely remain remember remind remove repair repeat replace
    reply report represent require rescue resemble resist respond rest result retire return reveal review roll
    rotate rule sail sample save scan scatter score screw search season seem separate serve settle shape share
    shift ship shorten sign signal simplify slice slip slow solve sort sound spark specify spell spill stack
    stamp standardise standardize start state stay steer step stop store stretch study stumble succeed suffer
    suggest supply support suppose surprise surround survive suspect switch talk target taste test thank
    threaten tie touch track trade train transfer transform translate transport travel treat trigger try turn
    twist type unload unlock use vanish vary visit vote wait walk want warm warn wash waste watch weigh welcome
    wish wonder work worry wrap yield trap wander explain cool hatch ripen dig crawl nest hunt sail dock load
    moor stack crane deploy ship support render import export default refactor rename migrate deprecate upgrade
    degrade speed accelerate expand contract vibrate oscillate tick chime melt glow shine flicker rub grind
    knead proof rise shape score steam crust sour ferment feed strengthen weaken thicken soften harden brown
    concentrate filter brew roast pluck prune graft sow reap mine forge smelt cast weld patent license finance
    borrow bankrupt merge acquire found sue settle lobby tax regulate lean tilt slope erode flood drain dam
    irrigate sneeze cough infect vaccinate heal cure isolate rot decay stain dye weave spin knit sew stitch
    bleach trim persuade convince borrow inherit abandon occupy invade conquer defend surrender ally sign
    retreat bomb blame praise mock laugh cry shout whisper scream stare blink nod shrug count chart map survey
    snap tire drown trust mind last clean test beg strain smudge beg type bend enclose threaten paddle puff
    scrape sniff squeeze swallow swell tumble whistle wipe invade propel orbit recycle restore resume resolve
    retain reverse revive reward rival soak sprout stir strip tolerate trace trigger unite venture vote weave
    widen wither curb lengthen loosen migrate pollinate scrub sponsor stumble
    """)


def _third(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeiou" else base + "s"


_DOUBLED = frozenset(
    bag("""
    admit ban drag drill drop equip fit grab hop knit map nod permit plan pop prefer refer regret rob rot rub
    ship shop shrug sip slip slop spot step stir stop strip submit sum swap tap tip top transfer transmit trap
    trim trip occur quit wrap cut get hit let put run set shut sit split spin swim win begin forget dig bet
    """)
)


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + (base[-1] if base in _DOUBLED else "") + "ed"


def _ing(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return base[:-1] + "ing"
    return base + (base[-1] if base in _DOUBLED else "") + "ing"


PAST: dict[str, str] = {"be": "was"}
PARTICIPLE: dict[str, str] = {}
for _row in IRREGULAR.replace("\n", "").split(","):
    _base, _p, _pp = _row.split()
    PAST[_base], PARTICIPLE[_base] = _p, _pp
for _base in REGULAR:
    PAST.setdefault(_base, _past(_base))
    PARTICIPLE.setdefault(_base, PAST[_base])

LEMMA_PAST: dict[str, str] = {}
LEMMA_THIRD: dict[str, str] = {}
LEMMA_ING: dict[str, str] = {}
for _base in PAST:
    if _base == "be":
        continue
    LEMMA_PAST.setdefault(PAST[_base], _base)
    LEMMA_THIRD["has" if _base == "have" else _third(_base)] = _base
    LEMMA_ING[_ing(_base)] = _base
LEMMA_PAST.update({"lay": "lie", "found": "find", "felt": "feel", "saw": "see", "bound": "bind", "wound": "wind"})
PARTICIPLES = frozenset(PARTICIPLE.values())
BASES = frozenset(PAST) - {"be"}

ALSO_NOUNS = frozenset(
    bag("""
    accounts acts aims amounts answers attacks balances bans bases bends bets bites blows breaks builds burns
    calls causes changes charges checks circles claims coats controls copies costs counts covers cracks crashes
    crosses cuts cures dances dates deals delays demands designs displays dreams dresses drills drinks drives
    drops ends escapes estimates exchanges exports faces falls feeds fights files fills finds finishes fires
    fits fixes flies floats flows folds forces forms frames fuels funds gains guides handles harvests helps
    hides hits holds hopes houses hunts imports increases joins jumps kicks kills lands leads leaks lets lies
    lifts lights likes limits links lists lives loads looks marches marks matches matters measures mills minds
    mines mirrors mixes models moves names needs notes numbers offers opens orbits orders owns packs paints
    parks passes pays photographs picks places plans plants plays points ports pours powers presents presses
    prices prints processes produces projects promises pulls pumps questions raises ranks reads records releases
    remains repairs replies reports rescues rests results returns reviews rides rings rises rolls rules runs
    sails samples saves scans scores screws seals searches seasons seats sees sells senses sets shapes shares
    shifts shines ships shots shows signals signs sinks sits slices slides slips sorts sounds sparks speeds
    spells spills spins splits spreads stacks stamps stands starts states stays steals steps sticks stops stores
    stretches strikes studies supplies supports surprises surrounds suspects swings switches talks targets
    tastes tears tests ties touches tracks trades trains transfers transports traps travels treats tries
    triggers trusts turns twists types uses values views visits votes waits walks warms washes wastes watches
    waters waves ways wears weighs wins winds wishes wonders words works worries wraps writes yields ages arms
    backs bars beats boards bones books bottles bowls boxes branches bridges brushes bubbles cards cases centers
    clouds colors crews crowds decks diets docks dyes eggs engines eyes figures fingers floods flowers gases
    gears glasses grounds groups hands hats heads hearts homes hooks horns hosts hours jobs keys layers leaves
    letters lines masks masters mouths nails nests nets notices papers parts pictures pieces pilots pipes pools
    posts pots rails rates rays roads rocks roofs rooms roots ropes routes rows salts scales schools seeds
    shells shelters shops sides sizes skins slopes soils sources spaces spots springs stages stains stars
    stations steams stocks stones storms streams streets strings structures styles surfaces tables tails tanks
    teams tides times tools tops towers towns trails trees trips troops tubes wages walls weapons wheels wings
    wires woods yards years browns casts crusts dams doses drains fathers feeds forges grafts ices maps molds
    mothers proofs scores scouts shades slows sours taxes contracts
    """)
)

PLAIN = {
    "approximately": "about",
    "utilise": "use",
    "utilised": "used",
    "utilize": "use",
    "utilized": "used",
    "utilizes": "uses",
    "utilising": "using",
    "utilizing": "using",
    "numerous": "many",
    "prior to": "before",
    "subsequent to": "after",
    "subsequently": "later",
    "commence": "begin",
    "commenced": "began",
    "in order to": "to",
    "due to the fact that": "because",
    "owing to the fact that": "because",
    "whilst": "while",
    "amongst": "among",
    "purchase": "buy",
    "purchased": "bought",
    "attempted to": "tried to",
    "demonstrates": "shows",
    "demonstrated": "showed",
    "constructed": "built",
    "sufficient": "enough",
    "possesses": "has",
    "possessed": "had",
    "the majority of": "most",
    "a majority of": "most",
    "a large number of": "many",
    "a great number of": "many",
    "a number of": "several",
    "in the event that": "if",
    "at the present time": "today",
    "at present": "today",
    "in the vicinity of": "near",
    "with regard to": "about",
    "with respect to": "about",
    "in excess of": "more than",
    "is able to": "can",
    "are able to": "can",
    "was able to": "could",
    "were able to": "could",
    "is capable of": "is able to do",
    "in the absence of": "without",
    "as well as": "and also",
    "per annum": "a year",
    "furthermore": "also",
    "moreover": "also",
    "initially": "at first",
    "ultimately": "in the end",
    "frequently": "often",
    "primarily": "mainly",
    "individuals": "people",
    "thereby": "and so",
    "hence": "so",
    "residents of": "people in",
    "located in": "in",
    "situated in": "in",
    "known to be": "known to be",
    "per cent": "percent",
}
del PLAIN["is capable of"], PLAIN["known to be"], PLAIN["as well as"], PLAIN["thereby"], PLAIN["hence"]

NUMBER_WORDS = {
    w: n
    for n, w in enumerate(
        bag("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty
    """)
    )
} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}

MONTHS = {
    m: n
    for n, m in enumerate(
        bag("""January February March April May June July August September October November December"""), 1
    )
}
