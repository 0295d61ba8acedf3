"""Everybody without a place is told the one reason that binds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.domain.accounts import SYSTEM
from jobmatch.domain.kinds import Sex, WorkRegion
from jobmatch.services import allocations
from jobmatch.store.postings import PostingAge
from tests.services.allocations import made

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.postings import Posting
    from jobmatch.store.workers import Worker

FAR = WorkRegion.OUT_OF_PROVINCE


def decide(session: Session, kind: str, worker: Worker, posting: Posting) -> None:
    use = allocations.pin if kind == "pin" else allocations.forbid
    use(
        session,
        actor=SYSTEM,
        worker_id=worker.id,
        posting_id=posting.id,
        reason="原来吵过架",
        on=made.TODAY,
    )


def test_no_work_wanted(session: Session) -> None:
    made.sewing(session)
    worker = made.sewer(session, "某甲")
    worker.willing_to_work = False
    session.flush()
    told = made.told(made.planned(session), worker)
    assert told == "not_willing: 登记为暂时不想找工作，没有参加安排。"


def test_a_limit_that_binds(session: Session) -> None:
    posting = made.sewing(session)
    session.add(PostingAge(posting_id=posting.id, seq=0, sex=Sex.ANY, min_age=18, max_age=30))
    worker = made.sewer(session, "某甲")
    told = made.told(made.planned(session), worker)
    assert told.startswith("limit: ")
    assert "最卡人的是招聘年龄" in told
    assert "招聘年龄18-30岁，本人40岁" in told


def test_all_places_taken(session: Session) -> None:
    posting = made.sewing(session)
    first, second = made.sewer(session, "某甲"), made.sewer(session, "某乙")
    plan = made.planned(session)
    left = second if first.id in made.seats(plan) else first
    told = made.told(plan, left)
    assert told.startswith("full: 合适的1个岗位共1个空缺")
    assert f"[{posting.id}]缝纫工" in told


def test_every_fitting_posting_forbidden(session: Session) -> None:
    posting, worker = made.sewing(session), made.sewer(session, "某甲")
    decide(session, "forbid", worker, posting)
    told = made.told(made.planned(session), worker)
    assert told == "forbidden: 合适的1个岗位都排除了（经办人已排除：原来吵过架）。"


def test_a_carer_whom_only_far_work_fits(session: Session) -> None:
    made.sewing(session, work_region=FAR)
    worker = made.sewer(session, "某甲")
    made.care(session, worker)
    assert made.told(made.planned(session), worker).startswith("care: 家里要留人照顾，只能在附近")


def test_the_second_carer_when_the_first_goes_far(session: Session) -> None:
    made.sewing(session, places=2, work_region=FAR)
    one = made.sewer(session, "某甲")
    other = made.spouse(session, one, "某乙")
    for worker in (one, other):
        made.care(session, worker)
    plan = made.planned(session)
    left = other if one.id in made.seats(plan) else one
    assert "家里要留一个人照顾" in made.told(plan, left)


def test_a_couple_without_two_places_together(session: Session) -> None:
    made.sewing(session), made.sewing(session)
    asking = made.sewer(session, "某甲", said="想和老婆一起做缝纫工")
    partner = made.spouse(session, asking, "某乙")
    plan = made.planned(session)
    for worker in (asking, partner):
        assert made.told(plan, worker) == (
            "couple: 要和爱人在一起：没有一家单位同时有两个人都合适的空缺。"
        )


def test_pins_that_cannot_be_kept(session: Session) -> None:
    posting = made.sewing(session)
    first, second = made.sewer(session, "某甲"), made.sewer(session, "某乙")
    for worker in (first, second):
        decide(session, "pin", worker, posting)
    plan = made.planned(session)
    left = second if first.id in made.seats(plan) else first
    assert "空缺都给了其他指定的人" in made.told(plan, left)
    posting.vacancies = 0
    session.flush()
    assert "已经招满或不再招聘" in made.told(made.planned(session), first)
    posting.vacancies = 2
    session.add(PostingAge(posting_id=posting.id, seq=0, sex=Sex.ANY, min_age=18, max_age=30))
    session.flush()
    session.expire_all()
    assert "不符合它的硬性条件" in made.told(made.planned(session), first)
