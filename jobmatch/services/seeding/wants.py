"""What workers can and hold, whom they care for, and what they look for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jobmatch.domain.kinds import LabourCapacity, Sex, WorkRegion
from jobmatch.domain.workers import CareKind
from jobmatch.services.seeding import tables
from jobmatch.services.seeding.tables import happens
from jobmatch.services.seeding.traits import DISABLED, HEALTHY

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

    from jobmatch.services.seeding.careers import Labourer
    from jobmatch.services.seeding.families import Household
    from jobmatch.services.seeds import Row

_SKILLED = frozenset({"焊工证", "电工证", "叉车证", "挖掘机证", "B2驾照", "母婴护理证"})
_NEAR_REGIONS = [WorkRegion.IN_COMMUNITY.value, WorkRegion.IN_COUNTY.value]
_CITY_REGIONS = [*_NEAR_REGIONS, WorkRegion.IN_CITY.value]
_SMALL_CHILD = 7
_VERY_OLD = 76
_DRIVERS = (20, 48)
"""Ages at which people here have learned to drive."""
_WILLING = 0.94


@dataclass(slots=True)
class Wish:
    """What somebody said to a housekeeper; *works* are kinds of work, *pay* yuan per month."""

    words: list[str]
    works: list[str]
    regions: list[str] | None = None
    pay: int | None = None
    no_night: bool | None = None
    day_shift_only: bool | None = None
    board: bool | None = None
    lodging: bool | None = None
    near_home: bool | None = None


@dataclass(slots=True)
class Seeking:
    """Everything beside the spells that the register keeps of one worker."""

    skills: list[str] = field(default_factory=list)
    certificates: list[str] = field(default_factory=list)
    care: list[CareKind] = field(default_factory=list)
    wish: Wish | None = None
    willing: bool | None = None
    cannot_leave: bool | None = None
    capacity: LabourCapacity = LabourCapacity.ORDINARY


class Interviewer:
    """Draws what each worker would tell."""

    def __init__(self, rng: random.Random) -> None:
        """Take the generator."""
        self._rng = rng
        rows = tables.rows("kinds_of_work")
        self._rows: Mapping[str, Row] = {row["work"]: row for row in rows}
        self._for = {
            sex: [row["work"] for row in rows if row["sex"] in {"any", sex.value}]
            for sex in (Sex.MALE, Sex.FEMALE)
        }

    def ask(self, labourer: Labourer, household: Household) -> Seeking:
        """Give what *labourer* of *household* can, holds, must care for and wants."""
        seeking = Seeking(capacity=labourer.member.capacity)
        self._can(labourer, seeking)
        self._cares(labourer, household, seeking)
        if not labourer.employed:
            seeking.willing = happens(self._rng, _WILLING)
        elif labourer.emptied_on is not None or happens(self._rng, 0.1):
            seeking.willing = True
        if seeking.willing:
            seeking.wish = self._wish(labourer, seeking)
        return seeking

    def _can(self, labourer: Labourer, seeking: Seeking) -> None:
        rng, member = self._rng, labourer.member
        for work in dict.fromkeys(labourer.works[:2]):
            row = self._rows.get(work)
            if row is None:
                seeking.skills.append(work)
                continue
            seeking.skills.extend(row["skills"].split("|")[: rng.choice((1, 2, 2))])
            if row["certificate"] and happens(rng, 0.8):
                seeking.certificates.append(row["certificate"])
        odds = 0.34 if member.sex is Sex.MALE else 0.12
        if _DRIVERS[0] <= member.age <= _DRIVERS[1] and happens(rng, odds):
            seeking.certificates.append("C1驾照")
        seeking.skills = list(dict.fromkeys(seeking.skills))
        seeking.certificates = list(dict.fromkeys(seeking.certificates))
        ordinary = seeking.capacity is LabourCapacity.ORDINARY
        if ordinary and _SKILLED.intersection(seeking.certificates):
            seeking.capacity = LabourCapacity.SKILLED

    def _cares(self, labourer: Labourer, household: Household, seeking: Seeking) -> None:
        member, rng = labourer.member, self._rng
        own_share = 0.55 if member.sex is Sex.FEMALE else 0.08
        if labourer.employed and not (labourer.present and _is_near(labourer)):
            own_share = 0.0
        kinds = [
            kind
            for kind, needed in (
                (CareKind.CHILD, any(one.age < _SMALL_CHILD for one in household.people)),
                (CareKind.ELDER, any(one.age >= _VERY_OLD for one in household.people)),
                (CareKind.DISABLED, _has(household, labourer, DISABLED)),
                (CareKind.SICK, _has(household, labourer, "大病")),
            )
            if needed and happens(rng, own_share)
        ]
        seeking.care = kinds
        if kinds and not labourer.employed:
            seeking.cannot_leave = happens(rng, 0.8)

    def _wish(self, labourer: Labourer, seeking: Seeking) -> Wish:
        rng, member = self._rng, labourer.member
        known = [work for work in dict.fromkeys(labourer.works) if work in self._rows]
        works = known[:1] if known and happens(rng, 0.65) else []
        if not works or happens(rng, 0.3):
            works.append(rng.choice(self._for[member.sex]))
        works = list(dict.fromkeys(works))
        wish = Wish(words=[self._spoken(work) for work in works], works=works)
        home_bound = bool(seeking.cannot_leave) or seeking.capacity is LabourCapacity.WEAK_OR_HALF
        if home_bound:
            self._stay(wish)
        elif happens(rng, 0.35):
            self._go(wish)
        if happens(rng, 0.6):
            wish.pay = self._pay(works[0], near=home_bound or wish.regions is not None)
            wish.words.append(f"工资{wish.pay}以上")
        return wish

    def _spoken(self, work: str) -> str:
        """Give a wish for *work* as people say it: by its name, or by what one does there."""
        skill = self._rows[work]["skills"].split("|")[0]
        return f"想做{work}" if happens(self._rng, 0.5) else f"想找{skill}的活"

    def _pay(self, work: str, *, near: bool) -> int:
        """Give what somebody hopes for: about what such work pays, less near home."""
        row = self._rows[work]
        usual = (int(row["pay_low"]) + int(row["pay_high"])) / 2
        hoped = usual * self._rng.uniform(0.75, 1.05) * (0.75 if near else 1)
        return max(round(hoped / 100) * 100, 1800)

    def _stay(self, wish: Wish) -> None:
        wish.near_home = True
        wish.regions = list(_NEAR_REGIONS)
        wish.words.append(self._rng.choice(("离家近", "在社区附近", "想在家门口", "能顾家")))
        if happens(self._rng, 0.55):
            wish.no_night = True
            wish.words.append("不上夜班")
        if happens(self._rng, 0.25):
            wish.day_shift_only = True
            wish.words.append("只上白班")

    def _go(self, wish: Wish) -> None:
        rng = self._rng
        if happens(rng, 0.5):
            wish.lodging = wish.board = True
            wish.words.append("要包吃住")
        elif happens(rng, 0.5):
            wish.regions = list(_CITY_REGIONS)
            wish.words.append("不出铜仁")
        if happens(rng, 0.2):
            wish.no_night = True
            wish.words.append("不上夜班")


def _is_near(labourer: Labourer) -> bool:
    spell = labourer.present
    return spell is not None and spell.region.value in _NEAR_REGIONS


def _has(household: Household, labourer: Labourer, health: str) -> bool:
    return health != HEALTHY and any(
        one.health == health for one in household.people if one is not labourer.member
    )
