"""What the register says of each person: schooling, school year, labour capacity, health."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.domain.kinds import LabourCapacity, Schooling
from jobmatch.services.seeding import tables
from jobmatch.services.seeding.tables import Weighted, happens

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

    from jobmatch.services.seeding.families import Household, Member

HEALTHY = "健康"
DISABLED = "残疾"
_S = Schooling
_SCHOOLING_OF_YEARS: tuple[tuple[int, Weighted[Schooling]], ...] = (
    (1965, Weighted([(_S.ILLITERATE, 0.32), (_S.PRIMARY, 0.5), (_S.JUNIOR, 0.18)])),
    (
        1985,
        Weighted([(_S.ILLITERATE, 0.06), (_S.PRIMARY, 0.38), (_S.JUNIOR, 0.45), (_S.SENIOR, 0.11)]),
    ),
    (
        1998,
        Weighted(
            [
                (_S.PRIMARY, 0.11),
                (_S.JUNIOR, 0.46),
                (_S.SENIOR, 0.26),
                (_S.COLLEGE, 0.12),
                (_S.BACHELOR, 0.05),
            ]
        ),
    ),
    (
        2200,
        Weighted([(_S.JUNIOR, 0.3), (_S.SENIOR, 0.38), (_S.COLLEGE, 0.23), (_S.BACHELOR, 0.09)]),
    ),
)
_LEAST_AGE = {_S.SENIOR: 18, _S.COLLEGE: 21, _S.BACHELOR: 22}
_ILLNESSES = Weighted([(DISABLED, 0.42), ("长期慢性病", 0.42), ("大病", 0.16)])
# School year by age up to 15; older pupils go one of several ways.
_BY_AGE = ("学龄前儿童",) * 3 + ("学前教育",) * 3 + ("小学",) * 6 + ("七年级", "八年级", "九年级")
_LATER = {
    15: ("普通高中一年级", "中职一年级"),
    16: ("普通高中一年级", "普通高中二年级", "中职二年级"),
    17: ("普通高中二年级", "普通高中三年级", "中职三年级"),
    18: ("普通高中三年级", "高职高专一年级", "本科一年级"),
    19: ("高职高专一年级", "高职高专二年级", "本科一年级", "本科二年级"),
    20: ("高职高专二年级", "高职高专三年级", "本科二年级"),
    21: ("高职高专三年级", "本科三年级", "本科四年级"),
}
_OLD_AGE = 60
_RETIRED = 65


def describe(households: Iterable[Household]) -> None:
    """Fill in schooling, school year, capacity and health of every person."""
    rng = tables.chance("traits")
    for household in households:
        for member in household.people:
            _learn(member, rng)
            _ail(member, rng)


def _learn(member: Member, rng: random.Random) -> None:
    if not member.is_worker and member.age in _LATER:
        member.student_status = rng.choice(_LATER[member.age])
        return
    if member.age < len(_BY_AGE):
        member.student_status = _BY_AGE[member.age]
        return
    year = member.born_on.year
    choices = next(choices for before, choices in _SCHOOLING_OF_YEARS if year < before)
    schooling = choices.pick(rng)
    while member.age < _LEAST_AGE.get(schooling, 0):
        schooling = choices.pick(rng)
    member.schooling = schooling


def _ail(member: Member, rng: random.Random) -> None:
    """Health and capacity: who is of age, no worker and no pupil has lost his or is too old."""
    if member.is_worker:
        ill = happens(rng, 0.14 if member.age >= _OLD_AGE else 0.055)
        member.health = _ILLNESSES.pick(rng) if ill else HEALTHY
        weak = (ill and happens(rng, 0.7)) or (member.age >= _OLD_AGE and happens(rng, 0.6))
        member.capacity = LabourCapacity.WEAK_OR_HALF if weak else LabourCapacity.ORDINARY
    elif member.student_status is None and member.age < _RETIRED:
        member.health = _ILLNESSES.pick(rng)
        member.capacity = LabourCapacity.LOST
    elif member.student_status is None:
        member.health = _ILLNESSES.pick(rng) if happens(rng, 0.35) else HEALTHY
