from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jobmatch.domain.workers import TargetGroup
from jobmatch.store.households import Household
from jobmatch.store.people import Person, TargetGroupMember
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_a_household_has_one_head(any_session: Session) -> None:
    household = Household()
    any_session.add(household)
    any_session.flush()
    any_session.add_all(
        [
            Person(name="甲", household_id=household.id, is_head=True, relation_to_head="户主"),
            Person(name="乙", household_id=household.id, relation_to_head="配偶"),
            Person(name="丙", household_id=household.id),
        ]
    )
    any_session.flush()
    with refused(any_session, "uq_person_one_head_per_household"):
        any_session.add(Person(name="丁", household_id=household.id, is_head=True))


def test_people_without_a_known_number_are_no_duplicates(any_session: Session) -> None:
    any_session.add_all([Person(name="甲"), Person(name="甲")])
    any_session.flush()


def test_a_group_is_joined_once_at_a_time(any_session: Session) -> None:
    veteran = TargetGroup.VETERAN
    person = Person(name="甲", target_groups=[TargetGroupMember(target_group=veteran)])
    any_session.add(person)
    any_session.flush()
    with refused(any_session, "uq_target_group_member_one_current"):
        any_session.add(TargetGroupMember(person_id=person.id, target_group=veteran))
    person.target_groups[0].until_on = date(2026, 3, 1)
    any_session.flush()
    any_session.add(TargetGroupMember(person_id=person.id, target_group=veteran))
    any_session.flush()
