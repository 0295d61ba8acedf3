from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.kinds import EmployerKind
from jobmatch.services.seeding import fairs
from jobmatch.services.seeding.scales import AS_OF, SIZES, Scale

if TYPE_CHECKING:
    from jobmatch.services.seeding.district import Plan

SIZE = SIZES[Scale.SMALL]


@pytest.mark.parametrize("scale", list(Scale))
def test_fairs_were_held_before_the_day_of_the_figures(scale: Scale) -> None:
    days = fairs.fair_days(SIZES[scale])
    assert len(days) == SIZES[scale].fairs
    assert days == sorted(days)
    assert days[-1] < AS_OF


def test_every_enterprise_stands_at_a_fair_and_once_only_at_each(small_plan: Plan) -> None:
    enterprises = {firm.name for firm in small_plan.firms if firm.kind is EmployerKind.ENTERPRISE}
    assert {firm.name for plan in small_plan.fairs for firm in plan.firms} == enterprises
    for plan in small_plan.fairs:
        assert max(Counter(firm.name for firm in plan.firms).values()) == 1


def test_as_many_are_placed_as_asked_each_once_and_after_the_fair(small_plan: Plan) -> None:
    placed = [(plan, one, offer) for plan in small_plan.fairs for one, offer in plan.placed]
    assert len(placed) == SIZE.placed
    assert len({id(one) for _, one, _ in placed}) == len(placed)
    for plan, one, offer in placed:
        assert one.present is not None
        assert one.present.offer is offer
        assert plan.day < one.present.started_on <= AS_OF
        assert offer in [each for firm in plan.firms for each in firm.offers]


def test_nobody_is_placed_where_age_or_a_certificate_stands_against_it(small_plan: Plan) -> None:
    for plan in small_plan.fairs:
        for one, offer in plan.placed:
            assert not offer.certificates
            assert offer.admits(one.member.sex, one.member.age)
            assert offer.places is not None
            assert offer.taken <= offer.places


def test_talks_are_with_the_unemployed_and_lead_to_no_placement(small_plan: Plan) -> None:
    talks = [talk for plan in small_plan.fairs for talk in plan.talks]
    assert talks
    assert all(not one.employed for one, _, _ in talks)
    assert {state for _, _, state in talks} <= {"intended", "declined", "refused", "made"}
