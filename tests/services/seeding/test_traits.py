from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.domain.kinds import LabourCapacity, Schooling

if TYPE_CHECKING:
    from jobmatch.services.seeding.district import Plan
    from jobmatch.services.seeding.families import Member


def _people(plan: Plan) -> list[Member]:
    return [member for household in plan.households for member in household.people]


def test_everybody_has_either_schooling_or_a_school_year(small_plan: Plan) -> None:
    for member in _people(small_plan):
        assert (member.schooling is None) != (member.student_status is None)


def test_no_worker_is_a_pupil_or_without_capacity(small_plan: Plan) -> None:
    for member in _people(small_plan):
        if member.is_worker:
            assert member.student_status is None
            assert member.capacity in {LabourCapacity.ORDINARY, LabourCapacity.WEAK_OR_HALF}


def test_grown_ups_outside_the_labour_force_have_a_reason(small_plan: Plan) -> None:
    for member in _people(small_plan):
        if not member.is_worker and member.student_status is None:
            too_old = member.age >= 65
            assert too_old or member.capacity is LabourCapacity.LOST
            assert too_old or member.health != "健康"


def test_degrees_come_with_the_age_for_them(small_plan: Plan) -> None:
    for member in _people(small_plan):
        if member.schooling is Schooling.BACHELOR:
            assert member.age >= 22


def test_most_people_are_healthy(small_plan: Plan) -> None:
    people = _people(small_plan)
    ill = [member for member in people if member.health != "健康"]
    assert 0 < len(ill) < len(people) / 6
