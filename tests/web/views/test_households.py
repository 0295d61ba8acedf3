"""The page of a household: who could be helped first, within one's area."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jobmatch.domain.accounts import Area, Role
from jobmatch.domain.kinds import Sex
from jobmatch.domain.monitoring import MonitoredKind, MonitoringState
from jobmatch.store.households import MonitoringCase
from jobmatch.store.people import Person
from jobmatch.store.workers import Employment, WorkerSkill
from tests.factories import make_community, make_worker

if TYPE_CHECKING:
    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn


def make(store: Store) -> tuple[str, int]:
    with store.writes.begin() as session:
        here = make_community(session, name="旺家社区")
        make_community(session, name="龙生社区")  # the next id
        worker = make_worker(session, name="杨秀英", community=here, is_employed=False)
        worker.skills = [WorkerSkill(name="缝纫")]
        household = worker.person.household
        assert household is not None
        household.household_no, household.relocated_year = "99000000000001", 2018
        household.monitoring_cases = [
            MonitoringCase(kind=MonitoredKind.UNSTABLE, state=MonitoringState.VERIFIED)
        ]
        session.add(
            Person(
                name="田小军",
                household_id=household.id,
                sex=Sex.MALE,
                birth_on=date(2015, 1, 2),
                relation_to_head="之子",
                student_status="小学",
            )
        )
        return household.uuid, here.id


def test_a_household_shows_its_people_and_whom_to_help(store: Store, sign_in: SignIn) -> None:
    uuid, _ = make(store)
    page = sign_in(Role.CLERK).get(f"/households/{uuid}").get_data(as_text=True)
    for words in (
        *("杨秀英家", "零就业家庭", "脱贫不稳定户", "请优先帮扶", "缝纫", "之子", "在校"),
        *("99000000000001", "2018", "家里人（2 人）"),
    ):
        assert words in page, words


def test_somebody_at_work_ends_the_alarm(store: Store, sign_in: SignIn) -> None:
    uuid, _ = make(store)
    with store.writes.begin() as session:
        session.add(Employment(worker_id=1, employer_name="鸿达制衣", started_on=date(2021, 3, 1)))
    page = sign_in(Role.CLERK).get(f"/households/{uuid}").get_data(as_text=True)
    assert "零就业家庭" not in page
    assert "1 个劳动力，1 个已就业" in page
    assert "鸿达制衣" in page


def test_another_areas_household_does_not_exist(store: Store, sign_in: SignIn) -> None:
    uuid, community = make(store)
    other = sign_in(Role.CLERK, Area(community_ids=frozenset({community + 1})))
    assert other.get(f"/households/{uuid}").status_code == 404
