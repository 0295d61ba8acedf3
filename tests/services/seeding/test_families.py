from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from jobmatch.domain import households as rules
from jobmatch.domain import identity
from jobmatch.domain.kinds import Sex
from jobmatch.services.seeding import families, tables
from jobmatch.services.seeding.scales import AS_OF, SIZES, Scale

if TYPE_CHECKING:
    from jobmatch.services.seeding.district import Plan


@pytest.mark.parametrize("scale", list(Scale))
def test_worker_counts_sum_to_the_workers_asked(scale: Scale) -> None:
    counts = families.worker_counts(SIZES[scale], tables.chance("test"))
    assert len(counts) == SIZES[scale].households
    assert sum(counts) == SIZES[scale].workers
    assert set(counts) == {1, 2, 3, 4, 5}


def test_every_household_has_one_head_and_at_most_one_spouse(small_plan: Plan) -> None:
    for household in small_plan.households:
        relations = Counter(member.relation for member in household.people)
        assert relations["户主"] == 1
        assert household.people[0].relation == "户主"
        assert relations["配偶"] <= 1
        assert set(relations) <= set(rules.RELATIONS)


def test_the_rules_of_households_find_nothing_doubtful(small_plan: Plan) -> None:
    for household in small_plan.households:
        members = [rules.Member(one.relation, one.sex) for one in household.people]
        assert rules.doubts(members) == ()


def test_ages_of_relatives_make_sense(small_plan: Plan) -> None:
    for household in small_plan.households:
        head = household.people[0]
        for member in household.people:
            gap = head.age - member.age
            if member.relation in {"之子", "之女"}:
                assert gap >= 17
            if member.relation in {"之父", "之母"}:
                assert gap <= -10
            assert member.age == identity.age_on(member.born_on, AS_OF)


def test_workers_are_grown_up_and_the_idle_are_children_pupils_or_old(small_plan: Plan) -> None:
    for household in small_plan.households:
        for member in household.people:
            if member.is_worker:
                assert 18 <= member.age <= 66
                assert member.phone is not None


def test_id_numbers_are_unique_and_fit_their_people(small_plan: Plan) -> None:
    people = [member for household in small_plan.households for member in household.people]
    assert len({member.id_number for member in people}) == len(people)
    for member in people:
        assert identity.birth_of(member.id_number) == member.born_on
        assert identity.sex_of(member.id_number) is member.sex
        assert member.sex in {Sex.MALE, Sex.FEMALE}


def test_picked_households_have_the_people_asked(small_plan: Plan) -> None:
    first = families.pick_households(small_plan.households, 20, 85)
    second = families.pick_households(small_plan.households, 10, 40, without=first)
    assert len(set(first) | set(second)) == 30
    assert sum(len(small_plan.households[at].people) for at in first) == 85
    assert sum(len(small_plan.households[at].people) for at in second) == 40


def test_an_impossible_pick_is_refused(small_plan: Plan) -> None:
    with pytest.raises(ValueError, match="900"):
        families.pick_households(small_plan.households, 3, 900)
