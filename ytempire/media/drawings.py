"""Drawn objects: a line drawing for what the words name, if they name one of these.

Each is written in a few strokes on a square of 100: L a line, P closed, F filled, S a smooth line, Z smooth and
closed, Y smooth and filled, C a circle, D a disc, E an ellipse (cx cy rx ry turn), A an arc (cx cy r start sweep,
degrees clockwise from twelve). A star marks what takes the accent.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

Point = tuple[float, float]


@dataclass(frozen=True)
class Stroke:
    """A line through points (or a filled field), in the ink or in the accent."""

    points: tuple[Point, ...]
    filled: bool
    accent: bool


# name: the words that call for it : strokes
_BOOK = """
ship: ship ships vessel boat tanker ferry sail sailed sailing sailor fleet navy cargo freighter voyage : P 6,60 94,60 82,84 18,84; *P 22,46 36,46 36,60 22,60; P 36,46 50,46 50,60 36,60; *F 50,46 64,46 64,60 50,60; P 29,32 43,32 43,46 29,46; *F 43,32 57,32 57,46 43,46; P 70,26 84,26 84,60 70,60; L 73,34 81,34; L 73,41 81,41; L 77,26 77,14; S 2,92 10,88 18,92 26,88 34,92 42,88 50,92 58,88 66,92 74,88 82,92 90,88 98,92
container: container containers box boxes crate crates shipping package parcel : P 8,40 62,40 62,82 8,82; L 8,40 34,22 90,22 62,40; L 90,22 90,62 62,82; *F 62,40 90,22 90,62 62,82; L 17,47 17,75; L 26,47 26,75; L 35,47 35,75; L 44,47 44,75; L 53,47 53,75
truck: truck trucks lorry trucking trucker haulage : P 4,32 58,32 58,70 4,70; P 58,44 76,44 90,58 90,70 58,70; *F 63,49 74,49 83,58 63,58; C 22 72 9; C 74 72 9; *D 22 72 3.4; *D 74 72 3.4; L 12,40 50,40
train: train trains railway railroad rail tram locomotive metro subway station : Z 28,14 50,10 72,14 77,40 76,70 50,74 24,70 23,40; P 33,24 67,24 69,44 31,44; *D 36 58 4.6; *D 64 58 4.6; L 30,74 14,94; L 70,74 86,94; L 27,80 73,80; L 20,88 80,88; L 44,52 56,52
plane: plane planes airplane aircraft flight flights airline airport flying pilot aviation jet : P 50,6 56,18 56,40 92,60 92,68 56,58 54,78 66,87 66,93 50,89 34,93 34,87 46,78 44,58 8,68 8,60 44,40 44,18; *L 50,22 50,70
car: car cars automobile motor driving traffic taxi vehicle : S 6,66 6,54 20,49 34,33 50,31 66,33 80,49 94,54 94,66; L 6,66 16,66; L 36,66 64,66; L 84,66 94,66; C 26 67 10; C 74 67 10; *D 26 67 3.6; *D 74 67 3.6; P 30,47 39,38 48,37 48,47; P 54,37 62,38 71,47 54,47
bicycle: bicycle bicycles bike cycling cyclist : C 24 64 18; C 76 64 18; L 24,64 42,34 66,34 76,64; L 42,34 52,64 66,34; L 24,64 52,64; L 66,34 63,24 73,22; *L 35,30 48,30; *D 52 64 4; L 42,34 40,30
rocket: rocket rockets space spacecraft launch nasa astronaut orbit moonshot missile : Z 50,6 62,24 66,46 62,66 38,66 34,46 38,24; C 50 36 8; *D 50 36 4; P 36,50 22,70 24,78 38,66; P 64,50 78,70 76,78 62,66; *Y 50,68 58,76 50,96 42,76
satellite: satellite satellites gps : P 40,40 60,40 60,60 40,60; P 8,42 32,42 32,58 8,58; P 68,42 92,42 92,58 68,58; L 32,50 40,50; L 60,50 68,50; L 16,42 16,58; L 24,42 24,58; L 76,42 76,58; L 84,42 84,58; L 50,60 50,70; *A 50 70 10 120 120; *A 50 74 16 130 100; *A 50 78 22 135 90
globe: globe world earth planet international global worldwide countries continent atlantic pacific ocean trade : C 50 50 42; E 50 50 18 42; L 8,50 92,50; S 14,29 32,35 50,37 68,35 86,29; S 14,71 32,65 50,63 68,65 86,71; *D 63 35 4.2; *D 34 60 4.2; *S 34,60 46,40 63,35
crane: port ports dock docks docker longshoreman longshoremen harbor harbour crane cranes terminal quay wharf loading unloading : L 22,94 22,22; L 46,94 46,22; L 6,22 96,22; L 22,22 34,6 46,22; L 34,6 92,22; L 34,6 10,22; L 22,58 46,58; L 22,94 46,58; L 46,94 22,58; L 70,22 70,44; L 84,22 84,44; *F 62,46 92,46 92,62 62,62; L 10,94 58,94
anchor: anchor anchored moored mooring : C 50 15 8; L 50,23 50,88; L 30,36 70,36; A 50 54 34 90 180; L 8,62 16,52 27,60; L 92,62 84,52 73,60; *D 50 15 3
clock: watch watches stopwatch clock clocks time times hour hours minutes midnight noon schedule : C 50 50 42; C 50 50 36; *L 50,24 50,50 68,60; *D 50 50 3.6; L 50,10 50,15; L 90,50 85,50; L 50,90 50,85; L 10,50 15,50
hourglass: hourglass waited waiting patience deadline duration : L 24,8 76,8; L 24,92 76,92; S 30,8 30,26 47,48 47,52 30,74 30,92; S 70,8 70,26 53,48 53,52 70,74 70,92; *Y 38,26 62,26 52,42 50,46 48,42; *Y 50,74 64,88 50,89 36,88; *L 50,48 50,72
calendar: calendar year years date dates month months week weeks decade decades century annual : P 12,20 88,20 88,90 12,90; L 12,38 88,38; L 32,10 32,27; L 68,10 68,27; P 24,48 36,48 36,58 24,58; P 44,48 56,48 56,58 44,58; P 64,48 76,48 76,58 64,58; P 24,68 36,68 36,78 24,78; *F 44,68 56,68 56,78 44,78; P 64,68 76,68 76,78 64,78
coins: coin coins money dollar dollars euro euros cent cents cost costs price prices cheap cheaper expensive paid wage wages bank cash penny budget profit tax taxes fee salary : E 40 26 28 9; L 12,26 12,38; L 68,26 68,38; S 12,38 20,44 40,47 60,44 68,38; L 12,38 12,50; L 68,38 68,50; S 12,50 20,56 40,59 60,56 68,50; L 12,50 12,62; L 68,50 68,62; S 12,62 20,68 40,71 60,68 68,62; L 12,62 12,74; L 68,62 68,74; S 12,74 20,80 40,83 60,80 68,74; C 76 70 18; *C 76 70 12; *L 76,63 76,77
graph: growth grew grow growing increase increased boom doubled tripled trend statistics percent economy market markets sales : L 10,8 10,90 94,90; P 20,70 32,70 32,90 20,90; P 42,56 54,56 54,90 42,90; P 64,40 76,40 76,90 64,90; *S 16,58 36,46 56,34 86,12; *L 72,11 87,11 88,26
book: book books read reading reader library novel author chapter story stories literature dictionary encyclopedia : S 50,24 36,16 20,15 6,18; S 50,86 36,78 20,77 6,80; L 6,18 6,80; S 50,24 64,16 80,15 94,18; S 50,86 64,78 80,77 94,80; L 94,18 94,80; L 50,24 50,86; S 15,32 26,31 40,35; S 15,44 26,43 40,47; S 15,56 26,55 40,59; *S 60,35 74,31 85,32; *S 60,47 74,43 85,44; S 60,59 74,55 85,56
letter: letter letters mail post postal email envelope stamp message messages telegram postcard : P 6,22 94,22 94,80 6,80; L 6,22 50,56 94,22; L 6,80 38,47; L 94,80 62,47; *D 50 58 7
pen: pen write writes writing wrote written writer ink handwriting poem poet signature sign signed : P 12,90 20,68 70,14 86,30 32,82; L 60,25 76,41; L 20,68 32,82; *L 12,90 24,80; *S 44,92 56,86 66,94 78,86 92,90
scroll: law laws treaty contract agreement constitution standards policy patent document documents paper papers decree : S 24,14 78,14 88,18 86,28 78,28; L 78,28 78,78; S 78,78 84,84 80,92 70,92 24,92; S 24,14 14,18 18,26 24,26; L 24,20 24,82; S 24,82 14,82 14,92 26,92 32,86 32,80 78,80; L 34,38 66,38; L 34,50 66,50; *L 34,62 56,62
phone: phone phones telephone smartphone mobile app apps : Z 32,6 68,6 72,10 72,90 68,94 32,94 28,90 28,10; L 28,20 72,20; L 28,80 72,80; L 44,13 56,13; *D 50 87 3.2; *L 38,44 62,44; *L 38,54 54,54; L 38,34 62,34
computer: computer computers software code program programmer internet screen online digital website laptop data : P 8,14 92,14 92,70 8,70; L 8,60 92,60; L 42,70 38,86; L 58,70 62,86; L 28,88 72,88; *L 22,28 33,37 22,46; L 40,47 58,47; *D 50 65 1.6
chip: chip chips processor transistor semiconductor silicon electronics electronic circuit ai algorithm : P 26,26 74,26 74,74 26,74; *F 40,40 60,40 60,60 40,60; L 36,26 36,10; L 50,26 50,10; L 64,26 64,10; L 36,74 36,90; L 50,74 50,90; L 64,74 64,90; L 26,36 10,36; L 26,50 10,50; L 26,64 10,64; L 74,36 90,36; L 74,50 90,50; L 74,64 90,64
bulb: bulb idea ideas invention inventor invented invent lamp lightbulb edison brilliant : S 40,70 38,60 26,46 26,30 36,15 50,11 64,15 74,30 74,46 62,60 60,70; L 40,70 60,70; L 41,78 59,78; L 43,86 57,86; L 46,93 54,93; *S 42,68 40,46 46,40 50,48 54,40 60,46 58,68; *L 50,2 50,4; *L 12,34 17,34; *L 83,34 88,34; *L 20,10 24,14; *L 80,10 76,14
bolt: bolt electric electricity energy lightning shock voltage battery batteries speed quick : *F 58,6 20,56 46,56 40,94 80,40 52,40; P 58,6 20,56 46,56 40,94 80,40 52,40; L 84,12 90,6; L 88,26 96,26; L 10,76 4,82; L 12,60 4,60
drop: water drop drops rain river rivers lake liquid flood drinking drought : Z 50,6 64,28 76,52 74,72 62,86 50,90 38,86 26,72 24,52 36,28; *S 36,58 36,68 42,76 50,80; S 8,96 22,92 36,96 50,92 64,96 78,92 92,96
flame: flame fire fires heat hot burn burned burning burns furnace fuel gas combustion warmer : Z 52,4 60,20 74,38 80,58 74,78 60,92 50,94 38,92 24,80 20,60 28,42 36,52 40,34 46,18; *Y 50,52 60,64 62,78 56,88 48,89 40,84 38,72 44,66
leaf: leaf leaves plants garden seed seeds crop crops grow vegetable nature herb : Z 14,86 14,56 28,30 54,16 88,12 86,46 72,70 46,84; S 14,86 36,64 58,42 76,24; *L 36,64 36,44; *L 36,64 58,66; *L 54,46 54,30; *L 54,46 72,47
tree: tree trees forest forests wood wooden timber branch oak pine : Z 50,6 68,10 80,24 86,42 78,58 62,66 50,68 38,66 22,58 14,42 20,24 32,10; L 46,67 44,94; L 54,67 56,94; L 34,94 66,94; *L 50,67 50,36; *L 50,52 62,42; *L 50,46 38,36
flower: flower flowers bloom blossom tulip tulips petals pollen : C 50 32 8; *D 50 32 4; E 50 14 8 11; E 50 50 8 11; E 33 24 11 8 25; E 67 24 11 8 -25; E 33 42 11 8 -25; E 67 42 11 8 25; S 50,61 51,76 50,96; *Y 50,84 36,80 28,68 42,72; *Y 50,90 64,84 74,72 60,76
wheat: wheat grain bread rice flour barley harvest farmer farmers farm farming agriculture bakery corn food : S 50,96 50,70 50,30; *Y 50,26 56,16 50,4 44,16; Z 49,42 38,38 32,26 44,30; Z 51,42 62,38 68,26 56,30; Z 49,58 38,54 32,42 44,46; Z 51,58 62,54 68,42 56,46; Z 49,74 38,70 32,58 44,62; Z 51,74 62,70 68,58 56,62
apple: apple apples fruit fruits orchard newton diet eat eating ate : Z 50,30 62,24 78,28 86,46 82,68 70,86 58,90 50,87 42,90 30,86 18,68 14,46 22,28 38,24; S 50,30 50,20 56,10; *Y 56,18 68,8 82,8 72,20; S 24,46 26,38 34,33
cup: coffee tea cup drink drinks cafe caffeine espresso breakfast : S 14,36 16,64 24,80 40,84 56,80 64,64 66,36; L 14,36 66,36; S 66,44 80,42 86,52 80,64 62,68; L 8,92 74,92; *S 28,26 24,20 32,14 28,6; *S 42,26 38,20 46,14 42,6; *S 56,26 52,20 60,14 56,6
bottle: bottle bottles wine beer milk glass juice perfume : S 42,6 42,26 38,34 30,42 30,56; L 30,56 30,90; L 30,90 34,94 66,94 70,90; L 70,90 70,56; S 58,6 58,26 62,34 70,42 70,56; L 40,6 60,6; L 42,15 58,15; *F 30,56 70,56 70,80 30,80
barrel: barrel barrels oil petroleum crude keg : S 24,10 16,30 14,50 16,70 24,90; S 76,10 84,30 86,50 84,70 76,90; E 50 10 26 6; S 24,90 36,95 50,96 64,95 76,90; S 17,30 34,36 50,37 66,36 83,30; S 17,70 34,76 50,77 66,76 83,70; *Z 50,44 57,54 58,61 50,66 42,61 43,54
sun: sun sunlight solar sunny sunrise summer dawn daylight : C 50 50 19; *D 50 50 11; L 50,6 50,20; L 50,80 50,94; L 6,50 20,50; L 80,50 94,50; L 19,19 29,29; L 71,71 81,81; L 81,19 71,29; L 29,71 19,81
moon: moon lunar night nights sleep sleeping dark darkness dream dreams nocturnal : Z 62,8 46,20 38,40 42,62 56,78 76,84 60,92 40,90 22,76 13,54 18,30 36,13; *P 74,20 77,29 86,30 79,36 81,45 74,40 67,45 69,36 62,30 71,29; *D 88 56 2.4; *D 64 58 1.8
star: star stars galaxy universe cosmos astronomy astronomer astronomers favourite favorite : P 50,6 61,38 95,38 68,58 78,91 50,71 22,91 32,58 5,38 39,38; *P 50,30 55,45 70,45 58,54 63,69 50,60 37,69 42,54 30,45 45,45
mountain: mountain mountains peak summit hill hills alps everest climb climbed climbing volcano rock rocks stone stones : L 4,86 36,24 54,56 64,42 96,86 4,86; *L 27,42 33,47 37,41 41,47 46,42; S 70,20 76,15 84,17 88,22 94,22 ; L 66,22 94,22; *L 59,50 64,54 70,51
wave: wave waves sea seas tide tides surf tsunami beach swim swimming maritime : S 4,40 16,30 28,40 40,50 52,40 64,30 76,40 88,50 98,42; S 4,58 16,48 28,58 40,68 52,58 64,48 76,58 88,68 98,60; *S 4,76 16,66 28,76 40,86 52,76 64,66 76,76 88,86 98,78; C 76 16 9
owl: owl owls : Z 50,14 66,12 80,8 80,30 82,60 70,86 50,94 30,86 18,60 20,30 20,8 34,12; C 37 34 13; C 63 34 13; *D 37 34 6; *D 63 34 6; *F 50,40 56,48 50,58 44,48; S 24,54 34,62 38,78; S 76,54 66,62 62,78; S 44,68 50,72 56,68; S 42,78 50,82 58,78
bird: bird birds pigeon pigeons feather feathers wing wings migrate migration swift eagle swallow gull goose geese beak hummingbird : S 4,50 18,34 34,38 50,56 56,34 74,18 96,16; S 96,16 86,34 70,52 50,66 34,72; S 50,66 40,74 22,86 14,82; S 4,50 20,54 34,72; *D 16 45 2.6; *L 58,46 76,34; *L 56,54 70,46
fish: fish fishing fishes salmon cod tuna shark sharks whale whales fisherman eel eels : Z 8,50 24,34 44,28 62,34 76,50 62,66 44,72 24,66; P 76,50 94,34 90,50 94,66; *D 24 46 3; S 38,34 44,50 38,66; *S 52,42 56,50 52,58; S 46,29 56,18 64,34
bee: bee bees honey hive insect insects pollinate wasp beetle : E 54 60 26 17; S 46,44 42,60 46,76; *F 54,43 62,43 62,77 54,77; S 70,47 74,60 70,73; C 24 56 11; *E 46 32 10 16 -20; *E 64 30 10 16 20; S 18,47 12,36 8,34; S 24,45 22,34 18,30; *D 21 54 2
cat: cat cats kitten pet pets animal animals lion tiger fur : Z 22,8 38,22 62,22 78,8 84,40 80,66 64,84 50,88 36,84 20,66 16,40; *D 36 48 4.6; *D 64 48 4.6; *F 45,60 55,60 50,66; S 50,66 46,73 38,73; S 50,66 54,73 62,73; L 4,56 24,60; L 4,70 24,67; L 96,56 76,60; L 96,70 76,67
paw: dog dogs wolf wolves bear bears mammal mammals hunt hunting hunter : Y 50,52 66,62 74,78 62,88 50,84 38,88 26,78 34,62; E 24 46 8 12 -20; E 40 26 8 13 -6; E 60 26 8 13 6; *E 76 46 8 12 20
eye: eye eyes sight vision watching visible blind : S 4,50 20,32 50,20 80,32 96,50; S 4,50 20,68 50,80 80,68 96,50; C 50 50 19; *D 50 50 10; A 50 50 14 290 60
ear: ear ears hear hears heard hearing listen sound sounds noise silent silence voice voices : S 34,44 34,26 46,12 64,14 74,30 70,46 60,56 56,72 46,84 36,78; S 46,42 48,30 58,28 60,38 54,46; *A 30 56 12 200 140; *A 30 56 24 215 110; *A 30 56 36 222 96
heart: heart hearts blood love loved pulse health healthy medicine : Z 50,30 58,16 74,12 88,22 90,42 78,62 50,90 22,62 10,42 12,22 26,12 42,16; *L 12,50 34,50 42,36 52,64 60,46 66,50 88,50
brain: brain brains mind memory think thinking thought thoughts learn learning intelligence psychology neuron neurons remember : Z 50,14 62,10 76,16 86,30 88,48 84,64 72,76 58,80 50,78 42,80 28,76 16,64 12,48 14,30 24,16 38,10; L 50,14 50,78; *S 50,32 62,30 70,38 66,48; *S 50,56 60,52 72,60; *S 50,32 38,30 30,38 34,48; *S 50,56 40,52 28,60; S 50,78 52,88 48,94
person: person man woman men women king queen founder boss engineer scientist doctor teacher student president hero artist owner manager professor mother father worker : C 50 28 17; S 14,92 18,70 32,58 50,56 68,58 82,70 86,92; L 14,92 86,92; *L 42,58 50,72 58,58; *L 50,72 50,92
people: people workers crowd society population citizens humans human audience users customers families friends soldiers children : C 50 30 13; S 24,90 28,68 38,56 50,54 62,56 72,68 76,90; *C 20 38 9; *S 4,84 6,66 14,56 22,56; *C 80 38 9; *S 96,84 94,66 86,56 78,56; L 24,90 76,90
hand: hand hands finger fingers palm : S 30,94 28,76 16,56 12,46 18,42 28,54 30,56; S 30,56 30,24 35,19 40,24 40,50; S 40,50 41,14 46,9 51,14 51,50; S 51,50 53,17 58,12 62,17 61,52; S 61,52 65,28 70,24 74,29 72,60 70,78 66,94; *L 26,94 70,94; *S 38,66 48,62 60,66
house: house houses home homes building household rent roof village : L 6,50 50,12 94,50; L 18,42 18,90 82,90 82,42; *F 42,60 58,60 58,90 42,90; P 26,56 36,56 36,66 26,66; P 64,56 74,56 74,66 64,66; L 72,24 72,14 80,14 80,32
factory: factory factories industry industrial manufacture manufacturing mill mills : P 6,90 6,52 28,36 28,52 50,36 50,52 72,36 72,90; P 76,90 79,18 89,18 92,90; S 84,12 80,6 86,2; *F 14,64 24,64 24,74 14,74; *F 34,64 44,64 44,74 34,74; *F 54,64 64,64 64,74 54,74; L 2,90 98,90
city: city cities town towns tower towers skyscraper skyscrapers street streets urban york london paris tokyo newark houston rotterdam : P 6,92 6,46 28,46 28,92; P 28,92 28,16 54,16 54,92; P 54,92 54,34 74,34 74,92; P 74,92 74,56 94,56 94,92; L 41,16 41,4; *F 35,26 39,26 39,32 35,32; *F 44,26 48,26 48,32 44,32; *F 35,42 39,42 39,48 35,48; L 46,42 46,48; L 37,60 37,66; *F 44,58 48,58 48,64 44,64; L 14,56 20,56; L 14,68 20,68; *F 60,46 64,46 64,52 60,52; L 68,46 68,52; L 62,64 66,64; L 82,68 86,68
bridge: bridge bridges span connect connects connected : L 2,68 98,68; L 24,90 24,20; L 76,90 76,20; S 2,62 12,42 24,22; S 24,22 36,50 50,58 64,50 76,22; S 76,22 88,42 98,62; *L 34,46 34,68; *L 42,55 42,68; *L 50,58 50,68; *L 58,55 58,68; *L 66,46 66,68; S 2,92 14,88 26,92 38,88 50,92 62,88 74,92 86,88 98,92
map: map maps route routes road roads journey travel travelled trip miles kilometres kilometers mile : P 6,26 34,14 66,26 94,14 94,78 66,90 34,78 6,90; L 34,14 34,78; L 66,26 66,90; *S 16,74 24,58 40,62 48,48 58,44; *Z 74,26 82,32 82,40 74,54 66,40 66,32; *D 74 36 3
compass: compass direction north south east west navigation navigate navigator explorer explorers exploration discover discovered discovery discoveries : C 50 50 42; C 50 50 35; *F 50,20 58,50 42,50; P 50,80 58,50 42,50; D 50 50 3; L 50,8 50,13; L 92,50 87,50; L 50,92 50,87; L 8,50 13,50
key: key keys secret secrets unlock solution solve solved password : C 26 50 18; *C 26 50 8; L 44,50 94,50; L 94,50 94,66; L 80,50 80,62; L 70,50 70,58
lock: lock locks locked security safe safety privacy protect protected encryption : P 18,44 82,44 82,92 18,92; S 30,44 30,26 38,14 50,11 62,14 70,26 70,44; *D 50 62 6; *L 50,66 50,78
magnifier: search find finds found finding research researchers study studies investigate clue evidence mystery microscope : C 42 42 30; C 42 42 24; L 64,64 92,92; L 60,68 88,96; *A 42 42 17 280 70
flask: chemistry chemical chemist experiment experiments laboratory lab science scientific reaction formula drug vaccine acid : L 38,6 62,6; L 42,6 42,38 14,84; L 58,6 58,38 86,84; S 14,84 14,92 22,94; L 22,94 78,94; S 78,94 86,92 86,84; *F 28,62 72,62 84,84 80,92 20,92 16,84; C 48 50 3; C 54 40 2
atom: atom atoms atomic nuclear physics physicist quantum particle particles electron radiation molecule : E 50 50 44 16; E 50 50 44 16 60; E 50 50 44 16 120; *D 50 50 6; *D 94 50 3.4; *D 28 12 3.4; *D 28 88 3.4
dna: gene genes genetic dna species evolution evolved biology organism heredity : S 30,4 30,18 50,30 70,42 70,54 50,66 30,78 30,96; S 70,4 70,18 50,30 30,42 30,54 50,66 70,78 70,96; *L 32,12 68,12; *L 34,20 66,20; *L 33,46 67,46; *L 31,52 69,52; *L 34,80 66,80; *L 31,90 69,90
gear: gear gears machine machines engine engines mechanism mechanical automatic robot robots steam : G 50 50 42 34 10; *C 50 50 16; D 50 50 5
wrench: tool tools repair fix fixed build builds built builder mechanic hammer construction assembled : Z 66,6 54,12 50,24 54,34 16,72 12,84 20,90 30,86 68,48 80,50 92,42 94,30 80,40 68,36 62,24 70,10; *D 22 80 3
scale: balance weigh weight weights scale justice compare compared versus against fair court kilogram tons ton tonnes : L 50,10 50,88; L 30,90 70,90; L 14,24 86,24; *D 50 14 4; L 14,24 4,56; L 14,24 26,56; S 4,56 8,66 15,68 22,66 26,56 4,56; L 86,24 74,56; L 86,24 96,56; *S 74,56 78,66 85,68 92,66 96,56 74,56
flag: flag country nation nations war wars battle government army independence revolution victory national empire : L 22,6 22,96; S 22,12 38,6 54,14 70,18 88,12; S 22,52 38,46 54,54 70,58 88,52; L 88,12 88,52; *D 22 6 3; *S 22,32 38,26 54,34 70,38 88,32
crown: crown royal kingdom emperor throne monarch gold golden rich richest wealth luxury : P 10,80 6,28 30,52 50,16 70,52 94,28 90,80; L 12,90 88,90; *D 6 24 4; *D 50 11 4.6; *D 94 24 4; *F 50,56 56,65 50,74 44,65
shield: shield defend defence defense guard immune immunity police insurance : Z 50,6 66,14 86,18 86,46 76,72 50,94 24,72 14,46 14,18 34,14; *L 32,50 46,64 70,36
bell: bell bells alarm ring rings warning alert : S 14,78 24,66 26,44 32,24 50,14 68,24 74,44 76,66 86,78; L 14,78 86,78; L 50,14 50,6; *A 50 80 10 90 180; *L 8,40 12,26; *L 92,40 88,26
note: music song songs melody singer sing concert piano guitar band rhythm tune musician composer : L 36,78 36,20 80,10 80,68; L 36,34 80,24; *E 26 79 12 9 -20; *E 70 69 12 9 -20
camera: camera cameras photo photos photograph photography picture pictures image images : P 6,28 28,28 36,16 64,16 72,28 94,28 94,84 6,84; C 50 54 21; *C 50 54 12; *D 80 38 3; A 50 54 16 290 60
film: film films movie movies cinema video videos hollywood television tv episode : P 6,40 94,40 94,90 6,90; P 6,36 10,18 94,10 92,28; L 28,17 34,34; L 50,15 56,31; L 72,12 78,29; *F 42,54 42,78 64,66
thermometer: thermometer temperature degrees cold freezing fever climate celsius fahrenheit warming : S 40,62 40,14 50,6 60,14 60,62; C 50 76 18; *D 50 76 11; *L 50,70 50,34; L 68,20 78,20; L 68,32 74,32; L 68,44 78,44
snow: snow ice frozen winter freeze glacier arctic antarctic iceberg : L 50,4 50,96; L 10,27 90,73; L 90,27 10,73; *L 40,12 50,22 60,12; *L 40,88 50,78 60,88; *L 12,40 25,36 20,22; *L 88,60 75,64 80,78; *L 88,40 75,36 80,22; *L 12,60 25,64 20,78
cloud: cloud clouds sky weather storm storms wind winds atmosphere hurricane fog : S 22,66 10,60 8,46 20,36 30,38 34,22 52,14 68,24 72,36 86,38 92,52 84,64 76,66; L 22,66 76,66; *L 30,78 26,90; *L 48,78 44,90; *L 66,78 62,90
umbrella: umbrella shelter rainy : S 6,52 12,28 30,12 50,8 70,12 88,28 94,52; S 6,52 16,44 26,44 35,52; S 35,52 42,45 58,45 65,52; S 65,52 74,44 84,44 94,52; L 50,4 50,82; *S 50,82 46,92 36,90 34,82
telescope: telescope observatory horizon lens lenses : P 10,48 66,20 74,38 18,66; P 66,16 82,8 94,34 78,42; L 42,54 26,94; L 46,52 64,94; *L 44,53 44,78; *D 88 20 2
door: door doors entrance gate exit : P 24,8 76,8 76,94 24,94; L 10,94 90,94; *D 66 52 3.4; P 34,18 66,18 66,42 34,42; P 34,58 58,58 58,84 34,84
candle: candle candles wax lighting torch : P 36,44 64,44 64,92 36,92; L 24,92 76,92; L 50,44 50,36; *Y 50,6 58,20 57,30 50,35 43,30 42,20; S 64,52 58,58 58,66
ladder: ladder stairs : L 30,6 30,94; L 70,6 70,94; L 30,18 70,18; L 30,34 70,34; *L 30,50 70,50; L 30,66 70,66; L 30,82 70,82
medal: medal prize award awards champion nobel olympic : C 50 64 28; *P 50,46 55,59 69,59 58,67 62,80 50,72 38,80 42,67 31,59 45,59; L 34,41 20,6 42,6 50,36; L 66,41 80,6 58,6 50,36
die: risk luck lucky random gamble played player probability odds lottery : P 50,6 90,26 90,72 50,94 10,72 10,26; L 10,26 50,48 90,26; L 50,48 50,94; *E 50 27 8 4; *E 26 52 4 6 10; *E 36 74 4 6 10; *E 64 62 4 6 -10; *E 76 54 4 6 -10; *E 70 78 4 6 -10
puzzle: puzzle problem problems modular : S 10,34 36,34 34,26 36,14 48,10 60,14 62,26 60,34 ; L 60,34 82,34; S 82,34 82,52 88,50 98,56 98,66 88,72 82,70; L 82,70 82,92 10,92 10,34; *S 10,54 18,52 26,58 26,68 18,74 10,72
network: network networks web nodes social connection connections wire cable cables telegraph undersea grid : L 50,50 20,20; L 50,50 82,24; L 50,50 84,76; L 50,50 26,82; L 50,50 50,12; L 20,20 50,12; L 84,76 82,24; *D 50 50 8; C 20 20 7; C 82 24 7; C 84 76 7; C 26 82 7; *D 50 12 5
plug: plug socket outlet appliance appliances : P 30,34 70,34 70,56 60,68 40,68 30,56; L 40,34 40,14; L 60,34 60,14; *S 50,68 50,84 62,90 78,88 90,94
wheel: wheel wheels tire tyre tires rolling rubber spin : C 50 50 42; C 50 50 32; *C 50 50 9; L 50,18 50,41; L 50,59 50,82; L 18,50 41,50; L 59,50 82,50; L 27,27 44,44; L 56,56 73,73; L 73,27 56,44; L 44,56 27,73
egg: egg eggs birth born hatch nest : Z 50,8 66,22 76,44 78,64 68,84 50,92 32,84 22,64 24,44 34,22; *L 24,56 34,48 42,58 52,48 60,58 68,48 76,56
pyramid: pyramid pyramids egypt egyptian ancient pharaoh desert tomb : L 6,86 50,16 94,86 6,86; L 50,16 64,86; *L 22,60 59,60; *L 35,40 55,40; C 84 20 8
temple: temple rome roman greek greece athens museum history historic old column institution senate parliament : P 6,34 50,8 94,34; L 10,42 90,42; L 20,42 20,80; L 28,42 28,80; L 46,42 46,80; L 54,42 54,80; L 72,42 72,80; L 80,42 80,80; L 10,82 90,82; L 4,92 96,92; *C 50 25 5
church: church cathedral religion monk monks medieval saint pope priest : L 50,2 50,18; L 44,8 56,8; L 34,44 50,18 66,44; P 34,44 66,44 66,94 34,94; L 34,60 10,72 10,94 34,94; L 66,60 90,72 90,94 66,94; *S 44,94 44,78 50,70 56,78 56,94; *C 50 52 5
salt: salt spice spices pepper sugar cook cooking kitchen taste flavour flavor seasoning : S 36,26 36,12 50,6 64,12 64,26; P 34,26 66,26 74,92 26,92; *D 43 16 1.8; *D 50 13 1.8; *D 57 16 1.8; L 31,52 69,52; *L 42,66 42,78; *L 58,66 58,78
tooth: teeth tooth dentist bite bone bones skeleton fossil fossils dinosaur dinosaurs : Z 30,10 42,14 50,16 58,14 70,10 82,24 80,44 72,60 68,88 60,90 54,66 50,60 46,66 40,90 32,88 28,60 20,44 18,24; *S 30,30 34,24 42,24
shoe: shoe shoes walk walking race foot feet sport : S 8,40 10,72 12,80; L 12,80 90,80; S 90,80 92,68 82,60 66,56 54,46 46,32; S 8,40 16,46 28,44 32,30 ; L 32,30 46,32; *L 46,50 54,42; *L 54,56 62,48; L 8,88 92,88
shirt: shirt clothes clothing fashion cotton textile textiles fabric thread silk cloth jeans : P 34,12 10,26 18,46 28,40 28,90 72,90 72,40 82,46 90,26 66,12; S 34,12 42,22 50,24 58,22 66,12; *P 56,48 66,48 66,60 56,60
chess: strategy chess knight decision decisions choice : L 24,92 76,92; L 28,84 72,84; S 30,84 32,66 44,52 36,48 22,56 16,48 30,30 34,20 30,10 44,16 62,22 72,44 70,66 68,84; *D 40 30 3; *S 56,28 62,42 60,58
"""  # noqa: E501


def find(texts: Iterable[str], turn: int = 0) -> str | None:
    """The drawing that these texts call for, or None; when several do, `turn` chooses."""
    called: dict[str, None] = {}
    words = _index()
    for text in texts:
        for word in re.findall(r"[a-z]+", text.lower()):
            if word in words:
                called.setdefault(words[word])
    names = list(called)[:3]
    return names[turn % len(names)] if names else None


def called(word: str) -> str | None:
    """The drawing that one word calls for, or None."""
    return _index().get(re.sub(r"['’]s$|[^a-z]", "", word.lower()))


@cache
def names() -> tuple[str, ...]:
    """Everything that can be drawn."""
    return tuple(line.split(":", 1)[0] for line in _BOOK.strip().splitlines())


@cache
def _index() -> dict[str, str]:
    words: dict[str, str] = {}
    for line in _BOOK.strip().splitlines():
        name, calls, _ = line.split(":", 2)
        for word in (name, *calls.split()):
            words.setdefault(word, name.strip())
    return words


@cache
def strokes(name: str) -> tuple[Stroke, ...]:
    """The strokes of a drawing, in the order in which they are drawn."""
    line = next(text for text in _BOOK.strip().splitlines() if text.split(":", 1)[0] == name)
    return tuple(_stroke(part.strip()) for part in line.split(":", 2)[2].split(";"))


def _stroke(text: str) -> Stroke:
    accent = text.startswith("*")
    op, *parts = text.lstrip("*").split()
    v = [float(x) for part in parts for x in part.split(",")]
    if op in "CD":
        x, y, r = v[-3:]
        return Stroke(tuple(_round(x, y, r, r, 0, 0, 360)), op == "D", accent)
    if op == "E":
        x, y, rx, ry, turn = (*v, 0.0)[:5]
        return Stroke(tuple(_round(x, y, rx, ry, turn, 0, 360)), False, accent)
    if op == "A":
        return Stroke(tuple(_round(v[0], v[1], v[2], v[2], 0, v[3], v[4])), False, accent)
    if op == "G":
        x, y, outer, inner, count = v
        return Stroke(tuple(_teeth(x, y, outer, inner, count)), False, accent)
    points = list(zip(v[::2], v[1::2], strict=True))
    closed = op in "PFZY"
    if op in "SZY":
        points = _smooth(points, closed)
    if closed:
        points.append(points[0])
    return Stroke(tuple(points), op in "FY", accent)


def _round(x: float, y: float, rx: float, ry: float, turn: float, start: float, sweep: float) -> list[Point]:
    steps = max(8, math.ceil(abs(sweep) / 9))
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    out = []
    for i in range(steps + 1):
        a = math.radians(start - 90 + sweep * i / steps)
        px, py = rx * math.cos(a), ry * math.sin(a)
        out.append((x + px * c - py * s, y + px * s + py * c))
    return out


def _teeth(x: float, y: float, outer: float, inner: float, count: float) -> list[Point]:
    out = []
    for i in range(int(count)):
        for part, r in ((-0.30, inner), (-0.19, outer), (0.19, outer), (0.30, inner)):
            a = 2 * math.pi * (i + part) / count
            out.append((x + r * math.cos(a), y + r * math.sin(a)))
    return [*out, out[0]]


def _smooth(points: list[Point], closed: bool) -> list[Point]:
    """A Catmull-Rom curve through the points."""
    count = len(points)
    out: list[Point] = []
    for i in range(count if closed else count - 1):
        if closed:
            p = [points[(i + k - 1) % count] for k in range(4)]
        else:
            p = [points[min(count - 1, max(0, i + k - 1))] for k in range(4)]
        for step in range(6):
            t = step / 6
            out.append((_spline([q[0] for q in p], t), _spline([q[1] for q in p], t)))
    if not closed:
        out.append(points[-1])
    return out


def _spline(p: list[float], t: float) -> float:
    a, b, c, d = p
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)
