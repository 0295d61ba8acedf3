"""Two people found to be one: what hung on the one moves to the other, and can come back.

Who goes is taken out of the tables whole, so that nobody counts a person twice; all that went or
moved stands sealed in the merge. A statement of who goes is taken where the clerk chose it, or
where who is kept has none.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError, RuleBrokenError
from jobmatch.domain.jobs import JobName
from jobmatch.domain.merges import (
    PERSON_COLUMNS,
    WHOLE_GROUPS,
    WORKER_COLUMNS,
    MergeField,
    check_can_merge,
)
from jobmatch.domain.placements import LIVE_STATES
from jobmatch.services import areas, audit, jobs
from jobmatch.services.row_copies import (
    Copy,
    copy_row,
    pointers_to,
    set_columns,
    table_of,
    values_of,
)
from jobmatch.store import upserts
from jobmatch.store.households import Household
from jobmatch.store.matches import MatchList, MatchSide
from jobmatch.store.merges import DistinctPair, PersonMerge
from jobmatch.store.people import Person
from jobmatch.store.placements import Placement
from jobmatch.store.workers import Employment, Worker, WorkerWish

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Table
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor

_LONGEST = 200
_NOUNS = {
    "recommendation": "同一岗位的推荐",
    "check_in": "同一场招聘会的签到",
    "talk": "同一场招聘会的洽谈",
}
_Pair = tuple[int, int, int, int]
"""Ids: worker and person who are kept, worker and person who go."""


class MergeStuckError(RuleBrokenError):
    """Both have the same thing, and other rows stand on it."""

    message = "两个人都有同样的记录，合并不了。请先处理其中一个。"


class NotUndoableError(RuleBrokenError):
    """What the merge left cannot be put apart any more."""

    message = "这次合并撤销不了：合并后的人已经不在，或号码已被别人登记。请先处理这些再撤销。"


class AlreadyUndoneError(RuleBrokenError):
    """Somebody was faster."""

    message = "这次合并已经撤销过了。"


@dataclass
class _Body:
    """All that a merge did; JSON text in the row."""

    person: Copy = field(default_factory=dict)
    worker: Copy = field(default_factory=dict)
    dropped: list[tuple[str, Copy]] = field(default_factory=list)
    moved: list[tuple[str, str, str, int]] = field(default_factory=list)
    """(what was pointed to, table, column, row)"""
    stepped_back: list[int] = field(default_factory=list)
    """Employments that were main ones."""
    changed: list[tuple[str, dict[str, Any], dict[str, Any]]] = field(default_factory=list)
    """(table, before, after) of who was kept; sealed values open."""
    emptied: list[int] = field(default_factory=list)
    """Households that nobody lives in any more."""


def merge_people(
    session: Session,
    *,
    actor: Actor,
    kept_uuid: str,
    gone_uuid: str,
    taken: Iterable[MergeField],
    reason: str,
) -> PersonMerge:
    """Make one person of two; the fields *taken* come from who goes.

    Raises:
        NotFoundError: one of them does not live in the actor's area.
        SamePersonError, TwoIdentitiesError, TwoPlacementsError, MergeStuckError: it cannot be.
    """
    actor.check(Permission.MERGE_PEOPLE)
    kept, gone = _lock_both(session, actor, kept_uuid, gone_uuid)
    _check(session, kept, gone)
    body, chosen = _Body(), frozenset(taken)
    pair = (kept.id, kept.person_id, gone.id, gone.person_id)
    merge = _begun(actor, kept, gone, reason)
    wanted = _statements(session, kept, gone, chosen, body)
    session.flush()
    session.expire_all()
    _move_all(session, pair, body, take_wish=MergeField.WISH in chosen)
    _remove(session, pair)
    _change(session, pair, wanted, body)
    merge.body = json.dumps(body.__dict__, ensure_ascii=False)
    session.add(merge)
    _finish(session, merge, pair)
    audit.record(
        session,
        actor=actor,
        action="person.merged",
        subject=session.get_one(Person, pair[1]),
        changes={
            "gone_worker": merge.gone_worker_id,
            "taken": sorted(each.value for each in chosen),
            "moved": len(body.moved),
            "reason": merge.reason,
        },
    )
    return merge


def undo_merge(session: Session, *, actor: Actor, uuid: str) -> PersonMerge:
    """Put two people apart again: who was gone comes back with all that moved.

    What came to who was kept since then stays there; what was edited since keeps the edit.

    Raises:
        NotFoundError: no such merge, or one of both lives outside the actor's area.
        AlreadyUndoneError, NotUndoableError: it cannot be.
    """
    actor.check(Permission.MERGE_PEOPLE)
    merge = session.scalars(
        select(PersonMerge).where(PersonMerge.uuid == uuid).with_for_update()
    ).one_or_none()
    if merge is None:
        raise NotFoundError
    if merge.undone_at is not None:
        raise AlreadyUndoneError
    if session.get(Worker, merge.kept_worker_id) is None:
        raise NotUndoableError
    kept = areas.lock_worker_of_id(session, actor=actor, worker_id=merge.kept_worker_id)
    body = _Body(**json.loads(merge.body or "{}"))
    pair = (kept.id, kept.person_id, body.worker["id"], body.person["id"])
    try:
        with session.begin_nested():
            _change_back(session, pair, body)
            _bring_back(session, pair, body)
    except IntegrityError as error:
        raise NotUndoableError from error
    merge.undone_at = clock.now()
    session.flush()
    session.expire_all()
    # Outside the actor's area it must not come back either: the whole transaction is undone.
    areas.lock_worker_of_id(session, actor=actor, worker_id=merge.gone_worker_id)
    _finish(session, merge, pair)
    audit.record(
        session,
        actor=actor,
        action="person.unmerged",
        subject=session.get_one(Person, pair[1]),
        changes={"back_worker": merge.gone_worker_id, "moved": len(body.moved)},
    )
    return merge


def tell_apart(session: Session, *, actor: Actor, uuids: tuple[str, str]) -> None:
    """Note that two workers who look alike are two people; they are offered no more.

    Raises:
        NotFoundError: one of them does not live in the actor's area.
    """
    actor.check(Permission.MERGE_PEOPLE)
    workers = [areas.lock_worker(session, actor=actor, uuid=uuid) for uuid in sorted(uuids)]
    lower, higher = (worker.uuid for worker in workers)
    row = {"lower_uuid": lower, "higher_uuid": higher, "account_id": actor.account_id}
    upserts.put_if_absent(session, DistinctPair, row)
    audit.record(
        session,
        actor=actor,
        action="person.told_apart",
        subject=workers[0].person,
        changes={"other_worker": workers[1].id},
    )


def _lock_both(
    session: Session, actor: Actor, kept_uuid: str, gone_uuid: str
) -> tuple[Worker, Worker]:
    # Always in one order: two clerks who merge the same two must not wait for each other.
    found = {
        uuid: areas.lock_worker(session, actor=actor, uuid=uuid)
        for uuid in sorted({kept_uuid, gone_uuid})
    }
    return found[kept_uuid], found[gone_uuid]


def _begun(actor: Actor, kept: Worker, gone: Worker, reason: str) -> PersonMerge:
    return PersonMerge(
        kept_worker_id=kept.id,
        gone_worker_id=gone.id,
        gone_uuid=gone.uuid,
        gone_name=gone.person.name,
        reason=reason[:_LONGEST],
        account_id=actor.account_id,
        merged_at=clock.now(),
    )


def _check(session: Session, kept: Worker, gone: Worker) -> None:
    live = select(func.count()).where(
        Placement.worker_id.in_({kept.id, gone.id}), Placement.state.in_(LIVE_STATES)
    )
    told = {kept.person.id_number_index, gone.person.id_number_index}
    check_can_merge(
        same=kept.id == gone.id,
        identities={each for each in told if each},
        live_placements=session.scalar(live) or 0,
    )


def _statements(
    session: Session, kept: Worker, gone: Worker, taken: frozenset[MergeField], body: _Body
) -> dict[str, dict[str, Any]]:
    """Give what is written over who is kept: table → column → value; notes both people whole."""
    body.person = copy_row(session, table_of("person"), gone.person_id)
    body.worker = copy_row(session, table_of("worker"), gone.id)
    there = {"person": body.person, "worker": body.worker}
    ids = {"person": kept.person_id, "worker": kept.id}
    wanted: dict[str, dict[str, Any]] = {}
    for table, groups in (("person", PERSON_COLUMNS), ("worker", WORKER_COLUMNS)):
        here = copy_row(session, table_of(table), ids[table])
        wanted[table] = {}
        for group, columns in groups.items():
            wanted[table] |= _taken(group, columns, here, there[table], chosen=group in taken)
        changed = wanted[table]
        if changed:
            body.changed.append((table, {name: here[name] for name in changed}, changed))
    return wanted


def _taken(
    group: MergeField, columns: tuple[str, ...], here: Copy, there: Copy, *, chosen: bool
) -> dict[str, Any]:
    """Give what of a group is written over *here*: what was chosen, else what fills a gap."""
    gaps = [name for name in columns if here[name] in (None, False)]
    if not chosen and group in WHOLE_GROUPS:
        gaps = gaps if len(gaps) == len(columns) else []
    names = columns if chosen else gaps
    # Nobody loses a number or a statement, because the other has none.
    return {name: there[name] for name in names if there[name] not in (None, here[name])}


def _move_all(session: Session, pair: _Pair, body: _Body, *, take_wish: bool) -> None:
    """Point all rows of who goes to who is kept; what both have goes with who goes."""
    kept, kept_person, gone, gone_person = pair
    if take_wish:
        _give_way(session, kept, gone, body)
    _step_back(session, kept, gone, body)
    for target, old, new in (("worker", gone, kept), ("person", gone_person, kept_person)):
        for table, column in pointers_to(target):
            if (table.name, column) == ("worker", "person_id"):
                continue  # who goes, not what hangs on him
            pointing = select(table.c.id).where(table.c[column] == old).order_by(table.c.id)
            for row_id in session.scalars(pointing).all():
                if _move(session, table, row_id, {column: new}, body):
                    body.moved.append((target, table.name, column, row_id))


def _give_way(session: Session, kept: int, gone: int, body: _Body) -> None:
    """Take away the wish of who is kept where that of who goes was chosen."""
    mine = select(WorkerWish.id).where(WorkerWish.worker_id == kept)
    theirs = select(WorkerWish.id).where(WorkerWish.worker_id == gone)
    own = session.scalar(mine)
    if own is not None and session.scalar(theirs) is not None:
        _drop(session, table_of("worker_wish"), own, body)


def _step_back(session: Session, kept: int, gone: int, body: _Body) -> None:
    """Let only one open employment be the main one: that of who is kept."""
    main = (Employment.ended_on.is_(None), Employment.is_main)
    if session.scalar(select(Employment.id).where(Employment.worker_id == kept, *main)) is None:
        return
    theirs = select(Employment.id).where(Employment.worker_id == gone, *main)
    body.stepped_back = list(session.scalars(theirs))
    set_columns(session, table_of("employment"), body.stepped_back, {"is_main": False})


def _move(session: Session, table: Table, row_id: int, values: dict[str, Any], body: _Body) -> bool:
    """Move a row, or take it away where who is kept has the same; tell whether it moved."""
    try:
        with session.begin_nested():
            set_columns(session, table, [row_id], values)
    except IntegrityError:
        _drop(session, table, row_id, body)
        return False
    return True


def _drop(session: Session, table: Table, row_id: int, body: _Body) -> None:
    copy = copy_row(session, table, row_id)
    try:
        with session.begin_nested():
            session.execute(delete(table).where(table.c.id == row_id))
    except IntegrityError as error:
        noun = _NOUNS.get(table.name)
        message = f"两个人都有{noun}，合并不了。请先处理其中一个。" if noun else None
        raise MergeStuckError(message) from error
    body.dropped.append((table.name, copy))


def _remove(session: Session, pair: _Pair) -> None:
    _, _, gone, gone_person = pair
    for name, row_id in (("worker", gone), ("person", gone_person)):
        table = table_of(name)
        session.execute(delete(table).where(table.c.id == row_id))


def _change(session: Session, pair: _Pair, wanted: dict[str, dict[str, Any]], body: _Body) -> None:
    homes = {body.person["household_id"], session.get_one(Person, pair[1]).household_id}
    for name, row_id in (("worker", pair[0]), ("person", pair[1])):
        if wanted[name]:
            _write(session, name, row_id, wanted[name])
    for household in sorted(each for each in homes if each is not None):
        lives_there = select(func.count()).where(Person.household_id == household)
        here = session.get_one(Household, household)
        if not session.scalar(lives_there) and here.left_on is None:
            body.emptied.append(household)
    set_columns(session, table_of("household"), body.emptied, {"left_on": clock.today()})


def _change_back(session: Session, pair: _Pair, body: _Body) -> None:
    """Give who was kept the values from before, but for those that were edited since."""
    ids = {"person": pair[1], "worker": pair[0]}
    for name, before, after in body.changed:
        here = copy_row(session, table_of(name), ids[name])
        back = {column: before[column] for column in after if here[column] == after[column]}
        if back:
            _write(session, name, ids[name], back)
    set_columns(session, table_of("household"), body.emptied, {"left_on": None})


def _bring_back(session: Session, pair: _Pair, body: _Body) -> None:
    kept, kept_person, gone, gone_person = pair
    for name, copy in (("person", body.person), ("worker", body.worker)):
        session.execute(insert(table_of(name)).values(values_of(session, table_of(name), copy)))
    targets = {"worker": (kept, gone), "person": (kept_person, gone_person)}
    for target, name, column, row_id in body.moved:
        table = table_of(name)
        new, old = targets[target]
        here = session.scalar(select(table.c[column]).where(table.c.id == row_id))
        if here == new:  # a row that is gone, or went to somebody else since, stays so
            set_columns(session, table, [row_id], {column: old})
    set_columns(session, table_of("employment"), body.stepped_back, {"is_main": True})
    for name, copy in reversed(body.dropped):
        session.execute(insert(table_of(name)).values(values_of(session, table_of(name), copy)))


def _finish(session: Session, merge: PersonMerge, pair: _Pair) -> None:
    """Take away lists of matches that are no longer right, and ask for new ones."""
    lists = (MatchList.side == MatchSide.WORKER, MatchList.subject_id == pair[2])
    session.execute(delete(MatchList).where(*lists))
    session.flush()
    session.expire_all()
    # Forms that were opened before must not write over what has come or gone.
    raised = {"version": table_of("worker").c.version + 1}
    set_columns(session, table_of("worker"), [pair[0]], raised)
    state = "undone" if merge.undone_at else "made"
    key = f"{JobName.RECOMPUTE_MATCHES}:merge:{merge.uuid}:{state}"
    jobs.enqueue(session, JobName.RECOMPUTE_MATCHES, key=key)


def _write(session: Session, name: str, row_id: int, values: dict[str, Any]) -> None:
    table = table_of(name)
    uuid = session.scalar(select(table.c.uuid).where(table.c.id == row_id))
    columns = values_of(session, table, values | {"uuid": uuid})
    set_columns(session, table, [row_id], {n: v for n, v in columns.items() if n != "uuid"})
