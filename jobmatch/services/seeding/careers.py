"""Who of the labour force is employed, where, since when, and what they did before.

Nobody is employed twice at a time. Every household keeps an employed worker on AS_OF; a few
households lose their last employment afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from jobmatch.domain.kinds import EmployerKind, LabourCapacity, Sex, WorkRegion
from jobmatch.domain.workers import EmploymentChannel
from jobmatch.services.seeding import tables
from jobmatch.services.seeding.scales import AS_OF

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from jobmatch.services.seeding.families import Household, Member
    from jobmatch.services.seeding.firms import Firm
    from jobmatch.services.seeding.offers import Offer
    from jobmatch.services.seeding.scales import Size

_OLDER = 50
_JUST_GROWN = 20
_SMALL_CHILD = 6
_SMALL_HOUSEHOLD = 2
"""Workers of a household that may lose its last employment."""
_WELFARE_FIRST = 40
"""Age from which people come first for public-welfare postings."""


@dataclass(slots=True)
class Spell:
    """One employment; *income* is yuan per month."""

    title: str
    channel: EmploymentChannel
    region: WorkRegion
    workplace: str
    income: int
    started_on: date
    ended_on: date | None = None
    end_reason: str | None = None
    employer_name: str | None = None
    firm: Firm | None = None
    offer: Offer | None = None


@dataclass(slots=True)
class Labourer:
    """A worker with what was done and what is known about looking for work.

    *spells* are in order of time.
    """

    member: Member
    community: str
    employed: bool = True
    emptied_on: date | None = None
    spells: list[Spell] = field(default_factory=list)
    works: list[str] = field(default_factory=list)
    """Kinds of work done, last first, as named in kinds_of_work."""

    @property
    def present(self) -> Spell | None:
        """Give the employment on AS_OF."""
        return self.spells[-1] if self.employed and self.spells else None


def choose_unemployed(households: Sequence[Household], size: Size) -> set[int]:
    """Give ids() of members who have no employment on AS_OF, one worker always left employed.

    Likelier are the weak, the old, the very young, and women with small children at home.
    """
    rng = tables.chance("unemployed")
    drawn = [
        (rng.random() ** (1 / _weight(member, household)), household.people[0].at, member)
        for household in households
        if len(household.workers) > 1
        for member in household.workers
    ]
    drawn.sort(key=lambda entry: -entry[0])
    left = {at: len(household.workers) for at, household in enumerate(households)}
    chosen: set[int] = set()
    for _, at, member in drawn:
        if len(chosen) == size.workers - size.employed:
            break
        if left[at] > 1:
            left[at] -= 1
            chosen.add(id(member))
    return chosen


def _weight(member: Member, household: Household) -> float:
    weight = 4.0 if member.capacity is LabourCapacity.WEAK_OR_HALF else 1.0
    if member.age >= _OLDER or member.age < _JUST_GROWN:
        weight *= 2
    if member.sex is Sex.FEMALE and any(other.age < _SMALL_CHILD for other in household.people):
        weight *= 2.5
    return weight


def make_labourers(
    households: Sequence[Household], communities: Sequence[str], size: Size
) -> list[Labourer]:
    """Make the labour force in household order; *communities* names that of each household."""
    unemployed = choose_unemployed(households, size)
    force = [
        Labourer(member, communities[at], employed=id(member) not in unemployed)
        for at, household in enumerate(households)
        for member in household.workers
    ]
    _empty_some(force, size)
    return force


def _empty_some(force: Sequence[Labourer], size: Size) -> None:
    """Mark the employed of *size.emptied* small households with the day that ends their work."""
    rng = tables.chance("emptied")
    by_household: dict[int, list[Labourer]] = {}
    for labourer in force:
        by_household.setdefault(labourer.member.at, []).append(labourer)
    small = [group for group in by_household.values() if len(group) <= _SMALL_HOUSEHOLD]
    for group in rng.sample(small, size.emptied):
        for labourer in group:
            if labourer.employed:
                labourer.emptied_on = AS_OF + timedelta(days=rng.randint(12, 160))


Test = Callable[[Labourer], bool]
"""Whether a worker would do."""


class Pool:
    """The employed who have no work assigned yet, in a drawn order."""

    def __init__(self, force: Sequence[Labourer], rng: random.Random) -> None:
        """Take those of *force* who are employed; those who lose their work later stay out."""
        self._free = [each for each in force if each.employed and each.emptied_on is None]
        rng.shuffle(self._free)

    def take(self, number: int, *tests: Test) -> list[Labourer]:
        """Take *number* who pass the first test, filling up with those who pass the next ones.

        Raises ValueError when there are too few.
        """
        taken: list[Labourer] = []
        for test in tests:
            at = 0
            while at < len(self._free) and len(taken) < number:
                if test(self._free[at]):
                    taken.append(self._free.pop(at))
                else:
                    at += 1
        if len(taken) < number:
            raise ValueError(number)
        return taken


def fill_firms(pool: Pool, firms: Sequence[Firm], rng: random.Random) -> None:
    """Put people to work in welfare units, workshops, property companies and collectives."""
    for firm in firms:
        if firm.kind is EmployerKind.COLLECTIVE:
            _fill_collective(pool, firm, rng)
        elif firm.kind is not EmployerKind.ENTERPRISE:
            _fill_offers(pool, firm, rng)


_CHANNELS = {
    EmployerKind.PUBLIC_WELFARE: EmploymentChannel.PUBLIC_WELFARE,
    EmployerKind.WORKSHOP: EmploymentChannel.WORKSHOP,
    EmployerKind.COLLECTIVE: EmploymentChannel.COLLECTIVE,
}


def _fill_offers(pool: Pool, firm: Firm, rng: random.Random) -> None:
    for offer in firm.offers:
        tests = [_fits(firm, offer, near=True), _fits(firm, offer, near=False)]
        for labourer in pool.take(offer.taken, *tests):
            start = AS_OF - timedelta(days=rng.randint(20, 900))
            labourer.spells.append(spell_of(firm, offer, start, rng))
            labourer.works.append(offer.work)


def _fits(firm: Firm, offer: Offer, *, near: bool) -> Test:
    welfare = firm.kind is EmployerKind.PUBLIC_WELFARE
    needs_near = near and firm.community is not None

    def test(labourer: Labourer) -> bool:
        member = labourer.member
        if needs_near and labourer.community != firm.community:
            return False
        if welfare and near and member.age < _WELFARE_FIRST:
            return False
        return offer.admits(member.sex, member.age) and not offer.certificates

    return test


def spell_of(firm: Firm, offer: Offer, start: date, rng: random.Random) -> Spell:
    """Give the employment at one of *firm*'s offers from *start* on."""
    local = firm.work_region
    in_community = firm.community is not None and local is WorkRegion.IN_COUNTY
    return Spell(
        title=offer.title,
        channel=_CHANNELS.get(firm.kind, EmploymentChannel.ENTERPRISE)
        if local is WorkRegion.IN_COUNTY
        else EmploymentChannel.LABOUR_EXPORT,
        region=WorkRegion.IN_COMMUNITY if in_community else local,
        workplace=firm.workplace,
        income=offer.income(rng),
        started_on=start,
        employer_name=firm.name,
        firm=firm,
        offer=offer,
    )


def _fill_collective(pool: Pool, firm: Firm, rng: random.Random) -> None:
    grown = 28
    works = {
        "farming": ("种菜", "种香菇", "采茶"),
        "crafts": ("绣花", "竹编"),
        "care": ("家政保姆",),
    }

    def near(labourer: Labourer) -> bool:
        return labourer.community == firm.community and labourer.member.age >= grown

    for labourer in pool.take(firm.people, near, lambda each: each.member.age >= grown):
        work = rng.choice(works.get(firm.trade, ("保洁员", "保安")))
        labourer.works.append(work)
        labourer.spells.append(
            Spell(
                title=work,
                channel=EmploymentChannel.COLLECTIVE,
                region=WorkRegion.IN_COMMUNITY,
                workplace=firm.workplace,
                income=rng.randrange(1800, 3300, 100),
                started_on=AS_OF - timedelta(days=rng.randint(30, 1200)),
                employer_name=firm.name,
                firm=firm,
            )
        )


def staff_enterprises(pool: Pool, firms: Sequence[Firm], rng: random.Random, share: int) -> None:
    """Let local enterprises have some people of the district on their staff already."""
    for firm in firms:
        if firm.kind is EmployerKind.ENTERPRISE and firm.work_region is WorkRegion.IN_COUNTY:
            for _ in range(max(rng.randint(8, 36) // share, 1)):
                offer = rng.choice(firm.offers)
                found = pool.take(1, _plain(offer))
                start = AS_OF - timedelta(days=rng.randint(60, 1600))
                found[0].spells.append(spell_of(firm, offer, start, rng))
                # The posting asks for more people than those who are there already.
                found[0].spells[-1].offer = None
                found[0].works.append(offer.work)


def _plain(offer: Offer) -> Test:
    return lambda each: offer.admits(each.member.sex, each.member.age)
