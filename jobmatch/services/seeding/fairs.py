"""Fairs of the demonstration: days, booths, and who found work there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from jobmatch.domain.kinds import EmployerKind
from jobmatch.domain.postings import PostingState
from jobmatch.services.seeding import careers, tables
from jobmatch.services.seeding.scales import AS_OF

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from jobmatch.services.seeding.careers import Labourer, Pool
    from jobmatch.services.seeding.firms import Firm
    from jobmatch.services.seeding.offers import Offer
    from jobmatch.services.seeding.scales import Size

_DAYS = (
    date(2023, 2, 10),
    date(2023, 3, 11),
    date(2023, 4, 15),
    date(2023, 5, 20),
    date(2023, 6, 10),
)
_NAMES = (
    "2023年“春风行动”易地搬迁劳动力专场招聘会",
    "2023年“春暖农民工”社区招聘会",
    "2023年民营企业招聘月专场招聘会",
    "2023年东西部劳务协作专场招聘会",
    "2023年百日千万招聘社区行",
)
_GUESTS_AGAIN = 3
_TALKS_PER_PLACE = 12


@dataclass(slots=True)
class FairPlan:
    """One fair: its day, the firms with a booth, and the talks held there."""

    name: str
    day: date
    firms: list[Firm] = field(default_factory=list)
    placed: list[tuple[Labourer, Offer]] = field(default_factory=list)
    talks: list[tuple[Labourer, Offer, str]] = field(default_factory=list)
    """Talks without a placement: (worker, offer, state of the recommendation)."""


def fair_days(size: Size) -> list[date]:
    """Give the days of the fairs, all before AS_OF."""
    return list(_DAYS[: size.fairs])


def plan_fairs(firms: Sequence[Firm], size: Size) -> list[FairPlan]:
    """Plan the fairs: every enterprise stands at one, some at the next one again."""
    enterprises = [firm for firm in firms if firm.kind is EmployerKind.ENTERPRISE]
    plans = []
    for at, day in enumerate(fair_days(size)):
        guests = enterprises[at :: size.fairs]
        if at:
            guests = [*guests, *enterprises[at - 1 :: size.fairs][:_GUESTS_AGAIN]]
        plans.append(FairPlan(_NAMES[at], day, list(guests)))
    return plans


def place_at_fairs(pool: Pool, plans: Sequence[FairPlan], size: Size, rng: random.Random) -> None:
    """Let *size.placed* workers find work at the fairs, each in a posting with a free place."""
    for plan, number in zip(plans, tables.divide(size.placed, [1.0] * len(plans)), strict=True):
        choices = [(firm, offer) for firm in plan.firms for offer in firm.offers if _is_free(offer)]
        for _ in range(number):
            firm, offer = rng.choice([one for one in choices if _is_free(one[1])])
            labourer = pool.take(1, _admitted(offer))[0]
            start = min(plan.day + timedelta(days=rng.randint(4, 16)), AS_OF)
            labourer.spells.append(careers.spell_of(firm, offer, start, rng))
            labourer.works.append(offer.work)
            offer.taken += 1
            plan.placed.append((labourer, offer))


def _is_free(offer: Offer) -> bool:
    return (
        offer.state is PostingState.PUBLISHED
        and not offer.certificates
        and offer.places is not None
        and offer.taken < offer.places
    )


def _admitted(offer: Offer) -> careers.Test:
    return lambda each: offer.admits(each.member.sex, each.member.age)


def talk_at_fairs(
    force: Sequence[Labourer], plans: Sequence[FairPlan], size: Size, rng: random.Random
) -> None:
    """Let some of the unemployed talk at the fairs: intents and refusals, no placement."""
    seekers = [each for each in force if not each.employed]
    number = max(size.placed // _TALKS_PER_PLACE, 2)
    for plan in plans:
        choices = [(firm, offer) for firm in plan.firms for offer in firm.offers if _is_free(offer)]
        for labourer in rng.sample(seekers, min(number, len(seekers))):
            fitting = [one for one in choices if _admitted(one[1])(labourer)]
            if fitting:
                state = rng.choice(("intended", "intended", "declined", "refused", "made"))
                plan.talks.append((labourer, rng.choice(fitting)[1], state))
