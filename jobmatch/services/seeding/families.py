"""Households: who lives together, how old they are, and who of them is of the labour force."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from jobmatch.domain.kinds import LabourCapacity, Schooling, Sex
from jobmatch.services.seeding import tables
from jobmatch.services.seeding.scales import AS_OF, Size
from jobmatch.services.seeding.tables import happens

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from jobmatch.services.seeding.identities import Identities

_OLDEST_WORKER = 66
_WITH_LIVING_PARENTS = 56
_WORKERS_OF_HOUSEHOLD = {1: 0.16, 2: 0.42, 3: 0.24, 4: 0.145, 5: 0.035}
# Who of a household works, by the number of its workers: H head, S spouse, C grown child,
# W that child's spouse, P parent of the head, B brother or sister of the head.
_SHAPES: dict[int, tuple[tuple[str, float], ...]] = {
    1: (("H", 1.0),),
    2: (("HS", 0.8), ("HC", 0.12), ("HP", 0.08)),
    3: (("HSC", 0.62), ("HSP", 0.24), ("HCC", 0.08), ("HSB", 0.06)),
    4: (("HSCW", 0.4), ("HSCC", 0.42), ("HSPC", 0.18)),
    5: (("HSCWC", 0.5), ("HSPCC", 0.3), ("HSCCC", 0.2)),
}
_OPPOSITE = {Sex.MALE: Sex.FEMALE, Sex.FEMALE: Sex.MALE}


@dataclass(slots=True)
class Member:
    """One person of a household; ages are whole years on AS_OF."""

    relation: str
    sex: Sex
    age: int
    is_worker: bool
    at: int = 0
    """Place of the household in the list of households."""
    name: str = ""
    born_on: date = AS_OF
    id_number: str = ""
    phone: str | None = None
    schooling: Schooling | None = None
    student_status: str | None = None
    capacity: LabourCapacity = LabourCapacity.NONE
    health: str = "健康"


@dataclass(slots=True)
class Household:
    """A household with its people, the head first."""

    people: list[Member] = field(default_factory=list)

    @property
    def workers(self) -> list[Member]:
        """Give the people of the labour force."""
        return [member for member in self.people if member.is_worker]


def make_households(size: Size, identities: Identities) -> list[Household]:
    """Make *size.households* households with *size.workers* workers in all."""
    rng = tables.chance("families")
    households = []
    for at, workers in enumerate(worker_counts(size, rng)):
        shape = tables.Weighted(_SHAPES[workers]).pick(rng)
        household = Household(_people_of(shape, rng))
        surname = identities.surname()
        for member in household.people:
            member.at = at
            _identify(member, surname, identities, rng)
        households.append(household)
    return households


def worker_counts(size: Size, rng: random.Random) -> list[int]:
    """Give the number of workers of each household, 1 to 5, summing to *size.workers*."""
    parts = tables.divide(size.households, list(_WORKERS_OF_HOUSEHOLD.values()))
    counts = [
        count for count, part in zip(_WORKERS_OF_HOUSEHOLD, parts, strict=True) for _ in range(part)
    ]
    rng.shuffle(counts)
    missing = size.workers - sum(counts)
    step = 1 if missing > 0 else -1
    at = 0
    while missing:
        if 1 <= counts[at] + step <= max(_SHAPES):
            counts[at] += step
            missing -= step
        at = (at + 7) % len(counts) if len(counts) % 7 else (at + 1) % len(counts)
    return counts


def pick_households(
    households: Sequence[Household], wanted: int, people: int, *, without: Sequence[int] = ()
) -> list[int]:
    """Give the places of *wanted* households, none of *without*, with *people* people together.

    Raises ValueError when no such choice exists among neighbours in size.
    """
    rng = tables.chance(f"pick:{wanted}:{people}")
    sizes = [len(household.people) for household in households]
    barred = set(without)
    free = [at for at in range(len(households)) if at not in barred]
    chosen = rng.sample(free, wanted)
    taken = set(chosen)
    while (gap := people - sum(sizes[at] for at in chosen)) != 0:
        step = 1 if gap > 0 else -1
        spare = next(
            (
                (place, other)
                for place, at in enumerate(chosen)
                for other in free
                if other not in taken and sizes[other] == sizes[at] + step
            ),
            None,
        )
        if spare is None:
            raise ValueError(people)
        place, other = spare
        taken.remove(chosen[place])
        chosen[place] = other
        taken.add(other)
    return sorted(chosen)


def _people_of(shape: str, rng: random.Random) -> list[Member]:
    head_sex = Sex.FEMALE if happens(rng, 0.3 if shape in {"H", "HC"} else 0.12) else Sex.MALE
    head = Member("户主", head_sex, _age_of_head(shape, rng), is_worker=True)
    people = [head]
    if "S" in shape:
        people.append(_spouse(head, rng, is_worker=True))
    elif happens(rng, 0.3):
        people.append(_spouse(head, rng, is_worker=False))
    _add_grown_children(people, shape, rng)
    _add_elders(people, shape, rng)
    _add_young(people, shape, rng)
    return people


def _age_of_head(shape: str, rng: random.Random) -> int:
    if "W" in shape:
        return rng.randint(45, 58)
    if "P" in shape:
        return rng.randint(40, 44) if "C" in shape else rng.randint(24, 43)
    if "C" in shape:
        return rng.randint(43 if shape.count("C") > 1 else 40, 58)
    return int(rng.triangular(23, 60, 38))


def _spouse(head: Member, rng: random.Random, *, is_worker: bool) -> Member:
    age = head.age + rng.randint(-6, 2) if head.sex is Sex.MALE else head.age + rng.randint(-2, 6)
    return Member("配偶", _OPPOSITE[head.sex], min(max(age, 20), 62), is_worker=is_worker)


def _add_grown_children(people: list[Member], shape: str, rng: random.Random) -> None:
    head = people[0]
    oldest = min(head.age - 19, 36)
    for place in range(shape.count("C")):
        married = "W" in shape and place == 0
        youngest = min(22 if married else 18, oldest)
        sex = Sex.MALE if married and happens(rng, 0.8) else rng.choice((Sex.MALE, Sex.FEMALE))
        child = Member("", sex, rng.randint(youngest, oldest), is_worker=True)
        child.relation = "之子" if sex is Sex.MALE else "之女"
        people.append(child)
        if married:
            partner = max(20, child.age + rng.randint(-4, 2))
            relation = "之儿媳" if sex is Sex.MALE else "之女婿"
            people.append(Member(relation, _OPPOSITE[sex], partner, is_worker=True))
    if "B" in shape:
        sex = rng.choice((Sex.MALE, Sex.FEMALE))
        age = max(19, head.age - rng.randint(1, 8))
        people.append(Member("之兄弟姐妹", sex, age, is_worker=True))


def _add_elders(people: list[Member], shape: str, rng: random.Random) -> None:
    head = people[0]
    if "P" in shape:
        sex = rng.choice((Sex.MALE, Sex.FEMALE))
        age = min(max(head.age + rng.randint(19, 25), 45), _OLDEST_WORKER)
        people.append(Member(_parent(sex), sex, age, is_worker=True))
    living = {Sex.MALE: 0.16, Sex.FEMALE: 0.26} if head.age <= _WITH_LIVING_PARENTS else {}
    for sex, odds in living.items():
        age = head.age + rng.randint(20, 29)
        known = any(member.relation == _parent(sex) for member in people)
        if not known and age > _OLDEST_WORKER and happens(rng, odds):
            people.append(Member(_parent(sex), sex, min(age, 92), is_worker=False))


def _parent(sex: Sex) -> str:
    return "之父" if sex is Sex.MALE else "之母"


def _add_young(people: list[Member], shape: str, rng: random.Random) -> None:
    head = people[0]
    if "W" in shape:
        parent = next(member for member in people if member.relation in {"之子", "之女"})
        line = "之孙" if parent.sex is Sex.MALE else "之外孙"
        for _ in range(_number((0.24, 0.44, 0.32), rng)):
            sex = rng.choice((Sex.MALE, Sex.FEMALE))
            age = rng.randint(0, max(parent.age - 21, 0))
            relation = f"{line}{'子' if sex is Sex.MALE else '女'}"
            people.append(Member(relation, sex, min(age, 15), is_worker=False))
    grown = shape.count("C")
    couple = [member for member in people if member.relation in {"户主", "配偶"}]
    mother = min((member.age for member in couple if member.sex is Sex.FEMALE), default=head.age)
    oldest = min(mother - 19, 21)
    odds = (0.1, 0.28, 0.4, 0.22) if not grown else (0.42, 0.42, 0.16, 0.0)
    youngest = max(mother - 42, 0)
    for _ in range(_number(odds, rng)):
        if youngest > oldest:
            return
        sex = rng.choice((Sex.MALE, Sex.FEMALE))
        relation = "之子" if sex is Sex.MALE else "之女"
        people.append(Member(relation, sex, rng.randint(youngest, oldest), is_worker=False))


def _number(odds: Sequence[float], rng: random.Random) -> int:
    return tables.Weighted(enumerate(odds)).pick(rng)


def _identify(member: Member, surname: str, identities: Identities, rng: random.Random) -> None:
    birthday = AS_OF.replace(year=AS_OF.year - member.age) - timedelta(days=rng.randint(0, 364))
    member.born_on = birthday
    foreign = member.relation in {"之儿媳", "之女婿", "之母"} or (
        member.relation == "配偶" or member.relation.startswith("之外孙")
    )
    own = identities.surname() if foreign else surname
    member.name = own + identities.given(member.sex, birthday.year)
    member.id_number = identities.id_number(member.sex, birthday)
    grown_up = 16
    if member.is_worker or (member.age >= grown_up and happens(rng, 0.6)):
        member.phone = identities.phone()
