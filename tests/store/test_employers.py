from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jobmatch.domain.kinds import EmployerKind
from jobmatch.store.employers import CollectiveMember, Employer, Park
from tests import factories
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DAY = date(2026, 3, 15)


def test_employers_of_every_kind_stand_in_parks(any_session: Session) -> None:
    park = Park(district_id=factories.make_district(any_session).id, name="龙生园区")
    any_session.add(park)
    any_session.flush()
    for kind in EmployerKind:
        factories.make_employer(any_session, name=f"某{kind}", kind=kind, park_id=park.id)
    any_session.expire_all()
    assert {employer.kind for employer in park.employers} == set(EmployerKind)


def test_an_employer_stands_once_by_its_compared_name(any_session: Session) -> None:
    factories.make_employer(any_session, name="某服装厂", contact_phone="13800001234")
    with refused(any_session, "uq_employer_name_key"):
        any_session.add(Employer(name="某 服装厂", name_key="某服装厂"))


def test_a_member_joins_once_at_a_time(any_session: Session) -> None:
    employer = factories.make_employer(any_session, name="某合作社", kind=EmployerKind.COLLECTIVE)
    worker = factories.make_worker(any_session, name="某人")
    pair = {"employer_id": employer.id, "worker_id": worker.id}
    any_session.add(CollectiveMember(**pair, joined_on=date(2020, 1, 1), left_on=DAY))
    any_session.add(CollectiveMember(**pair, joined_on=DAY))
    any_session.flush()
    with refused(any_session, "uq_collective_member_once_at_a_time"):
        any_session.add(CollectiveMember(**pair, joined_on=DAY))
    with refused(any_session, "ck_collective_member_leaves_after_joining"):
        any_session.add(CollectiveMember(**pair, joined_on=DAY, left_on=date(2020, 1, 1)))
