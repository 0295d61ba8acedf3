from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from jobmatch.domain import identity
from jobmatch.domain.kinds import LabourCapacity, WorkRegion
from jobmatch.services.seeding.scales import AS_OF

if TYPE_CHECKING:
    from jobmatch.services.seeding.district import Plan

FAR = {WorkRegion.IN_CITY, WorkRegion.IN_PROVINCE, WorkRegion.OUT_OF_PROVINCE, WorkRegion.ABROAD}


def test_spells_follow_one_another_without_overlap(small_plan: Plan) -> None:
    for one in small_plan.force:
        for earlier, later in pairwise(one.spells):
            assert earlier.ended_on is not None
            assert earlier.started_on < earlier.ended_on <= later.started_on


def test_the_unemployed_have_no_spell_that_lasts(small_plan: Plan) -> None:
    for one in small_plan.force:
        if not one.employed:
            assert all(spell.ended_on and spell.ended_on <= AS_OF for spell in one.spells)


def test_nobody_works_as_a_child(small_plan: Plan) -> None:
    for one in small_plan.force:
        for spell in one.spells:
            assert identity.age_on(one.member.born_on, spell.started_on) >= 16
            assert spell.started_on <= AS_OF


def test_incomes_and_places_are_always_known(small_plan: Plan) -> None:
    for one in small_plan.force:
        for spell in one.spells:
            assert 400 <= spell.income <= 20_000
            assert spell.workplace
            assert spell.title


def test_people_of_weak_capacity_found_their_work_near_home(small_plan: Plan) -> None:
    for one in small_plan.force:
        if one.member.capacity is LabourCapacity.WEAK_OR_HALF:
            own = [spell for spell in one.spells if spell.firm is None]
            assert not FAR & {spell.region for spell in own}


def test_about_half_of_all_work_lies_outside_the_province(small_plan: Plan) -> None:
    regions = [one.present.region for one in small_plan.force if one.present]
    share = regions.count(WorkRegion.OUT_OF_PROVINCE) / len(regions)
    assert 0.35 < share < 0.6
