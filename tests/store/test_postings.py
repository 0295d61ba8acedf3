from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm.exc import StaleDataError

from jobmatch.domain.kinds import EmployerKind, LegalFlag, PayUnit, Sex
from jobmatch.domain.postings import PostingState
from jobmatch.store.postings import (
    Posting,
    PostingAge,
    PostingCertificate,
    PostingFlag,
    PostingOccupation,
    PostingPay,
)
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_a_posting_of_which_nothing_is_known_stays_unknown(any_session: Session) -> None:
    posting = Posting()
    any_session.add(posting)
    any_session.flush()
    any_session.expire_all()
    assert posting.state is PostingState.DRAFT
    unknown = ("title", "kind", "pay_min", "places_min", "sex", "board", "lodging", "vacancies")
    assert [getattr(posting, name) for name in unknown] == [None] * len(unknown)
    assert (posting.cells, posting.confidence, posting.places_open) == ({}, {}, False)


def test_every_part_reads_back(any_session: Session) -> None:
    posting = Posting(
        title="缝纫工",
        kind=EmployerKind.WORKSHOP,
        pay_min=Decimal(2300),
        pay_max=Decimal(5200),
        pay_unit=PayUnit.MONTH,
        contact_phone="13800001234",
        cells={"pay_min": "生手2300，熟手5200"},
        confidence={"pay_min": 0.8},
        pay_variants=[
            PostingPay(seq=1, label="熟手", pay_min=Decimal(5200)),
            PostingPay(seq=0, label="生手", pay_min=Decimal(2300)),
        ],
        ages=[
            PostingAge(seq=0, sex=Sex.MALE, min_age=18, max_age=55),
            PostingAge(seq=1, sex=Sex.FEMALE, min_age=18, max_age=50),
        ],
        certificates=[PostingCertificate(seq=0, name="健康证")],
        occupations=[PostingOccupation(seq=0, code="6-05-01-03", score=0.9)],
        flags=[PostingFlag(flag=LegalFlag.SEX_LIMIT, severity="warn", words="限女性")],
    )
    any_session.add(posting)
    any_session.flush()
    any_session.expire_all()
    assert posting.kind is EmployerKind.WORKSHOP
    assert [pay.label for pay in posting.pay_variants] == ["生手", "熟手"]
    assert [(age.sex, age.max_age) for age in posting.ages] == [(Sex.MALE, 55), (Sex.FEMALE, 50)]
    assert posting.flags[0].flag is LegalFlag.SEX_LIMIT
    assert posting.cells == {"pay_min": "生手2300，熟手5200"}
    assert posting.confidence == {"pay_min": 0.8}
    assert posting.contact_phone == "13800001234"


def test_its_parts_go_with_it(any_session: Session) -> None:
    posting = Posting(title="普工", ages=[PostingAge(seq=0, min_age=18)])
    any_session.add(posting)
    any_session.flush()
    any_session.delete(posting)
    any_session.flush()
    assert any_session.scalar(select(func.count()).select_from(PostingAge)) == 0


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"pay_min": Decimal(5000), "pay_max": Decimal(1000)}, "ck_posting_pay_in_order"),
        ({"pay_min": Decimal(-1)}, "ck_posting_pay_not_negative"),
        ({"places_min": 10, "places_max": 5}, "ck_posting_places_in_order"),
        ({"places_min": -1}, "ck_posting_places_not_negative"),
        ({"vacancies": -1}, "ck_posting_vacancies_not_negative"),
    ],
)
def test_what_contradicts_itself_is_refused(
    any_session: Session, fields: dict[str, Any], constraint: str
) -> None:
    with refused(any_session, constraint):
        any_session.add(Posting(title="普工", **fields))


def test_ages_out_of_order_are_refused(any_session: Session) -> None:
    with refused(any_session, "ck_posting_age_ages_in_order"):
        any_session.add(Posting(ages=[PostingAge(seq=0, min_age=45, max_age=18)]))


def test_an_open_end_is_no_contradiction(any_session: Session) -> None:
    any_session.add(Posting(pay_min=Decimal(4000), ages=[PostingAge(seq=0, max_age=45)]))
    any_session.flush()


def test_the_same_source_makes_one_posting(any_session: Session) -> None:
    any_session.add(Posting(title="普工", source_key="a" * 64))
    any_session.flush()
    with refused(any_session, "uq_posting_source_key"):
        any_session.add(Posting(title="普工", source_key="a" * 64))


def test_the_same_flag_stands_once(any_session: Session) -> None:
    with refused(any_session, "uq_posting_flag_posting_id_flag"):
        flags = [PostingFlag(flag=LegalFlag.SEX_LIMIT) for _ in range(2)]
        any_session.add(Posting(title="普工", flags=flags))


def test_two_clerks_editing_one_posting_are_noticed(any_session: Session) -> None:
    posting = Posting(title="普工")
    any_session.add(posting)
    any_session.flush()
    table: Any = Posting.__table__
    any_session.execute(table.update().values(version=Posting.version + 1))
    posting.title = "操作工"
    with pytest.raises(StaleDataError):
        any_session.flush()
