"""The stock the practice extract is made of: places, officers, names and things, all invented.

Phone numbers are from the ranges kept free for fiction, registrations from years to come, postcodes from districts that
do not exist, streets from no map. The nine units are Cheshire's; the people, teams and events are nobody's.
"""

from dataclasses import dataclass
from datetime import datetime

from tests.practice.dice import Dice


@dataclass(frozen=True)
class Place:
    """A local policing unit with streets of our own making."""

    lpu: str
    name: str
    district: str
    latitude: float
    longitude: float
    streets: tuple[str, ...]


@dataclass(frozen=True)
class Officer:
    """An officer of a team, with the supervisor."""

    lpu: str
    number: str
    name: str
    team: str
    supervisor: str
    sergeant: str


@dataclass(frozen=True)
class Authority:
    """A section 60 authority, invented."""

    ref: str
    lpu: str
    start: datetime
    minutes: int


@dataclass(frozen=True)
class Ethnicity:
    """How a person might describe themselves, how an officer might, and a list of names."""

    code: str
    seen: str
    group: str
    names: str


PLACES = (
    Place(
        "chester",
        "Chester",
        "CH19",
        53.19,
        -2.89,
        ("Tamarind Row", "Old Weir Street", "Bellfounders Lane", "Cloister Gate", "Hopyard Walk"),
    ),
    Place(
        "crewe",
        "Crewe",
        "CW44",
        53.10,
        -2.44,
        ("Turntable Road", "Engine Yard", "Signal Box Lane", "Fireman Street", "Coupling Close"),
    ),
    Place(
        "ellesmere_port",
        "Ellesmere Port",
        "CH39",
        53.28,
        -2.90,
        ("Lighterman Street", "Stanchion Road", "Cooper's Quay", "Brine Pit Lane", "Mizzen Avenue"),
    ),
    Place(
        "macclesfield",
        "Macclesfield",
        "SK39",
        53.26,
        -2.13,
        ("Bobbin Street", "Weaver's Steps", "Mulberry Rise", "Throwster Lane", "Damask Road"),
    ),
    Place(
        "northwich",
        "Northwich",
        "CW45",
        53.26,
        -2.51,
        ("Salter's Wharf", "Panhouse Lane", "Flashes Road", "Rock Face Street", "Crystal Mews"),
    ),
    Place(
        "runcorn",
        "Runcorn",
        "WA44",
        53.34,
        -2.73,
        ("Transporter Street", "Limekiln Bank", "Pontoon Road", "Heron Fold", "Castle View Walk"),
    ),
    Place(
        "warrington",
        "Warrington",
        "WA45",
        53.39,
        -2.59,
        ("Wireworks Road", "Tanner's Parade", "Filemakers Court", "Longbarn Drive", "Penny Bridge Street"),
    ),
    Place(
        "widnes",
        "Widnes",
        "WA46",
        53.36,
        -2.73,
        ("Alkali Street", "Catalyst Way", "Soapworks Lane", "Ditton Fold", "Chequer Road"),
    ),
    Place(
        "congleton",
        "Congleton",
        "CW46",
        53.16,
        -2.21,
        ("Beartown Lane", "Fustian Street", "Towpath Close", "Ribbon Mill Road", "Cloud View"),
    ),
)

_SURNAMES = (
    "Hallworth",
    "Okafor",
    "Pickering",
    "Rahman",
    "Tunnicliffe",
    "Wren",
    "Bostock",
    "Lomax",
    "Dacosta",
    "Kettle",
    "Sproston",
    "Marlow",
    "Venables",
    "Ijaz",
    "Brocklehurst",
    "Swann",
    "Tattersall",
    "Ferns",
    "Gorst",
    "Nuttall",
    "Pryce",
    "Quilliam",
    "Ashbrook",
    "Dodd",
    "Whalley",
    "Ollerton",
    "Basu",
    "Cragg",
    "Hesketh",
    "Mottram",
    "Yarwood",
    "Lingard",
    "Penketh",
    "Sefton",
    "Rudd",
    "Thelwell",
)
_SERGEANTS = ("Holcroft", "Adeyemi", "Barnett", "Clegg", "Fallows", "Greenway", "Hussain", "Jessop", "Kirkham")

OFFICERS = tuple(
    Officer(
        place.lpu,
        str(4211 + 37 * number),
        _SURNAMES[number],
        f"{place.name} {('Response A', 'Response B', 'Neighbourhood')[number % 4 % 3]}",
        str(2105 + 19 * unit),
        _SERGEANTS[unit],
    )
    for unit, place in enumerate(PLACES)
    for number in range(unit * 4, unit * 4 + 4)
)

AUTHORITIES = (
    Authority("S60/P/2506/01", "crewe", datetime(2025, 6, 7, 18, 0), 480),  # noqa: DTZ001
    Authority("S60/P/2506/02", "warrington", datetime(2025, 6, 20, 16, 30), 600),  # noqa: DTZ001
)

ETHNICITIES = (
    *(Ethnicity("W1", "IC1", "white", "british") for _ in range(38)),
    Ethnicity("W2", "IC1", "white", "british"),
    Ethnicity("W3", "IC1", "traveller", "british"),
    Ethnicity("W9", "IC1", "white", "polish"),
    Ethnicity("W9", "IC2", "white", "polish"),
    Ethnicity("M1", "IC3", "mixed", "british"),
    Ethnicity("M9", "IC3", "mixed", "british"),
    Ethnicity("A1", "IC4", "asian", "asian"),
    Ethnicity("A2", "IC4", "asian", "asian"),
    Ethnicity("A3", "IC4", "asian", "asian"),
    Ethnicity("A4", "IC5", "asian", "chinese"),
    Ethnicity("B1", "IC3", "black", "british"),
    Ethnicity("B2", "IC3", "black", "african"),
    Ethnicity("B9", "IC3", "black", "african"),
    Ethnicity("O2", "IC6", "arab", "arab"),
    Ethnicity("O9", "IC6", "other", "arab"),
)

NAMES = {
    ("british", "male"): (
        "Callum",
        "Jake",
        "Reece",
        "Nathan",
        "Gary",
        "Kieran",
        "Dale",
        "Lewis",
        "Owen",
        "Tyler",
        "Marcus",
        "Stuart",
        "Connor",
    ),
    ("british", "female"): ("Chelsea", "Megan", "Donna", "Kayleigh", "Tasha", "Lorraine", "Ellie", "Bethan"),
    ("british", "last"): (
        "Harcastle",
        "Boothroyd",
        "Minshull",
        "Dunkerley",
        "Leatherbarrow",
        "Prescot",
        "Oakes",
        "Wilde",
        "Jarrold",
        "Tranter",
        "Speakman",
        "Culshaw",
        "Ravenscroft",
        "O'Dowd",
        "Ellis-Marsh",
        "Bickerstaff",
        "Coppenhall",
        "Fairbrother",
        "Grimshaw",
        "Holt",
        "Kinsey",
        "Lunt",
        "Massey-Brown",
        "Nield",
        "Peover",
        "Ridgway",
        "Snape",
        "Tomkinson",
        "Walklate",
    ),
    ("polish", "male"): ("Pawel", "Tomasz", "Marius", "Andrei", "Krzysztof"),
    ("polish", "female"): ("Agnieszka", "Ioana", "Marta"),
    ("polish", "last"): ("Wierzbicki", "Zawadzka", "Dumitrache", "Kolczyk", "Petrauskas"),
    ("asian", "male"): ("Imran", "Hamza", "Ravi", "Zain", "Arjun", "Shafiq"),
    ("asian", "female"): ("Aisha", "Priya", "Saima"),
    ("asian", "last"): ("Mirzada", "Chaudhri", "Bhandal", "Talukder", "Sandhar"),
    ("chinese", "male"): ("Jun", "Wei", "Daniel"),
    ("chinese", "female"): ("Mei", "Yan"),
    ("chinese", "last"): ("Leung-Hart", "Zhou", "Fong"),
    ("african", "male"): ("Kwabena", "Tunde", "Emmanuel", "Yusuf"),
    ("african", "female"): ("Adaeze", "Grace", "Fatou"),
    ("african", "last"): ("Oyelaran", "Mbekani", "Asantewa", "Kamaradze"),
    ("arab", "male"): ("Khalid", "Rebwar", "Omar"),
    ("arab", "female"): ("Layla", "Shirin"),
    ("arab", "last"): ("Al-Nasiri", "Haddadin", "Barzanji"),
}

FOUND = {
    "drugs": (
        "Small bag of herbal cannabis",
        "3 wraps of white powder",
        "Grinder and half a joint",
        "£460 cash, two phones, 14 wraps",
        "Cannabis resin approx 4g",
        "12 tablets in a snap bag",
        "One wrap brown powder",
        "Vape containing suspected spice",
    ),
    "psychoactive": ("Foil pouch of suspected spice",),
    "weapons": ("Lock knife", "Kitchen knife, 8 inch", "Screwdriver, sharpened", "Hammer", "Knuckleduster"),
    "threaten_harm": ("Lock knife", "Half a pool cue", "Small multi-tool"),
    "firearms": ("BB pistol and pellets",),
    "theft_article": ("Bolt croppers", "Screwdriver, torch and gloves", "Foil-lined bag", "Window punch"),
    "stolen": (
        "Mobile phone, victim's",
        "Meat and spirits with tags on",
        "Two power tools, marked",
        "Purse and bank cards",
    ),
    "damage_article": ("Two spray cans", "Lighter and a bottle of petrol"),
    "game": ("Two rabbits, net, lamp",),
    "wildlife": ("Three eggs in a box",),
}

HEADER = (
    "Practice data",
    "URN",
    "Log number",
    "Search date/time",
    "Recorded date/time",
    "LPU",
    "Location",
    "Latitude",
    "Longitude",
    "Search type",
    "Operation",
    "Stopped under s163",
    "Power",
    "Object of search",
    "Grounds for search",
    "Person name",
    "Date of birth",
    "Home address",
    "Age",
    "Gender",
    "Self-defined ethnicity",
    "Reason ethnicity not stated",
    "Officer-defined ethnicity",
    "Vulnerable person",
    "Vehicle registration",
    "Search level",
    "Search authorised by",
    "Where searched",
    "Same sex officer",
    "Appropriate adult present",
    "Parent informed",
    "Safeguarding referral",
    "Interpreter",
    "GOWISELY recorded",
    "Receipt",
    "Handcuffs used",
    "Use of force form",
    "BWV",
    "BWV reference",
    "BWV kept until",
    "Duration (minutes)",
    "Section 60 authority",
    "Item found",
    "Outcome",
    "Outcome linked to object",
    "Officer",
    "Officer name",
    "Team",
    "Supervisor",
    "Supervisor review date",
    "Complaint",
)


def invented_address(dice: Dice, place: Place) -> str:
    """A house in a street and a postcode that do not exist."""
    street = dice.pick(place.streets)
    door = f"Flat {dice.below(8) + 1}, {dice.below(90) + 2}" if dice.chance(20) else str(dice.below(140) + 2)
    code = (
        f", {place.district} {dice.below(9) + 1}{dice.pick('ABDEFGH')}{dice.pick('JLNPQRS')}" if dice.chance(45) else ""
    )
    return f"{door} {street}{code}"


def invented_phone(dice: Dice) -> str:
    """A number from the ranges kept free for fiction: mobiles, and a town that is not there."""
    last = f"{dice.below(1000):03d}"
    return dice.pick((f"07700 900{last}", f"07700900{last}", f"+44 7700 900 {last}", f"01632 960{last}"))


def invented_plate(dice: Dice) -> str:
    """A registration of a year that has not come."""
    area, letters = dice.pick(("DK", "PN", "MX", "CX", "DG")), "ABCEGHJKLMNPRSTUVWXY"
    return f"{area}{dice.below(6) + 93} {dice.pick(letters)}{dice.pick(letters)}{dice.pick(letters)}"


def invented_date(dice: Dice, born: datetime) -> str:
    """A date of birth as officers write it."""
    return dice.pick((f"{born:%d/%m/%Y}", f"{born:%d.%m.%y}", f"{born.day} {born:%B} {born.year}"))
