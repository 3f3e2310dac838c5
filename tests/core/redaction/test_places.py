"""Places are found by their sort, by their streets and by what stands before them; those of no name are none."""

import pytest

from app.core.redaction.find import find
from tests.core.redaction.rules import RULES


def places(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find(text, RULES) if one.kind == "ADDRESS"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Stopped near Halewick stn by two officers.", ["Halewick stn"]),
        ("He ran onto the Copley Farm estate again.", ["Copley Farm estate"]),
        ("Seen at the Dog & Partridge PH at noon.", ["the Dog & Partridge PH"]),
        ("Left Brayfield Trading Est at speed.", ["Brayfield Trading Est"]),
        ("Fight outside Quaysters nightclub, two hurt.", ["Quaysters nightclub"]),
        ("A pupil of Fenwold Academy was there.", ["Fenwold Academy"]),
        ("seen leaving weirside retail pk by staff", ["weirside retail pk"]),
        ("MALE DETAINED O/S THE BLUE HERON PH BY STAFF", ["THE BLUE HERON PH"]),
        ("taken to royal infirmary by his mum", ["royal infirmary"]),
        ("Recall from HMP Halewick on Monday.", ["HMP Halewick"]),
        ("Pupil of Ysgol Bryn Helyg ran off.", ["Ysgol Bryn Helyg"]),
        ("He ran to Halewick sorting office in tears.", ["Halewick sorting office"]),
        ("Her uncle works at Quayster nick as a cook.", ["Quayster nick"]),
        ("Met by the Copley Park skate bowl at noon.", ["the Copley Park skate bowl"]),
        ("A lad from Larkspur Close flats was there.", ["Larkspur Close flats"]),
        ("Seen at Fenwold Walk-in Centre later on.", ["Fenwold Walk-in Centre"]),
        ("Lost in Copley Street car park level 4 by then.", ["Copley Street car park level 4"]),
        ("Stopped on the A9731 northbound near Fenwold Hatch by us.", ["A9731 northbound near Fenwold Hatch"]),
        ("taken off at junction 9 of the m99 by us", ["junction 9 of the m99"]),
        ("He did 94 in an Audi A3 at 70 limit.", []),
        ("A grey Audi A3 near us was left.", []),
        ("lost it on the m99 near j7 by then", ["m99 near j7"]),
    ],
)
def test_buildings_and_grounds_with_their_sort(text: str, found: list[str]) -> None:
    assert places(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Theft at Asda, Larkspur St today.", ["Asda, Larkspur St"]),
        ("He left the Co-op on Larkspur Street at noon.", ["the Co-op on Larkspur Street"]),
        ("Theft at B&M, Larkspur St today.", ["B&M, Larkspur St"]),
        ("Lives above: Garden Flat, 8 Larkspur Road still.", ["Garden Flat, 8 Larkspur Road"]),
        ("He left the rear of 14-18 Larkspur Road again.", ["rear of 14-18 Larkspur Road"]),
        ("Flat over the bakery, 6 Larkspur Street is hers.", ["Flat over the bakery, 6 Larkspur Street"]),
        ("Lives at 9 Copley St L5 now.", ["9 Copley St L5"]),
        ("Seen by 2 Back Copley St again.", ["2 Back Copley St"]),
        ("Home is Flat 2b, 14 Copley Ct, Halewick.", ["Flat 2b, 14 Copley Ct, Halewick"]),
        ("Address 40 Clos Y Felin in the end.", ["40 Clos Y Felin"]),
        ("he went to 12 the paddock by himself", ["12 the paddock"]),
        ("stopped danny on copley road again by ourselves", ["copley road"]),
        ("Lost it at Larkspur Rd jnct City Rd by then.", ["Larkspur Rd", "City Rd"]),
    ],
)
def test_streets_with_what_stands_beside_them(text: str, found: list[str]) -> None:
    assert places(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("manager of The Wheatsheaf rang us", ["The Wheatsheaf"]),
        ("fight at the red lion, two males gone", ["the red lion"]),
        ("BROUGHT HERE AFTER A FIGHT IN HALEWICK BY TWO OFFICERS", ["HALEWICK"]),
        ("he said no more and went off towards halewick.", ["halewick"]),
        ("She lives by St Aldates now.", ["St Aldates"]),
    ],
)
def test_places_with_no_word_of_their_sort(text: str, found: list[str]) -> None:
    assert places(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "He was taken to the police station and then home.",
        "I walked through the car park of the supermarket to the bus station.",
        "Told to go home and give way at the next street.",
        "His phone was close, in plain view, on a slip road.",
        "seen outside a shop near the town centre, nothing else known",
        "MALE STOPPED IN THE STREET NEAR A SCHOOL AND THEN IN A CAR PARK",
        "The driver's house is on the main road past the retail park.",
        "Search of Abdi. Grounds recorded. Home at noon.",
    ],
)
def test_a_sort_of_place_by_itself_is_no_place(text: str) -> None:
    assert places(text) == []


def test_a_town_is_covered_even_where_what_came_of_it_is_said_around_it() -> None:
    text = "Arrested and conveyed to Halewick custody."
    assert any(text[one.start : one.end] == "Halewick" and one.kind != "OUTCOME" for one in find(text, RULES))
