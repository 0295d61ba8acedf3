"""Quick edits at the counter: what somebody can do, holds, wants; matches follow."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import ConflictError, InputError
from jobmatch.domain.jobs import JobName
from jobmatch.domain.skills import SaidCertificate, SaidSkill
from jobmatch.domain.workers import Source
from jobmatch.services import areas, audit, jobs
from jobmatch.store.workers import WorkerCertificate, WorkerSkill, WorkerWish

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor
    from jobmatch.store.workers import Worker


class EditedElsewhereError(ConflictError):
    """Somebody else has changed the same person since the form was opened."""

    message = "您打开之后，别人刚改过这个人的登记。请回到这个人的页面看看新的内容，再改。"


class NothingSaidError(InputError):
    """No skill was written."""

    message = "没有写会做什么。请写一样，比如“电焊”。"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants, as the form holds it."""

    text: str = ""
    month_pay_min: Decimal | None = None
    regions: tuple[str, ...] = ()
    no_night: bool = False
    day_shift_only: bool = False
    wants_board: bool = False
    wants_lodging: bool = False
    near_home: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """All that a quick edit says of a worker."""

    skills: tuple[SaidSkill, ...]
    certificates: tuple[SaidCertificate, ...]
    wanted: Wanted
    willing_to_work: bool | None
    cannot_leave_home: bool


def edit_worker(session: Session, *, actor: Actor, uuid: str, version: int, edit: Edit) -> Worker:
    """Put what was said of a worker in the place of what was there.

    Entries that stay keep their source; what is new came through the operator.

    Raises:
        NotFoundError: there is no such worker in the actor's area.
        EditedElsewhereError: the row has another version than the form was made of.
    """
    actor.check(Permission.EDIT_WORKERS)
    worker = areas.lock_worker(session, actor=actor, uuid=uuid)
    if worker.version != version:
        raise EditedElsewhereError
    changes: dict[str, Any] = {}
    _put_skills(worker, edit.skills, changes)
    _put_certificates(worker, edit.certificates, changes)
    _put_wish(worker, edit.wanted, changes)
    _put(worker, "willing_to_work", edit.willing_to_work, changes)
    _put(worker, "cannot_leave_home", edit.cannot_leave_home or _unsaid(worker), changes)
    if changes:
        _note(session, actor, worker, changes)
    return worker


def add_skill(session: Session, *, actor: Actor, uuid: str, skills: tuple[SaidSkill, ...]) -> int:
    """Add *skills* to what a worker can do; those that are there stay. Gives how many are new.

    Raises:
        NotFoundError: there is no such worker in the actor's area.
        NothingSaidError: there is none to add.
    """
    actor.check(Permission.EDIT_WORKERS)
    if not skills:
        raise NothingSaidError
    worker = areas.lock_worker(session, actor=actor, uuid=uuid)
    here = tuple(SaidSkill(skill.name, skill.years) for skill in worker.skills)
    new = tuple(each for each in skills if each.name not in {skill.name for skill in here})
    changes: dict[str, Any] = {}
    _put_skills(worker, (*here, *new), changes)
    if changes:
        _note(session, actor, worker, changes)
    return len(new)


def _put_skills(worker: Worker, said: tuple[SaidSkill, ...], changes: dict[str, Any]) -> None:
    here = {skill.name: skill for skill in worker.skills}
    before = [SaidSkill(skill.name, skill.years).line for skill in worker.skills]
    for each in said:
        known = here.pop(each.name, None)
        if known is None:
            worker.skills.append(
                WorkerSkill(
                    name=each.name,
                    years=each.years,
                    source=Source.OPERATOR,
                    noted_on=clock.today(),
                )
            )
        elif known.years != each.years:
            known.years, known.source = each.years, Source.OPERATOR
    for gone in here.values():
        worker.skills.remove(gone)
    after = [SaidSkill(skill.name, skill.years).line for skill in worker.skills]
    if sorted(before) != sorted(after):
        changes["skills"] = [before, after]


def _put_certificates(
    worker: Worker, said: tuple[SaidCertificate, ...], changes: dict[str, Any]
) -> None:
    here = {paper.name: paper for paper in worker.certificates}
    before = [SaidCertificate(paper.name, paper.valid_until).line for paper in worker.certificates]
    for each in said:
        known = here.pop(each.name, None)
        if known is None:
            worker.certificates.append(
                WorkerCertificate(
                    name=each.name, valid_until=each.valid_until, source=Source.OPERATOR
                )
            )
        elif known.valid_until != each.valid_until:
            known.valid_until, known.source = each.valid_until, Source.OPERATOR
    for gone in here.values():
        worker.certificates.remove(gone)
    after = [SaidCertificate(paper.name, paper.valid_until).line for paper in worker.certificates]
    if sorted(before) != sorted(after):
        changes["certificates"] = [before, after]


def _put_wish(worker: Worker, wanted: Wanted, changes: dict[str, Any]) -> None:
    wish = worker.wish
    if wish is None:
        if wanted == Wanted():
            return
        wish = worker.wish = WorkerWish(words=[])
    told: dict[str, Any] = {}
    if (wish.text or "，".join(wish.words)) != wanted.text:
        # The single words were those of the old text; matching reads the text where there is one.
        _put(wish, "text", wanted.text or None, told)
        wish.words = []
    _put(wish, "month_pay_min", wanted.month_pay_min, told)
    _put(wish, "regions", list(wanted.regions) or None, told)
    for flag in _FLAGS:
        # What was never asked stays unknown; only a tick that is taken away says no.
        was = getattr(wish, flag)
        _put(wish, flag, getattr(wanted, flag) or (None if was is None else False), told)
    if told:
        wish.source = Source.OPERATOR
        changes |= {f"wish.{name}": values for name, values in told.items()}


_FLAGS = tuple(each.name for each in fields(Wanted) if each.default is False)


def _put(row: Any, name: str, value: Any, changes: dict[str, Any]) -> None:
    before = getattr(row, name)
    if before != value:
        setattr(row, name, value)
        changes[name] = [_plain(before), _plain(value)]


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


def _unsaid(worker: Worker) -> bool | None:
    """Give what an empty tick of "cannot leave home" means: unknown stays unknown."""
    return None if worker.cannot_leave_home is None else False


def _note(session: Session, actor: Actor, worker: Worker, changes: dict[str, Any]) -> None:
    """Raise the version of the whole record, write the audit row, ask for new matches."""
    _touch(worker, clock.now())
    session.flush()
    audit.record(session, actor=actor, action="worker.edited", subject=worker, changes=changes)
    jobs.enqueue(
        session,
        JobName.RECOMPUTE_MATCHES,
        key=f"{JobName.RECOMPUTE_MATCHES}:worker:{worker.id}:{worker.version}",
    )


def _touch(worker: Worker, now: datetime) -> None:
    # Parts are rows of their own: without this the version of the worker would stay.
    worker.updated_at = now
