"""Phone numbers as people write them in France -> E.164 (« +33639980000 »)."""

import re
from dataclasses import dataclass

import phonenumbers

from members.sheets.vocabulary import words_of

_REGION = "FR"
_NUMBER = re.compile(r"(?:\+|\(\+|\b00)?\(?\d[\d\s./()\u00a0\u202f\u2011_-]{6,24}\d")
_OVERSEAS = {262, 508, 590, 594, 596, 681, 687, 689}
_JOINED = re.compile(r"(?<=\d)\s*(?:/|;|,|\bou\b|\bet\b|\n)\s*(?=(?:\+|00|0|\())")
_EMPTY_NOTES = words_of(
    "tel tél téléphone port portable fixe mobile ou et non aucun aucune néant sans x ? nc n/a no none"
)


@dataclass(frozen=True)
class Phones:
    """`numbers` in E.164, in the order written; `notes`: the words beside them; `wrong`: digits no phone can have."""

    numbers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


def read_phones(text: str) -> Phones:
    """All the numbers of a cell. A number the spreadsheet robbed of its first 0 (639980000) gets it back."""
    numbers: list[str] = []
    notes: list[str] = []
    wrong: list[str] = []
    text = re.sub(r"\bO(?=\d)", "0", text.replace("\u00a0", " ").replace("\u202f", " "))
    for part in _JOINED.split(text):
        rest = part
        for found in _cut_runs(part):
            number = read_phone(found)
            rest = rest.replace(found, " ", 1)
            if number is None:
                wrong.append(found.strip())
            elif number not in numbers:
                numbers.append(number)
        note = _tidy_note(rest)
        if any(sign.isdigit() for sign in note):
            wrong.append(note)
        elif note:
            notes.append(note)
    return Phones(tuple(numbers), tuple(notes), tuple(wrong))


def read_phone(text: str) -> str | None:
    """One number in E.164, None when no phone can have it."""
    signs = re.sub(r"[^\d+]", "", text.replace("(0)", ""))
    plus = signs.startswith(("+", "00"))
    digits = signs.lstrip("+").removeprefix("00") if plus else signs.replace("+", "")
    if plus or (len(digits) == 11 and digits.startswith("33")) or _is_overseas(digits):
        candidate = f"+{digits}"
        if digits.startswith("330") and len(digits) == 12:  # +33 06…
            candidate = f"+33{digits[3:]}"
    elif len(digits) == 9 and digits[0] in "1234567":
        candidate = f"0{digits}"
    else:
        candidate = digits
    try:
        number = phonenumbers.parse(candidate, _REGION)
    except phonenumbers.NumberParseException:
        return None
    national = str(number.national_number)
    if number.country_code == 33 and (len(national) != 9 or national[0] in "08" or len(set(national)) < 3):
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _is_overseas(digits: str) -> bool:
    return len(digits) == 12 and int(digits[:3]) in _OVERSEAS


def _cut_runs(text: str) -> list[str]:
    """Runs of digits that may be numbers; twenty digits side by side are two numbers of ten."""
    runs: list[str] = []
    for found in _NUMBER.findall(text):
        run = found.strip(" .-_(/")
        if len(re.sub(r"\D", "", run)) == 20 and re.sub(r"\D", "", run).startswith("0"):
            seen = 0
            for position, sign in enumerate(run):
                seen += sign.isdigit()
                if seen == 10:
                    runs += [run[: position + 1], run[position + 1 :].strip(" .-_/")]
                    break
        else:
            runs.append(run)
    return runs


def _tidy_note(text: str) -> str:
    note = " ".join(text.split()).strip(" .,;:/-()+")
    return "" if note.casefold() in _EMPTY_NOTES else note
