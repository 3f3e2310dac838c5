"""An identifier's own check: its date part, its check digit, its letters. What fails is never called sure.

Each check takes the words as they stand and says whether they can be such a number.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Collection, Mapping
from typing import Final

_NOT_WORDS = re.compile(r"[^a-z0-9]")
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_INWARD = re.compile("[0-9][abd-hjlnp-uw-z]{2}")
_PNC = re.compile(r"(?:[0-9]{2}){1,2}/[0-9]{1,7}[A-Za-z]")
_PNC_LETTERS: Final = "ZABCDEFGHJKLMNPQRTUVWXY"


def bare(text: str) -> str:
    """A number without spaces and marks, in small letters."""
    return _NOT_WORDS.sub("", text.lower())


def is_phone(text: str) -> bool:
    """A number of Ofcom's National Telephone Numbering Plan: 0 and then 1, 2, 3, 5, 7 or 8, of 10 or 11 digits."""
    digits = re.sub("[^0-9]", "", text)
    for country in ("0044", "44"):
        if digits.startswith(country) and not text.strip().startswith(("0 ", "(0")):
            digits = "0" + digits.removeprefix(country).removeprefix("0")
            break
    wanted = (11,) if digits[1:2] in ("2", "3", "5", "7") else (10, 11)
    return digits[:1] == "0" and digits[1:2] in "123578" and len(digits) in wanted


def is_nhs(text: str) -> bool:
    """An NHS number: the tenth digit is 11 less the weighted sum of the others modulo 11 (NHS Data Dictionary)."""
    digits = [int(digit) for digit in re.sub("[^0-9]", "", text)]
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    wanted = (11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits[:9], strict=True)) % 11) % 11
    return wanted == digits[9]


def is_national_insurance(text: str) -> bool:
    """A National Insurance number: no D, F, I, Q, U, V in front, no O second, no prefix kept back, A to D last."""
    number = bare(text)
    return (
        number[0] not in "dfiquv"
        and number[1] not in "dfioquv"
        and number[:2] not in ("bg", "gb", "kn", "nk", "nt", "tn", "zz")
        and number[8] in "abcd"
    )


def is_driving_licence(text: str) -> bool:
    """A driver number: 9s only behind letters of the name, and a month (51 to 62 for women) and day that there are."""
    number = bare(text)[:16]
    month, day = int(number[6:8]), int(number[8:10])
    name = number[:5].rstrip("9")
    return name.isalpha() and (1 <= month <= 12 or 51 <= month <= 62) and 1 <= day <= monthrange(2000, month % 50)[1]


def is_registration(text: str) -> bool:
    """A registration of today's form: age 02 to 29 or 51 to 79, no I, Q or Z in front, no I or Q behind (DVLA)."""
    mark = bare(text)
    age = int(mark[2:4])
    return not set(mark[:2]) & set("iqz") and not set(mark[4:]) & set("iq") and (2 <= age <= 29 or 51 <= age <= 79)


def is_prefix_registration(text: str) -> bool:
    """A registration of 1983 to 2001: a year letter (no I, O, Q, U, Z), a number, three letters without I, Q, Z."""
    mark = bare(text)
    return mark[0] not in "iouz" and not set(mark[-3:]) & set("iqz")


def is_suffix_registration(text: str) -> bool:
    """A registration of 1963 to 1983: three letters without I, Q, Z, a number, a year letter (no I, O, Q, U, Z)."""
    mark = bare(text)
    return mark[-1] not in "ioquz" and not set(mark[:3]) & set("iqz")


def is_named_registration(text: str) -> bool:
    """What may follow “plate” or “reg”, part of a mark too: two letters or figures at least, and not a time."""
    return 2 <= len(bare(text)) <= 8 and not re.fullmatch(
        r"\d{1,2}[ap]m|\d+(?:st|nd|rd|th|s|hrs?|min|mins)", bare(text)
    )


def is_pnc(text: str) -> bool:
    """A PNC number: its letter is year and serial modulo 23, of ZABCDEFGHJKLMNPQRTUVWXY."""
    number = text.replace(" ", "")
    if not _PNC.fullmatch(number):
        return False
    year, _, serial = number.partition("/")
    return _PNC_LETTERS[int(year[-2:] + serial[:-1].zfill(7)) % 23] == serial[-1].upper()


def is_date(text: str) -> bool:
    """A day that there is, whichever order it is written in; a year by itself is one too."""
    words = text.lower()
    month = next((at for at, name in enumerate(MONTHS, 1) if re.search(rf"(?<![a-z]){name}", words)), 0)
    numbers = [int(found) for found in re.findall("[0-9]+", words)]
    if month:
        days = [number for number in numbers[:-1] if number <= 31] or [1]
        return 1 <= days[0] <= monthrange(2000, month)[1]
    if len(numbers) == 1:
        return _is_run(str(numbers[0]).zfill(len(re.sub("[^0-9]", "", words))))
    day, month = (numbers[2], numbers[1]) if numbers[0] > 31 else (numbers[0], numbers[1])
    return _is_day(day, month) or _is_day(month, day)


def _is_run(digits: str) -> bool:
    """Digits without marks: a year, or day, month and year."""
    if len(digits) == 4:
        return digits[:2] in ("19", "20")
    return _is_day(int(digits[:2]), int(digits[2:4]))


def _is_day(day: int, month: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(2000, month)[1]


def is_no_time(text: str) -> bool:
    """Digits that are not plainly something else: a year, a time on the hour."""
    return len(bare(text)) > 1


def is_no_times(text: str) -> bool:
    """Numbers of which one at least is no time of day."""
    numbers = re.findall("[0-9]+", text)
    return any(len(number) != 4 or int(number[:2]) > 23 or int(number[2:]) > 59 for number in numbers)


def is_day_and_month(text: str) -> bool:
    """A day of a month, in figures."""
    day, month = (int(number) for number in re.findall("[0-9]+", text))
    return _is_day(day, month)


def is_collar(text: str) -> bool:
    """A number that an officer may wear: three figures or more, or letters before two."""
    return len(bare(text)) > 2


def is_reference(text: str) -> bool:
    """What may follow “log” or “crime number”: two figures at least, and neither a time nor a date nor a year alone."""
    words = text.lower()
    if re.fullmatch(
        r"\d{1,2}[.:]\d{2}(?:hrs|pm|am)?|\d{1,2}[ap]m|\d{1,3}(?:st|nd|rd|th|s|cm|mm|g|kg|mg|ml|m|yrs?|hrs?|mins?)",
        words,
    ):
        return False
    return not re.fullmatch(r"(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", words)


def is_reference_shape(text: str) -> bool:
    """Letters and figures in several parts, such as a system makes them: not a range, a speed, a share or a word."""
    words = text.lower()
    parts = re.split("[/-]", words)
    if re.fullmatch(r"\d+[a-z]{0,5}[/-]\d+[a-z]{1,5}", words) or re.fullmatch(r"[a-z]+[/-]\d{1,2}", words):
        return False
    return sum(character.isdigit() for character in words) >= 4 and any(
        part.isdigit() or (len(part) > 2 and any(map(str.isdigit, part))) for part in parts
    )


def is_reference_of_letters(text: str) -> bool:
    """Letters with figures behind: not a word with a time of day, nor with a telephone number."""
    figures = re.sub("[^0-9]", "", text)
    return not (re.fullmatch(r"[A-Z]+\s\d{4}", text) and not is_no_times(text)) and not is_phone(figures)


def is_begun_registration(text: str) -> bool:
    """The first half of a registration of today's form: its letters and its age."""
    return is_registration(f"{bare(text)}abc")


def is_grid(text: str) -> bool:
    """An Ordnance Survey grid reference: as many figures east as north."""
    return len(re.sub("[^0-9]", "", text)) in (6, 8, 10)


def postcode_check(areas: Collection[str]) -> Callable[[str], bool]:
    """The check of a postcode: an area of these, and an inward code without C, I, K, M, O, V (Royal Mail)."""

    def is_postcode(text: str) -> bool:
        code = bare(text)
        if code == "gir0aa":
            return True
        area = re.match("[a-z]+", code)
        return area is not None and area[0] in areas and _INWARD.fullmatch(code[-3:]) is not None

    return is_postcode


def district_check(areas: Collection[str]) -> Callable[[str], bool]:
    """The check of the first half of a postcode: an area of these."""

    def is_district(text: str) -> bool:
        area = re.match("[a-z]+", bare(text))
        return area is not None and area[0] in areas

    return is_district


CHECKS: Mapping[str, Callable[[str], bool]] = {
    "phone": is_phone,
    "nhs": is_nhs,
    "national_insurance": is_national_insurance,
    "driving_licence": is_driving_licence,
    "registration": is_registration,
    "registration_prefix": is_prefix_registration,
    "registration_suffix": is_suffix_registration,
    "registration_named": is_named_registration,
    "pnc": is_pnc,
    "date": is_date,
    "not_time": is_no_time,
    "not_times": is_no_times,
    "day_and_month": is_day_and_month,
    "collar": is_collar,
    "reference": is_reference,
    "reference_shape": is_reference_shape,
    "reference_letters": is_reference_of_letters,
    "registration_begun": is_begun_registration,
    "grid": is_grid,
}
"""By the name that a rule gives; ``postcode`` is made of the areas that are known."""
