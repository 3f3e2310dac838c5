"""Spellings of vocabularies that exports were seen to use, and the ones that are left for a person to say."""

import pytest

from app.intake.cells import vocabulary_reader
from tests.intake.headers import library


@pytest.mark.parametrize(
    ("kind", "vocabulary", "text", "code"),
    [
        ("stop_search", "sde", "Pakistani", "A2"),
        ("stop_search", "sde", "Any other black background", "B9"),
        ("stop_search", "sde", "R - Refused", "N4"),
        ("stop_search", "sde", "Declined", "N4"),
        ("stop_search", "sde", "N/K", "NS"),
        ("stop_search", "sde", "Not asked", "NS"),
        ("stop_search", "sde", "Unknown", "NS"),
        ("stop_search", "sde", "N4 - Declined to define", "N4"),
        ("stop_search", "sde", "White - Roma", "W4"),
        ("stop_search", "sde", "Asian or Asian British - Indian", "A1"),
        ("stop_search", "sde", "Black, Black British, Caribbean or African: African", "B2"),
        ("stop_search", "sde_reason", "Declined", "N4"),
        ("stop_search", "ode", "Chinese", "east_asian"),
        ("stop_search", "ode", "IC1 - White North European", "white_north"),
        ("stop_search", "ode", "IC4 - Asian", "asian"),
        ("stop_search", "ode", "IC9 - Unknown", "unknown"),
        ("stop_search", "receipt", "Y", "given"),
        ("stop_search", "object", "Knife", "weapons"),
        ("stop_search", "gender", "1", "male"),
        ("stop_search", "gender", "2", "female"),
        ("vehicle_stop", "stop_action", "Fixed penalty notice", "ticket"),
        ("vehicle_stop", "stop_action", "Verbal advice", "advice"),
        ("custody", "custody_outcome", "Bailed s47(3)", "bail"),
        ("custody", "custody_outcome", "Charged", "charged"),
        ("custody", "custody_outcome", "Remanded in custody", "charged_remanded"),
        ("custody", "custody_outcome", "Released without charge", "nfa"),
        ("custody", "log_entry", "Observation", "risk"),
        ("custody", "log_entry", "Meal", "needs"),
        ("vehicle_stop", "stop_reason", "document check only", "documents_only"),
        ("vehicle_stop", "stop_reason", "moving offence seen", "moving_offence"),
        ("vehicle_stop", "stop_reason", "No insurance", "marker"),
        ("vehicle_stop", "stop_reason", "ANPR marker", "marker"),
        ("vehicle_stop", "stop_reason", "road-safety operation", "road_safety"),
        ("vehicle_stop", "stop_action", "search of person", "search"),
        ("vehicle_stop", "stop_action", "search of vehicle", "search"),
        ("stop_search", "search_level", "No more than JOG", "jog"),
        ("stop_search", "power", "Sentencing Act 2020 s.342E", "s342e_sentencing"),
        ("use_of_force", "tactic", "PAVA", "pava_not_stated"),
        ("use_of_force", "tactic", "Taser", "ced_not_stated"),
        ("hate_incident", "crime_outcome", "16 - Victim declines", "oc16"),
        ("hate_incident", "strand", "Racially motivated", "race"),
        ("use_of_force", "tactic", "Handcuffed - non-compliant", "cuffs_resisting"),
    ],
)
def test_a_spelling_that_exports_use_is_known(kind: str, vocabulary: str, text: str, code: str) -> None:
    assert vocabulary_reader(library().scheme(kind).vocabularies[vocabulary])(text) == code


@pytest.mark.parametrize(
    ("kind", "vocabulary", "text"),
    [
        ("stop_search", "receipt", "O"),
        ("stop_search", "receipt", "N"),
        ("stop_search", "gender", "9"),
    ],
)
def test_a_word_that_may_mean_two_things_is_left_to_a_person(kind: str, vocabulary: str, text: str) -> None:
    assert vocabulary_reader(library().scheme(kind).vocabularies[vocabulary])(text) == text
