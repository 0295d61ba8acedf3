"""Quick edits: what stays keeps its source, what changes is noted, matches are asked for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from jobmatch.domain.accounts import Actor, Area, Role
from jobmatch.domain.errors import ForbiddenError, NotFoundError
from jobmatch.domain.jobs import JobName
from jobmatch.domain.skills import SaidCertificate, SaidSkill
from jobmatch.domain.workers import Source
from jobmatch.services import workers
from jobmatch.services.workers import Edit, Wanted
from jobmatch.store.audit import AuditRow
from jobmatch.store.jobs import Job
from jobmatch.store.workers import WorkerSkill, WorkerWish
from tests.factories import make_community, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.workers import Worker

CLERK = Actor(account_id=None, name="jingban", role=Role.CLERK)
NOTHING = Edit((), (), Wanted(), willing_to_work=None, cannot_leave_home=False)


def make(session: Session) -> Worker:
    worker = make_worker(session, name="杨秀英", is_employed=False)
    worker.skills = [
        WorkerSkill(name="缝纫", source=Source.SELF),
        WorkerSkill(name="采茶", source=Source.IMPORT, years=Decimal(3)),
    ]
    worker.wish = WorkerWish(words=["不上夜班"], near_home=True, source=Source.IMPORT)
    session.flush()
    return worker


def edit(session: Session, worker: Worker, change: Edit, **given: Any) -> Worker:
    asked: dict[str, Any] = {"actor": CLERK, "uuid": worker.uuid, "version": worker.version} | given
    return workers.edit_worker(session, edit=change, **asked)


def jobs_of(session: Session) -> int:
    wanted = select(Job).where(Job.name == JobName.RECOMPUTE_MATCHES.value)
    return len(session.scalars(wanted).all())


def test_an_edit_changes_what_differs_and_says_so(any_session: Session) -> None:
    worker = make(any_session)
    change = Edit(
        skills=(SaidSkill("缝纫"), SaidSkill("采茶", Decimal(5)), SaidSkill("电焊")),
        certificates=(SaidCertificate("健康证"),),
        wanted=Wanted("想做缝纫", Decimal(3000), ("in_county",), no_night=True),
        willing_to_work=True,
        cannot_leave_home=False,
    )
    version = worker.version
    edit(any_session, worker, change)
    any_session.refresh(worker)
    found = {each.name: (each.years, each.source) for each in worker.skills}
    assert found == {
        "缝纫": (None, Source.SELF),
        "采茶": (Decimal(5), Source.OPERATOR),
        "电焊": (None, Source.OPERATOR),
    }
    assert [each.name for each in worker.certificates] == ["健康证"]
    wish = worker.wish
    assert wish is not None
    assert wish.text == "想做缝纫"
    assert wish.month_pay_min == Decimal(3000)
    assert wish.regions == ["in_county"]
    # A tick that was taken away says no, what was never asked stays unknown.
    assert (wish.no_night, wish.near_home, wish.wants_board) == (True, False, None)
    assert (worker.willing_to_work, worker.cannot_leave_home) == (True, None)
    assert worker.version > version
    noted = any_session.scalars(select(AuditRow).where(AuditRow.action == "worker.edited")).one()
    assert "电焊" in noted.changes
    assert jobs_of(any_session) == 1


def test_an_edit_that_changes_nothing_leaves_no_trace(session: Session) -> None:
    worker = make(session)
    same = Edit(
        skills=(SaidSkill("采茶", Decimal(3)), SaidSkill("缝纫")),
        certificates=(),
        wanted=Wanted("不上夜班", near_home=True),
        willing_to_work=None,
        cannot_leave_home=False,
    )
    version = worker.version
    edit(session, worker, same)
    assert (worker.version, jobs_of(session)) == (version, 0)


def test_two_forms_of_one_person_do_not_overwrite_each_other(session: Session) -> None:
    worker = make(session)
    before = worker.version
    edit(session, worker, replace(NOTHING, skills=(SaidSkill("电焊"),)))
    with pytest.raises(workers.EditedElsewhereError):
        edit(session, worker, NOTHING, version=before)


def test_adding_a_skill_keeps_the_others_and_counts_once(session: Session) -> None:
    worker = make(session)
    said = (SaidSkill("缝纫"), SaidSkill("电焊", Decimal(2)))
    assert workers.add_skill(session, actor=CLERK, uuid=worker.uuid, skills=said) == 1
    assert workers.add_skill(session, actor=CLERK, uuid=worker.uuid, skills=said) == 0
    assert sorted(each.name for each in worker.skills) == sorted(["缝纫", "采茶", "电焊"])
    assert jobs_of(session) == 1
    with pytest.raises(workers.NothingSaidError):
        workers.add_skill(session, actor=CLERK, uuid=worker.uuid, skills=())


def test_only_who_may_edits_people_of_the_own_area(session: Session) -> None:
    here = make_community(session, name="旺家社区")
    worker = make_worker(session, name="杨秀英", community=here)
    area = Area(community_ids=frozenset({here.id + 1}))
    with pytest.raises(NotFoundError):
        edit(session, worker, NOTHING, actor=Actor(None, "other", Role.CLERK, area))
    with pytest.raises(ForbiddenError):
        edit(session, worker, NOTHING, actor=Actor(None, "shenji", Role.AUDITOR))
