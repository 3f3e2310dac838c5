"""Each rule of ``resources/redaction`` by itself: what it finds, what comes near and is none, what fails its check."""

import pytest

from app.core.redaction.findings import Certainty
from tests.core.redaction.rules import RULES

ROWS = (  # the rule, what it finds, what only comes near
    ("email", "to b.hale@post.example now", "meet @ noon"),
    ("email_spelt", "b.hale (at) post (dot) example", "he was (at) home"),
    ("web_address", "see https://news.example/a?b=1", "see http"),
    ("web_address_bare", "on haleroofs.co.uk again", "on the co. list"),
    ("handle", "by @some_lad99 at noon", "b@post and @ two"),
    ("handle_named", "snapchat is hale.99", "snapchat is down"),
    ("ip_address", "from 192.0.2.44 at noon", "from 192.0.2 at noon"),
    ("phone", "rang 01632 960 044 twice", "rang 016 twice"),
    ("phone_abroad", "from +48 600 100 200", "from +4 people"),
    ("phone_part", "a number ending 4471", "a number of people"),
    ("nhs_number", "band 943 476 5919", "band 943 476 591"),
    ("national_insurance", "card AB 12 34 56 C", "card AB 12 34 C"),
    ("driving_licence", "HALEB 901234 A99XY", "HALEB 9012 A99XY"),
    ("passport_new", "AB1234567 held", "AB123 held"),
    ("passport", "passport no 123456789", "passport no good"),
    ("postcode", "in CW45 5BQ again", "in CW455 again"),
    ("postcode_district", "post code CW45 only", "post code unknown"),
    ("registration", "AB51 ABC outside", "AB5 ABC outside"),
    ("registration_prefix", "A123 BCD outside", "A1234 BCD outside"),
    ("registration_suffix", "ABC 123D outside", "ABC 1234D outside"),
    ("registration_named", "index AB12 seen", "index of names"),
    ("chassis_number", "VIN WBA3A5C58DF123456", "VIN WBA3A5C58DF12345"),
    ("device_number", "imei 356938035643809", "imei not known"),
    ("bank_account", "sort code 20-00-00", "sort code not known"),
    ("date_of_birth", "born 3 May 1990", "born in Crewe"),
    ("date_figures", "on 14.06.2025 he", "on 14.06 he"),
    ("date_words", "on Friday 6th June 2025", "on Friday in June"),
    ("date_month_first", "June 6, 2025 it", "June was wet"),
    ("pnc_id", "2001/0000123K checked", "2001/K checked"),
    ("cro_number", "CRO 12345/21F", "CRO unknown"),
    ("reference_named", "log 1234 refers", "log book lost"),
    ("reference_shape", "AB/12/3456 refers", "and/or refers"),
    ("reference_run", "ref AB123456 there", "ref AB12 there"),
    ("officer_number", "PC 4521 spoke", "PC spoke"),
    ("number_behind_name", "PC Hale 4521 spoke", "PC Hale spoke 45 times"),
    ("number_of_somebody", "searched by 4521.", "searched by 1430hrs"),
    ("numbers_that_follow", "officers 4521 and 4522", "officers and cars"),
    ("number_written_down", "his collar number, which I saw, 4521", "his collar was up"),
    ("exhibit_mark", "bagged BH/1 then", "bagged N/A then"),
    ("number_of_a_day", "log 123 of today", "one of today"),
    ("serial_with_letters", "taser X2900ZZ41 drawn", "taser drawn"),
    ("registration_letters", "plate ABC only", "plate of food"),
    ("house_number", "ran to number 14 then", "ran to number one"),
    ("postcode_area_alone", "lives in CW45 now", "lives in Q45 now"),
    ("unit", "Flat 2, Mill House", "Flat 2 is dark"),
    ("house_name", "The Old Forge, Church Walk", "The Old Forge, then home"),
    ("premises", "outside Hale Primary then", "outside a primary then"),
    ("premises_called", "outside the Crown at noon", "outside the shop at noon"),
    ("web_page", "at haleroofs.example/contact", "at haleroofs or so"),
    ("handle_joined", "known as kd_99 there", "known as kd there"),
    ("handle_after", "snapchat name was kd.hale.x", "snapchat name was long"),
    ("phone_extension", "on ext 4471", "on the extension"),
    ("registration_part", "saw AB51 A then", "saw AB51 then"),
    ("reference_letters", "OEL 1234/5 refers", "OEL refers"),
    ("date_spaced", "on 14 06 2025 he", "on 14 06 he"),
    ("date_spelt", "the third of November", "the third of them"),
    ("date_welsh", "3 Ionawr 2025", "3 Ionawr"),
    ("initial_and_surname", "B Hale-Snape ran", "A Hale ran"),
    ("letters_of_a_name", "spelt H A L E to me", "spelt G-O-W-I-S-E-L-Y out"),
    ("welsh_street", "on heol y bryn now", "on bryn-1 now"),
    ("collar_number", "warrant card, no. 50718", "warrant card shown"),
    ("number_given", "my collar number is 4521", "the number is known"),
    ("grid_reference", "at SJ 4056 6612", "at SJ 4056 661"),
    ("coordinates", "53.19301, -2.89312", "53.1 and 2.8"),
    ("three_words", "///table.spoon.fence", "///table"),
    ("nickname_quoted", "known as “Little Mo”", "known as a thief"),
    ("numbered_house", "lives at 3 The Paddocks", "came at 3 October"),
    ("house_of_somebody", "neighbour at 31 heard", "neighbour at 3pm heard"),
    ("floor", "first floor flat", "first floor landing"),
    ("date_without_year", "on 2nd Oct he", "on 2nd he"),
    ("day_and_date", "on Sat 17th he", "on Sat he"),
    ("day_and_month", "court 19/11 then", "court 19/31 then"),
    ("numbers_listed", "team: 1120, 1877 and 0931", "team: 1120, 1130"),
    ("number_long", "staff no 118834", "staff no 118"),
    ("reference_figures", "2026/00418832 says", "2026/04 says"),
    ("exhibit_named", "exhibit LM3 bagged", "exhibit bagged"),
    ("registration_foreign", "plated B 114 XYZ", "plated B 114"),
    ("number_behind_anybody", "Hale 4527 signed", "Hale 1430 signed"),
    ("identity_code", "an IC3 male", "an IC8 male"),
    ("self_defined_code", "self defined W1", "room W1"),
    ("self_defined_alone", "male (W2) there", "the W2 form"),
    ("colour_alone", "two black, one", "a black car"),
    ("country", "came from Albania", "on Albania Street"),
    ("colour_of_person", "a black male ran", "a black van ran"),
    ("colour_after", "he was white and", "he was white jacket"),
    ("ethnic_group", "an African Caribbean gent", "an african violet"),
    ("skin", "dark complexion", "dark coat"),
    ("nationality", "he is Polish", "a Polish takeaway"),
    ("people_of_a_nation", "two Poles ran", "two poles fell"),
    ("own_nationality", "a Scottish male", "a Scottish pound"),
    ("language", "spoke Urdu to him", "spoke to him"),
    ("religion", "wore a hijab", "wore a hood"),
    ("arrest", "was arrested for theft", "was rested"),
    ("charge", "remanded today", "in charge today"),
    ("found", "nothing was found", "nothing was said"),
    ("item_found", "a knife was recovered", "a knife was mentioned"),
    ("found_item", "found a machete", "found a seat"),
    ("test_result", "breath test zero", "breath test done"),
    ("something_found", "slippers found", "slippers not found"),
    ("came_of_it", "words, verbal advice", "he said nothing."),
    ("slur", "called her a polack", "called her a taxi"),
    ("officer_defined", "ODE 1", "ODE unknown"),
)  # fmt: skip
FAILING = (  # the rule, and a text with its shape that fails its own check
    ("phone", "rang 04632 960 044 twice"),
    ("nhs_number", "nhs 943 476 5918"),
    ("national_insurance", "card DQ 12 34 56 C"),
    ("driving_licence", "HALEB 913434 A99XY"),
    ("postcode", "address QQ45 5BQ"),
    ("registration", "AB30 ABC outside"),
    ("registration_prefix", "reg I123 BCD"),
    ("registration_suffix", "reg ABC 123O"),
    ("date_of_birth", "born 31/02/1990"),
    ("date_figures", "on 41.16.2025 he"),
    ("date_words", "on 31st June 2025"),
    ("date_month_first", "June 31, 2025"),
    ("pnc_id", "2001/0000123A checked"),
    ("date_without_year", "on 31 June he"),
)
BY_ID = {rule.id: rule for rule in RULES.patterns}


def test_every_rule_has_a_row() -> None:
    assert [rule for rule, _, _ in ROWS] == [rule.id for rule in RULES.patterns]


@pytest.mark.parametrize(("rule", "found", "near"), ROWS, ids=[rule for rule, _, _ in ROWS])
def test_a_rule_finds_its_own_and_not_what_comes_near(rule: str, found: str, near: str) -> None:
    assert BY_ID[rule].find_anywhere(found) != []
    assert BY_ID[rule].find_anywhere(near) == []


@pytest.mark.parametrize(("rule", "text"), FAILING, ids=[rule for rule, _ in FAILING])
def test_what_fails_its_own_check_is_never_sure(rule: str, text: str) -> None:
    assert BY_ID[rule].pattern.search(text) is not None
    assert all(one.certainty < Certainty.SURE for one in BY_ID[rule].find_anywhere(text))
