"""Is this the same person? The house's rules, on plain values.

In this order:

1. Years of birth more than one apart: two people.
2. Same name and same phone or e-mail: the same person. But two personal e-mails that differ, behind one phone, are
   two people, unless the year of birth is known and equal.
3. Two personal e-mails that differ: two people.
4. Same name in the same village (or a village unknown), or a near name in the same village or with the same phone or
   e-mail: probably the same. So is one name alone (« Paulette ») with the phone or e-mail of a whole one.

A name is the same without regard to accents, case, hyphens and order. An e-mail is personal when one name only goes
by it.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from members.folding import fold


class Likeness(Enum):
    SAME = "same"
    PROBABLE = "probable"
    OTHER = "other"


@dataclass(frozen=True)
class Person:
    """What tells people apart. `commune` is folded; `emails` in lower case; `phones` in E.164."""

    first_name: str
    last_name: str
    birth_year: int | None = None
    commune: str = ""
    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()

    @cached_property
    def name_key(self) -> str:
        return name_key(self.name)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def with_news(self, other: "Person") -> "Person":
        """What is known once another line speaks of the same person; a whole name completes one name alone."""
        whole = other if not self.last_name and _is_part(self.name_key, other.name_key) else self
        return Person(
            whole.first_name,
            whole.last_name,
            self.birth_year or other.birth_year,
            self.commune or other.commune,
            self.phones | other.phones,
            self.emails | other.emails,
        )

    @property
    def has_contact(self) -> bool:
        return bool(self.phones or self.emails)


@dataclass(frozen=True)
class Match:
    key: Hashable
    likeness: Likeness


def name_key(name: str) -> str:
    """Folded words of a name, in alphabetical order."""
    return " ".join(sorted(re.findall(r"[^\W_]+", fold(name))))


class Directory:
    """People known so far, found by name, phone, e-mail or village."""

    def __init__(self, names_by_email: dict[str, set[str]]) -> None:
        self._names_by_email = names_by_email
        self._people: dict[Hashable, Person] = {}
        self._by: dict[tuple[str, ...], set[Hashable]] = defaultdict(set)
        self._names_in: dict[str, dict[Hashable, str]] = defaultdict(dict)
        self._order: dict[Hashable, int] = {}

    def put(self, key: Hashable, person: Person) -> None:
        """Add somebody, or replace what is known of them."""
        self._order.setdefault(key, len(self._order))
        self._people[key] = person
        self._by["name", person.name_key].add(key)
        self._names_in[person.commune][key] = person.name_key
        for word in person.name_key.split():
            self._by["word", person.commune, word].add(key)
        for contact in person.phones | person.emails:
            self._by["contact", contact].add(key)

    def learn(self, key: Hashable, person: Person) -> None:
        """Add somebody, or what another line says of them."""
        known = self._people.get(key)
        self.put(key, known.with_news(person) if known else person)

    def person(self, key: Hashable) -> Person:
        return self._people[key]

    def find(self, person: Person) -> Match | None:
        """The person this is, or probably is; the likeliest, and among equals the first known."""
        matches = [
            Match(key, likeness)
            for key in sorted(self._candidates(person), key=self._order.__getitem__)
            if (likeness := self.compare(person, self._people[key])) is not Likeness.OTHER
        ]
        return min(matches, key=lambda match: self._distance(person, match), default=None)

    def _distance(self, person: Person, match: Match) -> tuple[bool, ...]:
        """Smallest for the likeliest: the same for certain, then the same name, contact, village and year."""
        other = self._people[match.key]
        return (
            match.likeness is not Likeness.SAME,
            person.name_key != other.name_key,
            not (person.phones & other.phones or person.emails & other.emails),
            person.commune != other.commune,
            person.birth_year != other.birth_year,
        )

    def _candidates(self, person: Person) -> set[Hashable]:
        """Everybody worth comparing: same name or contact anywhere, a common word or near letters in the village."""
        candidates = set(self._by["name", person.name_key])
        for contact in person.phones | person.emails:
            candidates |= self._by["contact", contact]
        if person.commune:
            for word in person.name_key.split():
                candidates |= self._by["word", person.commune, word]
            near = process.extract(
                person.name_key, self._names_in[person.commune], scorer=OSA.distance, score_cutoff=3, limit=None
            )
            candidates.update(key for _, _, key in near)
        return candidates

    def sharing_contact(self, person: Person) -> Iterable[Hashable]:
        """Those who go by one of the same phones or e-mails, first known first."""
        found = set().union(*(self._by["contact", contact] for contact in person.phones | person.emails))
        return sorted(found, key=self._order.__getitem__)

    def compare(self, one: Person, other: Person) -> Likeness:
        same_name = one.name_key == other.name_key
        shares_email = bool(one.emails & other.emails)
        shares_contact = shares_email or bool(one.phones & other.phones)
        near = names_are_near(one.name_key, other.name_key)
        if not (same_name or near or (shares_contact and _is_part(one.name_key, other.name_key))):
            return Likeness.OTHER
        if one.birth_year and other.birth_year and abs(one.birth_year - other.birth_year) > 1:
            return Likeness.OTHER
        own_emails = self._differing_emails(one, other)
        same_year = one.birth_year is not None and one.birth_year == other.birth_year
        if same_name and shares_contact and (same_year or not own_emails):
            return Likeness.SAME
        if own_emails:
            return Likeness.OTHER
        if same_name and not (one.has_contact or other.has_contact):
            identical = one.commune == other.commune and one.birth_year == other.birth_year
            if identical and (one.commune or one.birth_year):
                return Likeness.SAME
        if one.commune and one.commune == other.commune:
            return Likeness.PROBABLE
        village_unknown = not (one.commune and other.commune)
        return Likeness.PROBABLE if shares_contact or (same_name and village_unknown) else Likeness.OTHER

    def _differing_emails(self, one: Person, other: Person) -> bool:
        """Both have a personal e-mail, and none in common."""
        if one.emails & other.emails:
            return False
        return self._has_personal_email(one) and self._has_personal_email(other)

    def _has_personal_email(self, person: Person) -> bool:
        return any(len(self._names_by_email.get(email, ())) <= 1 for email in person.emails)


def names_are_near(one: str, other: str) -> bool:
    """Name keys a slip apart: a letter in each word, two in words of eight letters, or an initial for a name."""
    words, others = one.split(), other.split()
    if len(words) != len(others):
        return False
    if abs(len(one) - len(other)) > 4:
        return _initials_match(words, others)
    slips = [OSA.distance(a, b) for a, b in zip(words, others, strict=True)]
    reach = [0 if len(a) < 4 else 1 if len(a) < 8 else 2 for a in words]
    if all(slip <= most for slip, most in zip(slips, reach, strict=True)):
        return 0 < sum(slips) <= 2
    if OSA.distance(one.replace(" ", ""), other.replace(" ", "")) <= 1 and len(one) >= 10:
        return True
    return _initials_match(words, others)


def _is_part(one: str, other: str) -> bool:
    """« paulette » and « dupont paulette »."""
    shorter, longer = sorted((one.split(), other.split()), key=len)
    return len(shorter) == 1 and len(longer) > 1 and shorter[0] in longer


def _initials_match(words: list[str], others: list[str]) -> bool:
    """« j martin » and « jean martin »."""
    if len(words) != 2:
        return False
    short, long = (words, others) if any(len(word) == 1 for word in words) else (others, words)
    initials = [word for word in short if len(word) == 1]
    whole = [word for word in short if len(word) > 1]
    if len(initials) != 1 or len(whole) != 1 or whole[0] not in long:
        return False
    rest = list(long)
    rest.remove(whole[0])
    return rest[0].startswith(initials[0])
