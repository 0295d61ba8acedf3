from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jobmatch.domain.accounts import Actor, Area, Role
from jobmatch.domain.imports import ImportKind, ImportState
from jobmatch.domain.kinds import LegalFlag
from jobmatch.domain.problems import ProblemKind
from jobmatch.queries import batches
from jobmatch.store.accounts import Account
from jobmatch.store.imports import ImportBatch, ImportProblem, ImportRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def make_account(session: Session, name: str) -> Account:
    account = Account(name=name, display_name=name.upper(), role=Role.CLERK)
    session.add(account)
    session.flush()
    return account


def make_batch(session: Session, account: Account, **fields: object) -> ImportBatch:
    batch = ImportBatch(
        kind=ImportKind.POSTINGS,
        file_name="招工表.csv",
        file_sha256="0" * 64,
        account_id=account.id,
        **fields,
    )
    session.add(batch)
    session.flush()
    return batch


def actor_of(account: Account, area: Area | None = None) -> Actor:
    return Actor(account.id, account.name, account.role, area or Area())


def test_who_works_on_a_part_sees_its_own_alone(session: Session) -> None:
    zhang, li = make_account(session, "zhang"), make_account(session, "li")
    batch = make_batch(session, zhang)
    part = Area(community_ids=frozenset({1}))
    for seen, actor in (
        (True, actor_of(zhang)),
        (True, actor_of(li)),
        (True, actor_of(zhang, part)),
        (False, actor_of(li, part)),
    ):
        found = batches.batch_by_uuid(session, actor=actor, uuid=batch.uuid)
        assert (found is batch) == seen
        assert (batches.found_batches(session, actor=actor, number=1).total == 1) == seen
        assert (batches.count_previewed(session, actor=actor) == 1) == seen


def test_only_previews_wait(session: Session) -> None:
    zhang = make_account(session, "zhang")
    make_batch(session, zhang, state=ImportState.COMMITTED)
    assert batches.count_previewed(session, actor=actor_of(zhang)) == 0


def test_problems_are_grouped_the_most_frequent_first(session: Session) -> None:
    batch = make_batch(session, make_account(session, "zhang"))
    places = [("pay_min", number) for number in range(2, 14)] + [("ages", 3)]
    batch.problems = [
        ImportProblem(row=row, field=field, kind=ProblemKind.TRUNCATED, sentence="被截断")
        for field, row in places
    ]
    session.flush()
    pay, ages = batches.problem_groups(session, batch_id=batch.id)
    assert (pay.field, pay.count, len(pay.first)) == ("pay_min", 12, batches.SHOWN_PER_GROUP)
    assert (ages.field, ages.count) == ("ages", 1)


def test_rows_are_opened_and_their_flags_counted(session: Session) -> None:
    batch = make_batch(session, make_account(session, "zhang"))
    for seq, flags in enumerate((["sex_limit"], ["sex_limit", "local_hukou"], []), 1):
        row = ImportRow(batch_id=batch.id, seq=seq, row=seq + 1)
        session.add(row)
        values = {"title": f"岗位{seq}", "legal_flags": flags}
        row.cells = json.dumps({"values": values, "outcome": "created"})
    session.add(ImportRow(batch_id=batch.id, seq=4, row=5))
    session.flush()
    first, second = batches.rows_of(session, batch_id=batch.id, most=2)
    assert (first.row, first.outcome, first.values["title"]) == (2, "created", "岗位1")
    assert second.differences == []
    assert batches.flag_counts(session, batch_id=batch.id) == [
        (LegalFlag.SEX_LIMIT, 2),
        (LegalFlag.LOCAL_HUKOU, 1),
    ]


def test_names(session: Session) -> None:
    zhang = make_account(session, "zhang")
    batch = make_batch(session, zhang)
    assert batches.account_names(session, ids=[zhang.id, None]) == {zhang.id: "ZHANG"}
    assert batches.uuid_of(session, batch_id=batch.id) == batch.uuid
