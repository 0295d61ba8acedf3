from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch.domain.accounts import SYSTEM
from jobmatch.domain.imports import ImportKind
from jobmatch.domain.kinds import PayUnit, WorkRegion
from jobmatch.domain.postings import PostingState
from jobmatch.matching.occupations import OccupationHit
from jobmatch.services import aliases, imports
from jobmatch.services.imports import postings as writing
from jobmatch.store.employers import Employer
from jobmatch.store.postings import Posting
from tests.services.imports.made import TODAY, bring_in, content, outcomes, sheet

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


OFFER = (
    "某厂",
    "普工",
    "10人",
    "4000-5000元/月",
    "18-50岁",
    "健康证",
    "广东省东莞市",
    "王某",
    "13800003333",
)


def _posting(session: Session) -> Posting:
    return session.scalars(select(Posting)).one()


def test_an_offer_with_all_its_parts(any_session: Session) -> None:
    bring_in(any_session, sheet(OFFER))
    posting = _posting(any_session)
    assert (posting.title, posting.pay_unit) == ("普工", PayUnit.MONTH)
    assert (posting.pay_min, posting.pay_max) == (Decimal(4000), Decimal(5000))
    assert (posting.places_max, posting.vacancies) == (10, 10)
    assert [(one.min_age, one.max_age) for one in posting.ages] == [(18, 50)]
    assert [one.name for one in posting.certificates] == ["健康证"]
    assert posting.work_region is WorkRegion.OUT_OF_PROVINCE
    assert posting.contact_phone == "13800003333"
    assert posting.cells["pay_min"] == "4000-5000元/月"
    assert posting.confidence["pay_min"] > 0.5
    assert posting.cells["phone"] == "*******3333"
    assert (posting.state, posting.published_on) == (PostingState.PUBLISHED, TODAY)
    assert any_session.scalars(select(Employer)).one().name == "某厂"


def test_what_the_law_forbids_waits_for_a_person(session: Session) -> None:
    bring_in(session, sheet(("某厂", "文员", "1人", "3000元/月，限未婚")))
    posting = _posting(session)
    assert posting.state is PostingState.IN_REVIEW
    assert [flag.severity for flag in posting.flags] == ["block"]


def test_an_offer_whose_day_has_passed_is_kept_as_expired(session: Session) -> None:
    made = content(
        ("企业名称", "岗位名称", "招聘人数", "截止日期"), ("某厂", "普工", "3", "2026-01-31")
    )
    incoming = imports.read_content(made, name="旧.csv", kind=ImportKind.POSTINGS, today=TODAY)
    bring_in(session, incoming)
    posting = _posting(session)
    assert (posting.state, posting.state_reason) == (PostingState.EXPIRED, writing.OVER)


def test_occupations_are_told_by_the_finder(session: Session) -> None:
    incoming = sheet(OFFER)
    batch = imports.preview(session, actor=SYSTEM, incoming=incoming)
    hits = [
        OccupationHit("6-31-00-00", "生产辅助人员", 1.0, ""),
        OccupationHit("6-31-00-00", "同", 0.5, ""),
    ]
    imports.commit(
        session, actor=SYSTEM, batch_id=batch.id, incoming=incoming, find_occupations=lambda _: hits
    )
    posting = _posting(session)
    assert posting.occupation_code == "6-31-00-00"
    assert [one.code for one in posting.occupations] == ["6-31-00-00"]


def test_what_a_person_said_of_the_work_outlives_a_changed_file(session: Session) -> None:
    bring_in(session, sheet(OFFER))
    posting = _posting(session)
    aliases.correct_posting(session, actor=SYSTEM, posting_id=posting.id, code="6-05-01-03")
    incoming = sheet((*OFFER[:3], "4500元/月", *OFFER[4:]), name="改.csv")
    batch = imports.preview(session, actor=SYSTEM, incoming=incoming)
    hits = [OccupationHit("6-31-00-00", "生产辅助人员", 1.0, "")]
    imports.commit(
        session, actor=SYSTEM, batch_id=batch.id, incoming=incoming, find_occupations=lambda _: hits
    )
    assert posting.pay_min == 4500
    assert [one.code for one in posting.occupations] == ["6-05-01-03"]
    assert posting.occupation_code == "6-05-01-03"


def test_a_changed_offer_changes_in_place(any_session: Session) -> None:
    bring_in(any_session, sheet(OFFER))
    posting = _posting(any_session)
    posting.vacancies = 7
    any_session.flush()
    changed = (
        "某厂",
        "普工",
        "12人",
        "4500元/月",
        "18-45岁、女18-40",
        "健康证、叉车证",
        "广东省东莞市",
        "李某",
        "13800004444",
    )
    batch = bring_in(any_session, sheet(changed, name="改.csv"))
    assert outcomes(batch) == {"updated": 1}
    assert posting.pay_min == 4500
    assert posting.pay_max is None or posting.pay_max == 4500
    assert posting.vacancies == 9  # three places were taken meanwhile
    assert [one.name for one in posting.certificates] == ["健康证", "叉车证"]
    assert posting.contact_phone == "13800004444"


def test_a_posting_that_moved_is_the_same_for_its_sender(session: Session) -> None:
    bring_in(session, sheet(OFFER))
    moved = (*OFFER[:6], "浙江省绍兴市", *OFFER[7:])
    batch = bring_in(session, sheet(moved, name="招工表2026年4月.csv"))
    assert outcomes(batch) == {"updated": 1}
    assert _posting(session).workplace == "浙江省绍兴市"


def test_the_same_title_at_two_places_is_two_postings(session: Session) -> None:
    bring_in(session, sheet(OFFER, (*OFFER[:6], "浙江省绍兴市", *OFFER[7:])))
    assert len(session.scalars(select(Posting)).all()) == 2
    again = sheet((*OFFER[:6], "浙江省绍兴市", *OFFER[7:]), OFFER, name="调序.csv")
    assert outcomes(bring_in(session, again)) == {"unchanged": 2}


def test_equal_rows_are_counted_apart(session: Session) -> None:
    bring_in(session, sheet(OFFER, OFFER))
    assert len(session.scalars(select(Posting)).all()) == 2


def test_an_expired_offer_that_comes_again_is_open_again(session: Session) -> None:
    bring_in(session, sheet(OFFER))
    posting = _posting(session)
    posting.state = PostingState.EXPIRED
    posting.deadline_on = date(2026, 1, 1)
    session.flush()
    bring_in(session, sheet((*OFFER[:3], "4100-5000元/月", *OFFER[4:]), name="改.csv"))
    assert posting.state is PostingState.PUBLISHED
