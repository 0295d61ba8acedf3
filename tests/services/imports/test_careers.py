from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch.domain.imports import ImportKind
from jobmatch.domain.kinds import WorkRegion
from jobmatch.domain.workers import Source
from jobmatch.services import imports
from jobmatch.store.workers import Worker
from tests.factories import make_employer
from tests.intake.rosters.made import MAN
from tests.services.imports.made import TODAY, bring_in, content, outcomes, roster

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.imports import ImportBatch


def _bring(session: Session, name: str, *told: str) -> tuple[Worker, ImportBatch]:
    batch = bring_in(session, roster(("张三", MAN, *[""] * 5, *told), name=name))
    return session.scalars(select(Worker)).one(), batch


def test_work_skills_papers_and_wishes(session: Session) -> None:
    firm = make_employer(session, name="某某电子厂")
    worker, _ = _bring(
        session, "a.csv", "是", "某某电子厂", "4000元", "电焊、缝纫", "焊工证", "包住、离家近"
    )
    (work,) = worker.employments
    assert (work.employer_name, work.employer_id, work.monthly_income_fen) == (
        "某某电子厂",
        firm.id,
        400_000,
    )
    assert work.source is Source.IMPORT
    assert (worker.is_employed, worker.employed_as_of) == (True, TODAY)
    assert sorted(one.name for one in worker.skills) == ["电焊", "缝纫"]
    assert [one.name for one in worker.certificates] == ["焊工证"]
    assert worker.wish is not None
    assert worker.wish.words == ["包住", "离家近"]


def test_a_better_income_changes_the_spell_and_another_firm_ends_it(session: Session) -> None:
    _bring(session, "a.csv", "是", "甲厂", "4000")
    worker, batch = _bring(session, "b.csv", "是", "甲厂", "4500")
    assert outcomes(batch) == {"updated": 1}
    assert [one.monthly_income_fen for one in worker.employments] == [450_000]
    worker, _ = _bring(session, "c.csv", "是", "乙厂", "5000")
    spells = sorted(worker.employments, key=lambda one: one.id)
    assert [(one.employer_name, one.ended_on) for one in spells] == [
        ("甲厂", TODAY),
        ("乙厂", None),
    ]


def test_no_work_ends_the_spell(session: Session) -> None:
    _bring(session, "a.csv", "是", "甲厂", "4000")
    worker, _ = _bring(session, "b.csv", "否")
    assert [one.ended_on for one in worker.employments] == [TODAY]
    assert worker.is_employed is False


def test_skills_gather_and_wishes_replace(session: Session) -> None:
    _bring(session, "a.csv", "", "", "", "电焊", "焊工证", "包住")
    worker, batch = _bring(session, "b.csv", "", "", "", "缝纫", "健康证", "日结")
    assert outcomes(batch) == {"updated": 1}
    assert sorted(one.name for one in worker.skills) == ["电焊", "缝纫"]
    assert sorted(one.name for one in worker.certificates) == ["健康证", "焊工证"]
    assert worker.wish is not None
    assert worker.wish.words == ["日结"]


def test_where_the_work_lies(session: Session) -> None:
    made = content(
        ("姓名", "身份证号", "务工所在地", "务工企业名称"), ("张三", MAN, "广东省东莞市", "某厂")
    )
    bring_in(
        session, imports.read_content(made, name="x.csv", kind=ImportKind.WORKERS, today=TODAY)
    )
    (work,) = session.scalars(select(Worker)).one().employments
    assert (work.workplace, work.work_region) == ("广东省东莞市", WorkRegion.OUT_OF_PROVINCE)
