"""Writing the rows of an import that was looked at and confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from jobmatch.domain.accounts import SYSTEM
from jobmatch.domain.imports import ImportKind
from jobmatch.domain.jobs import JobName
from jobmatch.queries import profiles
from jobmatch.services import imports, indexes
from jobmatch.services.imports import orders
from jobmatch.tasks.app import long_job

PART = 100
"""Rows of one part: well below a second of writing on an old machine."""

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.services.imports.postings import OccupationFinder
    from jobmatch.tasks.works import Work


def _take_back(session: Session, /, *, batch_id: int) -> None:
    imports.take_back(session, actor=SYSTEM, batch_id=batch_id)


@long_job(JobName.COMMIT_IMPORT, on_cancel=_take_back)
def commit(work: Work, /, *, batch_id: int) -> dict[str, Any]:
    """Write a confirmed batch part by part; one that was stopped goes on where it stopped."""
    work.tell("正在读表格")
    with work.read() as session:
        incoming = imports.reopen(session, batch_id)
        find = _finder(session) if incoming.kind is ImportKind.POSTINGS else None
        order = orders.prepare(
            incoming,
            keys=session.info["keys"],
            find_occupations=find,
            area=work.actor.area,
        )
        batch = imports.batch_of(session, batch_id)
        done, uuid = batch.written, batch.uuid
    total = len(incoming.readings)
    while done < total:
        with work.chunk(told="正在写入", done=done, total=total) as session:
            done = imports.write_part(session, batch_id=batch_id, order=order, most=PART)
    with work.chunk(told="正在收尾", done=total, total=total) as session:
        imports.finish(session, actor=work.actor, batch_id=batch_id, incoming=incoming)
    return {"uuid": uuid}


def _finder(session: Session) -> OccupationFinder:
    words = indexes.load_words(profiles.learned_aliases(session))
    return cast("OccupationFinder", words.knowledge.find)
