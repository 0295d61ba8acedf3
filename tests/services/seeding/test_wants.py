from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.kinds import LabourCapacity, WorkRegion
from jobmatch.domain.workers import CareKind
from jobmatch.services.seeding import tables, wants

if TYPE_CHECKING:
    from jobmatch.services.seeding.careers import Labourer
    from jobmatch.services.seeding.district import Plan
    from jobmatch.services.seeding.wants import Seeking

ASKED = list[tuple["Labourer", "Seeking"]]


@pytest.fixture(scope="module")
def asked(small_plan: Plan) -> ASKED:
    interviewer = wants.Interviewer(tables.chance("test"))
    return [
        (one, interviewer.ask(one, small_plan.households[one.member.at]))
        for one in small_plan.force
    ]


def test_most_of_the_unemployed_want_work_and_say_what(asked: ASKED) -> None:
    idle = [seeking for one, seeking in asked if not one.employed]
    willing = [seeking for seeking in idle if seeking.willing]
    assert 0.8 < len(willing) / len(idle) <= 1
    for seeking in willing:
        assert seeking.wish is not None
        assert seeking.wish.works
        assert seeking.wish.words


def test_nobody_wishes_who_does_not_look(asked: ASKED) -> None:
    assert all(seeking.wish is None for _, seeking in asked if not seeking.willing)


def test_wishes_name_kinds_of_work_of_the_table(asked: ASKED) -> None:
    known = {row["work"] for row in tables.rows("kinds_of_work")}
    for _, seeking in asked:
        if seeking.wish is not None:
            assert set(seeking.wish.works) <= known


def test_those_bound_to_their_home_look_near_it(asked: ASKED) -> None:
    near = {WorkRegion.IN_COMMUNITY.value, WorkRegion.IN_COUNTY.value}
    for _, seeking in asked:
        if seeking.cannot_leave and seeking.wish is not None:
            assert set(seeking.wish.regions or ()) == near
            assert seeking.wish.near_home


def test_nobody_cares_for_a_child_that_is_not_there(asked: ASKED, small_plan: Plan) -> None:
    for one, seeking in asked:
        if CareKind.CHILD in seeking.care:
            household = small_plan.households[one.member.at]
            assert any(member.age < 7 for member in household.people)


def test_skills_and_certificates_stand_once(asked: ASKED) -> None:
    for _, seeking in asked:
        assert len(set(seeking.skills)) == len(seeking.skills)
        assert len(set(seeking.certificates)) == len(seeking.certificates)


def test_a_trade_certificate_makes_a_skilled_worker_but_never_of_a_weak_one(asked: ASKED) -> None:
    for one, seeking in asked:
        if seeking.capacity is LabourCapacity.SKILLED:
            assert seeking.certificates
            assert one.member.capacity is LabourCapacity.ORDINARY
        if one.member.capacity is LabourCapacity.WEAK_OR_HALF:
            assert seeking.capacity is LabourCapacity.WEAK_OR_HALF
