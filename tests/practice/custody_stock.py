"""The stock of the practice custody extract: suites, sergeants, offences, all invented. Places and names: stock.py."""

from dataclasses import dataclass

from app.core.resources import root
from app.core.schemes.parse import parse_mapping

SUITES = {
    "chester": "Cloister House",
    "ellesmere_port": "Cloister House",
    "crewe": "Brine House",
    "macclesfield": "Brine House",
    "northwich": "Brine House",
    "congleton": "Brine House",
    "runcorn": "Wire House",
    "warrington": "Wire House",
    "widnes": "Wire House",
}
"""By local policing unit. No suite has such a name."""


@dataclass(frozen=True)
class Keeper:
    """A custody sergeant of a suite's team."""

    suite: str
    number: str
    name: str
    team: str


KEEPERS = tuple(
    Keeper(suite, str(1311 + 23 * (unit * 4 + number)), name, f"{suite} Team {1 + number % 3}")
    for unit, (suite, names) in enumerate(
        (
            ("Cloister House", ("Birtwell", "Cawthra", "Dunnett", "Eckersall")),
            ("Brine House", ("Farrimond", "Gathercole", "Haslam-Reid", "Ibbotson")),
            ("Wire House", ("Jolliffe", "Kenyatta-Moss", "Livesey", "Mellalieu")),
        )
    )
    for number, name in enumerate(names)
)
INSPECTORS = ("0611", "0624", "0637", "0650")

OFFENCES = {
    "violence": ("Violence", ("Assault occasioning actual bodily harm", "Common assault", "Wounding", "Affray")),
    "domestic": ("Domestic", ("Breach of non-molestation order", "Assault on partner", "Controlling behaviour")),
    "theft": ("Theft", ("Shop theft", "Burglary other than a dwelling", "Vehicle interference", "Theft of a bicycle")),
    "drugs": ("Drug offences", ("Possession with intent to supply class A", "Possession of class B", "Production")),
    "weapons": ("Possession of weapons", ("Bladed article in public", "Offensive weapon")),
    "public_order": (
        "Drunk and disorderly",
        ("Drunk and disorderly", "Public order section 4", "Public order section 5"),
    ),
    "damage": ("Criminal damage", ("Criminal damage to vehicles", "Arson not endangering life")),
    "driving": ("Road traffic", ("Drink driving", "Drug driving", "Dangerous driving")),
    "warrant": ("Warrant", ("Warrant not backed for bail", "Breach of bail", "Recall to prison")),
}
"""By pool of grounds: the group as the system writes it, and offences of it."""

USUAL = (
    "violence", "violence", "violence", "domestic", "domestic", "domestic", "theft", "theft", "theft", "drugs", "drugs",
    "weapons", "public_order", "public_order", "damage", "driving", "driving", "warrant",
)  # fmt: skip
NECESSITY = (
    "Prompt and effective investigation",
    "Prevent harm",
    "Prevent disappearance",
    "Protect child or vulnerable person",
    "Address",
    "Name",
)
LANGUAGES = {
    "polish": ("Polish", "Romanian", "Lithuanian"),
    "arab": ("Arabic", "Kurdish Sorani"),
    "asian": ("Urdu", "Bengali"),
    "chinese": ("Mandarin",),
    "african": ("French", "Amharic"),
}
OUTCOMES = (
    "Charged - bailed", "Charged - bailed", "Charged - remanded", "Pre-charge bail", "Pre-charge bail",
    "Pre-charge bail", "RUI", "RUI", "NFA", "NFA", "NFA", "Caution", "CR",
)  # fmt: skip


def header(layout: str, *, unknown: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The columns of one of the three files: what its layout knows, in its order, and what it does not."""
    mapping = parse_mapping((root() / "mappings" / f"{layout}.toml").read_bytes(), f"{layout}.toml")
    return (*mapping.ignored, *mapping.columns, *unknown)
