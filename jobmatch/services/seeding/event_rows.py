"""Writes fairs, recommendations, placements with their follow-ups, and monitoring cases."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from jobmatch.domain.fairs import FairState
from jobmatch.domain.kinds import WorkRegion
from jobmatch.domain.monitoring import MonitoredKind, MonitoringChannel, MonitoringState
from jobmatch.domain.placements import PlacementState
from jobmatch.domain.postings import PostingState
from jobmatch.domain.recommendations import RecommendationState
from jobmatch.services.seeding import tables
from jobmatch.services.seeding.families import pick_households
from jobmatch.services.seeding.scales import AS_OF
from jobmatch.store.fairs import Booth, BoothPosting, Fair
from jobmatch.store.households import MonitoringCase, MonitoringMeasure
from jobmatch.store.placements import FollowUp, Placement
from jobmatch.store.recommendations import Recommendation

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence

    from jobmatch.services.seeding.careers import Labourer, Spell
    from jobmatch.services.seeding.fairs import FairPlan
    from jobmatch.services.seeding.families import Household
    from jobmatch.services.seeding.offers import Offer
    from jobmatch.services.seeding.rows import Rows
    from jobmatch.services.seeding.scales import Size

_FEN = 100
_STABLE_AFTER = 90
_FOLLOW_UP_DAYS = (3, 30, 90)
_MEASURES = ("就业帮扶", "产业帮扶", "公益岗位帮扶", "金融帮扶")
_REASONS = ("因病支出较大", "务工收入减少", "家中有重残人员", "突发意外", "子女上学负担重")
_NEAR = (WorkRegion.IN_COMMUNITY, WorkRegion.IN_COUNTY)


def write_fairs(rows: Rows, plans: Sequence[FairPlan], community_id: int) -> list[int]:
    """Write fairs with booths and the postings shown there; gives the fairs' ids in order."""
    numbers = []
    for plan in plans:
        fair = rows.add(
            Fair,
            name=plan.name,
            state=FairState.REPORTED,
            campaign=plan.name.partition("年")[2].partition("专场")[0],
            community_id=community_id,
            address="社区文化广场",
            starts_on=plan.day,
            ends_on=plan.day,
        )
        numbers.append(fair)
        for at, firm in enumerate(plan.firms, start=1):
            booth = rows.add(Booth, fair_id=fair, employer_id=firm.id, number=f"{at:03d}")
            for offer in firm.offers:
                if offer.published_on <= plan.day and offer.state is not PostingState.IN_REVIEW:
                    rows.add(BoothPosting, booth_id=booth, posting_id=offer.id)
    rows.write(Fair, Booth, BoothPosting)
    return numbers


def write_placements(
    rows: Rows,
    force: Sequence[Labourer],
    plans: Sequence[FairPlan],
    fairs: Sequence[int],
    workers: Mapping[int, int],
) -> None:
    """Write recommendations and placements: those of the fairs, and those before.

    *workers* gives the worker id of every member by id().
    """
    at_fair: dict[int, tuple[int, int]] = {}
    for plan, fair in zip(plans, fairs, strict=True):
        for labourer, offer in plan.placed:
            worker = workers[id(labourer.member)]
            state = RecommendationState.PLACED
            advice = _recommend(rows, (fair, plan.day), worker=worker, offer=offer, state=state)
            at_fair[worker] = (fair, advice)
        for labourer, offer, outcome in plan.talks:
            worker = workers[id(labourer.member)]
            state = RecommendationState(outcome)
            _recommend(rows, (fair, plan.day), worker=worker, offer=offer, state=state)
    for labourer in force:
        spell = labourer.present
        if spell is not None and spell.offer is not None:
            worker = workers[id(labourer.member)]
            fair_id, advice_id = at_fair.get(worker, (None, None))
            _place(rows, (spell, spell.offer), worker, fair_id, advice_id)
    rows.write(Recommendation, Placement, FollowUp)


def _recommend(
    rows: Rows, fair: tuple[int, date], *, worker: int, offer: Offer, state: RecommendationState
) -> int:
    fair_id, day = fair
    waits = state is RecommendationState.MADE
    return rows.add(
        Recommendation,
        worker_id=worker,
        posting_id=offer.id,
        fair_id=fair_id,
        state=state,
        made_on=day,
        decided_on=None if waits else day,
        reason="招聘会现场推荐",
        decline_reason="本人想再考虑" if state is RecommendationState.DECLINED else None,
    )


def _place(
    rows: Rows,
    work: tuple[Spell, Offer],
    worker: int,
    fair: int | None,
    recommendation: int | None,
) -> None:
    spell, offer = work
    start = spell.started_on
    stable_on = start + timedelta(days=_STABLE_AFTER)
    is_stable = stable_on <= AS_OF
    proposed = start - timedelta(days=3)
    placement = rows.add(
        Placement,
        worker_id=worker,
        posting_id=offer.id,
        recommendation_id=recommendation,
        fair_id=fair,
        state=PlacementState.STABLE if is_stable else PlacementState.STARTED,
        proposed_on=proposed,
        confirmed_on=proposed,
        dispatched_on=None if spell.region in _NEAR else start,
        hired_on=start,
        started_on=start,
        stable_on=stable_on if is_stable else None,
        work_region=spell.region,
        wage_fen_per_month=spell.income * _FEN,
    )
    if fair is not None:
        _follow_up(rows, placement, start)


def _follow_up(rows: Rows, placement: int, start: date) -> None:
    for day in _FOLLOW_UP_DAYS:
        due = start + timedelta(days=day)
        done = due <= AS_OF
        answers = {
            "work": True,
            "pay": True,
            "contract": True,
            "insurance": day > _FOLLOW_UP_DAYS[0],
        }
        rows.add(
            FollowUp,
            placement_id=placement,
            day=day,
            due_on=due,
            done_on=due if done else None,
            answers=answers if done else None,
        )


def write_monitoring(
    rows: Rows, households: Sequence[Household], numbers: Sequence[int], size: Size
) -> None:
    """Write monitoring cases: cleared ones, and ones under measures.

    *numbers* are the households' ids in order.
    """
    rng = tables.chance("monitoring")
    cleared = pick_households(households, *size.cleared)
    watched = pick_households(households, *size.watched, without=cleared)
    for at in cleared:
        reported = date(2021, 5, 1) + timedelta(days=rng.randint(0, 400))
        done = reported + timedelta(days=rng.randint(150, 380))
        _watch(rows, numbers[at], reported, done, rng)
    for at in watched:
        reported = date(2022, 4, 1) + timedelta(days=rng.randint(0, 400))
        _watch(rows, numbers[at], reported, None, rng)
    rows.write(MonitoringCase, MonitoringMeasure)


def _watch(
    rows: Rows, household: int, reported: date, cleared: date | None, rng: random.Random
) -> None:
    case = rows.add(
        MonitoringCase,
        household_id=household,
        kind=rng.choice(list(MonitoredKind)),
        channel=rng.choice(list(MonitoringChannel)),
        state=MonitoringState.CLEARED if cleared else MonitoringState.WATCHED,
        reported_on=reported,
        verified_on=reported + timedelta(days=5),
        watched_on=reported + timedelta(days=12),
        cleared_on=cleared,
        reason=rng.choice(_REASONS),
    )
    for kind in rng.sample(_MEASURES, rng.choice((1, 2))):
        rows.add(
            MonitoringMeasure,
            case_id=case,
            kind=kind,
            started_on=reported + timedelta(days=12),
        )
