"""Names where no capitals tell them: all in small letters, or all in capitals."""

import pytest

from app.core.redaction.find import find
from app.core.redaction.words import Worded
from tests.core.redaction.rules import RULES


def names(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find(text, RULES) if one.kind == "NAME"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("male nominal kasprovic seen leaving the shop", ["kasprovic"]),
        ("driver levko smallbourne was on his phone", ["levko smallbourne"]),
        ("suspect mizrahan pushed her and ran off", ["mizrahan"]),
        ("went there with his mate jezdan and ran", ["jezdan"]),
        ("spoke with her nan carol who came to collect", ["carol"]),
        ("passenger known as gibbsy, no details given", ["gibbsy"]),
        ("nick name spud, no details given", ["spud"]),
        ("says big malkov sent him to collect it", ["big malkov"]),
        ("staff named him as stuvan before we came", ["stuvan"]),
        ("taken there by son tanvirul on foot", ["tanvirul"]),
        ("PARTNER TREVANNICK WAS WITH HER WHEN STOPPED", ["TREVANNICK"]),
        ("IP PENHALIGAN RUNG AND TOLD OF THE RESULT", ["PENHALIGAN"]),
        ("CARD IN NAME OF A J PEMBRIDGE WAS FOUND ON HIM", ["A J PEMBRIDGE"]),
        ("given to j. whittaker and l. whittaker by staff", ["j. whittaker", "l. whittaker"]),
        ("was with lily-mae hartson and umar f. in the shop", ["lily-mae hartson", "umar f"]),
        ("stopped faith mbekani on the corner again", ["faith mbekani"]),
        ("only gave the name “trixa” to us and left", ["trixa"]),
    ],
)
def test_names_in_letters_of_one_size(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "driver stopped and passenger door opened, male ran off with female behind him",
        "suspect vehicle seen by staff, victim upset and witness told to wait outside",
        "will read the form and may ask for a copy, hope that is ok",
        "SUBJECT SEARCHED BY OFFICERS AND NOTHING ELSE SAID OR DONE BY ANYONE",
        "MALE DRIVER WAS ASKED TO WAIT WITH HIS FRIEND BY THE WALL",
        "black male in green jacket pushed another male over and walked away",
    ],
)
def test_words_of_every_day_are_nobody(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "mixed"),
    [
        ("I saw Gethin there. he was with two others by the gate.", [True] * 4 + [False] * 8),
        ("I saw Gethin there. seen by PC on BWV.", [True] * 4 + [False] * 5),
        ("I saw Gethin there. It was he.", [True] * 7),
    ],
)
def test_where_capitals_tell_a_name(text: str, mixed: list[bool]) -> None:
    assert list(Worded(text).mixed) == mixed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Seen at noon. Petrenko (cell 11) was asleep.", ["Petrenko"]),
        ("Seen at noon. Aftercare (cell 11) was given.", []),
        ("HATE CRIME: he said I'm upset and I'd go.", []),
        ("I spoke to the ONLINE team. Backup came.", []),
    ],
)
def test_a_word_that_opens_a_sentence_is_somebody_where_it_is_none_of_every_day(text: str, found: list[str]) -> None:
    assert names(text) == found
