from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.accounts import Actor, Area, Role
from jobmatch.domain.errors import ForbiddenError, NotFoundError
from jobmatch.domain.exposure import Dimension
from jobmatch.domain.kinds import Sex
from jobmatch.domain.placements import PlacementState
from jobmatch.services import exposure
from jobmatch.services.matches import changes, districts, runs
from jobmatch.store.accounts import Account
from jobmatch.store.fairs import Booth, BoothPosting, Fair
from jobmatch.store.matches import MatchList, MatchRun, MatchSide, pack_ids, pack_scores
from jobmatch.store.placements import Placement
from jobmatch.store.postings import PostingAge
from jobmatch.store.workers import Employment
from tests.factories import make_employer, make_posting, make_worker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from jobmatch.services.exposure import ExposureReport, GroupLine
    from jobmatch.services.matches.districts import District
    from jobmatch.store.postings import Posting
    from jobmatch.store.workers import Worker

TODAY = date(2026, 3, 15)


class Town:
    """12 women of 40, 12 men of 40, 12 men of 60; one posting for all, one up to 45 years."""

    def __init__(self, session: Session) -> None:
        self.session = session
        employer = make_employer(session, name="某厂")
        self.open = make_posting(session, title="普工", employer=employer)
        self.young = make_posting(session, title="保洁员", employer=employer)
        session.add(PostingAge(posting_id=self.young.id, seq=0, min_age=18, max_age=45))
        self.women = self._people(Sex.FEMALE, 1985)
        self.men = self._people(Sex.MALE, 1985)
        self.old = self._people(Sex.MALE, 1965)
        self.run = MatchRun(scope="all", finished_at=datetime(2026, 3, 15, tzinfo=UTC))
        session.add(self.run)
        session.flush()

    def _people(self, sex: Sex, year: int) -> list[Worker]:
        person = {"sex": sex, "birth_on": date(year, 1, 1)}
        return [make_worker(self.session, name="某人", person=person) for _ in range(12)]

    def store(self, side: MatchSide, subject: Worker | Posting, members: Sequence[int]) -> None:
        self.session.add(
            MatchList(
                run_id=self.run.id,
                side=side,
                subject_id=subject.id,
                ids=pack_ids(members),
                scores=pack_scores([0.5] * len(members)),
            )
        )
        self.session.flush()

    def match(self, shown: Sequence[Worker]) -> None:
        """Store a list for every worker, and *shown* as the list of the posting for all."""
        for worker in [*self.women, *self.men, *self.old]:
            self.store(MatchSide.WORKER, worker, [self.open.id] if worker in shown else [])
        self.store(MatchSide.POSTING, self.open, [worker.id for worker in shown])


def line(report: ExposureReport, dimension: Dimension, name: str) -> GroupLine:
    return next(each for each in report.dimensions[dimension] if each.name == name)


@pytest.fixture
def town(session: Session) -> Town:
    return Town(session)


def test_seats_stand_beside_what_the_pool_would_give(town: Town) -> None:
    town.match([*town.women[:9], *town.men[:3]])
    found = exposure.report_exposure(town.session, today=TODAY)
    assert (found.postings, found.people, found.seats) == (2, 36, 12)
    women, men = line(found, Dimension.SEX, "女"), line(found, Dimension.SEX, "男")
    assert (women.seats, men.seats) == (9, 3)
    assert (women.expected_seats, men.expected_seats) == pytest.approx((4, 8))
    assert women.parity == pytest.approx(9 / 4)
    assert (women.listed, men.listed) == (9, 3)
    assert women.share(women.listed) == 0.75


def test_lists_that_are_half_renewed_or_stale_are_told(town: Town) -> None:
    def remark() -> str | None:
        return exposure.report_exposure(town.session, today=TODAY).remark

    def read() -> District:
        return districts.open_district(town.session, on=TODAY)

    town.match(town.women)
    assert remark() == exposure.STALE
    town.run.finished_at = None
    town.session.flush()
    assert remark() == exposure.HALF_RENEWED
    now = datetime(2026, 3, 15, 4, tzinfo=UTC)
    runs.run_through(read(), transaction=lambda: nullcontext(town.session), now=now)
    assert remark() is None
    town.open.title = "缝纫工"
    town.session.flush()
    assert remark() == exposure.STALE
    district = read()
    found = changes.find(town.session, district)
    assert found
    changes.store(town.session, district, found, changes.renew(district, found), now=now)
    assert remark() is None
    runs.begin(town.session, read(), restart=True)
    assert remark() == exposure.HALF_RENEWED


def test_the_pool_is_whom_the_limits_permit(town: Town) -> None:
    town.match(town.men)
    town.store(MatchSide.POSTING, town.young, [each.id for each in town.women])
    found = exposure.report_exposure(town.session, today=TODAY)
    middle, old = (line(found, Dimension.AGE, name) for name in ("35-44岁", "55岁及以上"))
    assert (middle.mean_permitted, old.mean_permitted) == (2, 1)
    # Nobody over 45 is expected in the list that the law of its ages keeps from them.
    assert old.expected_seats == pytest.approx(4)
    assert middle.expected_seats == pytest.approx(20)


def test_rates_are_those_of_the_qualified(town: Town) -> None:
    town.match(town.women)
    town.session.add_all(
        [Employment(worker_id=each.id, started_on=date(2026, 1, 1)) for each in town.women[:6]]
    )
    town.session.add(
        Placement(
            worker_id=town.women[0].id,
            posting_id=town.open.id,
            state=PlacementState.STARTED,
            started_on=TODAY,
        )
    )
    town.session.flush()
    women = line(exposure.report_exposure(town.session, today=TODAY), Dimension.SEX, "女")
    assert women.share(women.employed) == 0.5
    assert women.placed == 1


def test_small_groups_are_hidden_with_the_smallest_other(town: Town) -> None:
    make_disabled = town.women[:3]
    for worker in make_disabled:
        worker.health = "残疾"
    town.match(town.women)
    found = exposure.report_exposure(town.session, today=TODAY)
    groups = found.dimensions[Dimension.HEALTH]
    assert {each.name: each.is_hidden for each in groups} == {"残疾": True, "未登记": True}
    assert all(each.seats is None and each.parity is None for each in groups)


def test_a_fair_reports_its_own_postings(town: Town) -> None:
    town.match([*town.women, *town.men])
    town.store(MatchSide.POSTING, town.young, [each.id for each in town.men])
    fair = Fair(name="某场招聘会", starts_on=TODAY, ends_on=TODAY)
    town.session.add(fair)
    town.session.flush()
    booth = Booth(fair_id=fair.id, employer_id=town.young.employer_id, number="1")
    town.session.add(booth)
    town.session.flush()
    town.session.add(BoothPosting(booth_id=booth.id, posting_id=town.young.id))
    town.session.flush()
    found = exposure.report_exposure(town.session, today=TODAY, fair_id=fair.id)
    assert (found.fair, found.postings, found.seats) == ("某场招聘会", 1, 12)
    women = line(found, Dimension.SEX, "女")
    assert (women.seats, women.listed, women.qualified) == (0, 0, 12)
    # The men of 60 are no part of the pool, so half of the seats would be the women's.
    assert women.expected_seats == pytest.approx(6)
    with pytest.raises(NotFoundError):
        exposure.report_exposure(town.session, today=TODAY, fair_id=fair.id + 1)


def test_without_lists_there_is_nothing_to_report(town: Town) -> None:
    with pytest.raises(exposure.NotMatchedError):
        exposure.report_exposure(town.session, today=TODAY)


def test_a_report_is_asked_for_once_by_who_sees_the_whole_district(session: Session) -> None:
    account = Account(name="a", display_name="a", role=Role.DIRECTOR)
    session.add(account)
    session.flush()
    actor = Actor(account.id, "a", Role.DIRECTOR)
    first = exposure.ask_for_report(session, actor=actor, key="1")
    assert exposure.ask_for_report(session, actor=actor, key="2") is first
    narrow = Area(community_ids=frozenset({1}))
    for other in (Actor(1, "b", Role.CLERK, narrow), Actor(1, "b", Role.HOUSEKEEPER)):
        with pytest.raises(ForbiddenError):
            exposure.ask_for_report(session, actor=other, key="1")
