from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.kinds import EmployerKind, WorkRegion
from jobmatch.domain.workers import EmploymentChannel
from jobmatch.services.seeding import careers, tables
from jobmatch.services.seeding.scales import AS_OF, SIZES, Scale

if TYPE_CHECKING:
    from jobmatch.services.seeding.careers import Labourer, Spell
    from jobmatch.services.seeding.district import Plan

SIZE = SIZES[Scale.SMALL]


def _present(plan: Plan) -> list[tuple[Labourer, Spell]]:
    return [(one, one.present) for one in plan.force if one.present is not None]


def test_the_labour_force_is_as_large_and_as_employed_as_asked(small_plan: Plan) -> None:
    assert len(small_plan.force) == SIZE.workers
    assert len(_present(small_plan)) == SIZE.employed


def test_every_household_has_an_employed_worker(small_plan: Plan) -> None:
    at_work = {one.member.at for one, _ in _present(small_plan)}
    assert at_work == set(range(SIZE.households))


def test_some_households_lose_their_last_employment_afterwards(small_plan: Plan) -> None:
    groups: dict[int, list[Labourer]] = defaultdict(list)
    for one in small_plan.force:
        groups[one.member.at].append(one)
    emptied = [
        group
        for group in groups.values()
        if all(one.emptied_on or not one.employed for one in group)
    ]
    assert len(emptied) == SIZE.emptied
    for one, spell in _present(small_plan):
        assert spell.ended_on == one.emptied_on
        assert one.emptied_on is None or one.emptied_on > AS_OF


def test_every_taken_place_has_its_worker(small_plan: Plan) -> None:
    held = Counter(id(spell.offer) for _, spell in _present(small_plan) if spell.offer)
    for firm in small_plan.firms:
        for offer in firm.offers:
            assert held[id(offer)] == offer.taken


def test_collectives_have_their_people(small_plan: Plan) -> None:
    people = Counter(spell.firm.name for _, spell in _present(small_plan) if spell.firm)
    for firm in small_plan.firms:
        if firm.kind is EmployerKind.COLLECTIVE:
            assert people[firm.name] == firm.people


def test_welfare_and_workshop_work_lies_in_the_county(small_plan: Plan) -> None:
    near = {WorkRegion.IN_COMMUNITY, WorkRegion.IN_COUNTY}
    local = {EmploymentChannel.PUBLIC_WELFARE, EmploymentChannel.WORKSHOP}
    for one in small_plan.force:
        for spell in one.spells:
            assert spell.channel not in local or spell.region in near


def test_a_pool_gives_nobody_twice_and_prefers_the_first_test(small_plan: Plan) -> None:
    pool = careers.Pool(small_plan.force, tables.chance("test"))
    old = pool.take(5, lambda one: one.member.age >= 50)
    mixed = pool.take(400, lambda one: one.member.age >= 50, lambda _: True)
    assert all(one.member.age >= 50 for one in old)
    assert len({id(one) for one in [*old, *mixed]}) == 405
    with pytest.raises(ValueError, match="400"):
        pool.take(400, lambda _: True)


def test_those_who_lose_their_work_are_never_in_the_pool(small_plan: Plan) -> None:
    pool = careers.Pool(small_plan.force, tables.chance("test"))
    free = sum(one.employed and one.emptied_on is None for one in small_plan.force)
    taken = pool.take(free, lambda _: True)
    assert all(one.employed and one.emptied_on is None for one in taken)
