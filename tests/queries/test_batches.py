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
    assert batches.flag_counts(batch) == []
    batch.counts = {"flags": {"local_hukou": 1, "sex_limit": 2}}
    assert batches.flag_counts(batch) == [(LegalFlag.SEX_LIMIT, 2), (LegalFlag.LOCAL_HUKOU, 1)]


def test_names(session: Session) -> None:
    zhang = make_account(session, "zhang")
    batch = make_batch(session, zhang)
    assert batches.account_names(session, ids=[zhang.id, None]) == {zhang.id: "ZHANG"}
    assert batches.uuid_of(session, batch_id=batch.id) == batch.uuid


def make_rows(session: Session, batch: ImportBatch, **told: dict[str, object]) -> None:
    """Make one row per name: its number, and what is kept of it."""
    for name, kept in told.items():
        seq = int(name.removeprefix("row"))
        row = ImportRow(
            batch_id=batch.id,
            seq=seq,
            row=seq + 1,
            outcome=kept.get("outcome"),
            twins=len(kept.get("twins") or ()),  # type: ignore[arg-type]  # a list of numbers
        )
        session.add(row)
        row.cells = json.dumps(kept)
    session.flush()


def test_rows_with_problems_come_in_pages_and_by_group(session: Session) -> None:
    batch = make_batch(session, make_account(session, "zhang"))
    places = [("pay_min", number) for number in range(2, 27)] + [("ages", 3), ("file", None)]
    batch.problems = [
        ImportProblem(row=row, field=field, kind=ProblemKind.TRUNCATED, sentence="被截断")
        for field, row in places
    ]
    session.flush()
    page = batches.problem_rows(session, batch_id=batch.id)
    assert (page.total, page.pages, len(page.rows)) == (25, 2, batches.GRID_ROWS)
    assert [problem.field for problem in page.rows[1].problems] == ["pay_min", "ages"]
    second = batches.problem_rows(session, batch_id=batch.id, number=2)
    assert [row.row for row in second.rows] == [22, 23, 24, 25, 26]
    ages = batches.problem_rows(session, batch_id=batch.id, field="ages")
    assert [(row.row, len(row.problems)) for row in ages.rows] == [(3, 1)]
    assert batches.problem_rows(session, batch_id=batch.id, kind=ProblemKind.MISSING).total == 0


def test_what_looks_alike_is_asked_first_and_what_was_decided_stays(session: Session) -> None:
    batch = make_batch(session, make_account(session, "zhang"))
    make_rows(
        session,
        batch,
        row1={"outcome": "updated", "subject": 5},
        row2={"outcome": "created", "twins": [7]},
        row3={"outcome": "created"},
        row4={"outcome": "skipped"},
    )
    page = batches.rows_to_decide(session, batch_id=batch.id)
    assert [row.seq for row in page.rows] == [2, 1]
    assert (page.rows[0].twins, page.rows[1].subject) == ((7,), 5)
    decided = batches.rows_to_decide(session, batch_id=batch.id, decided=[(None, 5, 1)])
    assert [row.seq for row in decided.rows] == [2, 4, 1]


def test_rows_are_found_by_number_and_by_place(session: Session) -> None:
    batch = make_batch(session, make_account(session, "zhang"))
    make_rows(session, batch, row1={"texts": ["a"]}, row2={"nth": 1})
    found = batches.row_at(session, batch_id=batch.id, seq=1)
    assert found is not None
    assert (found.texts, found.place) == (("a",), (None, 2, 1))
    assert batches.row_at(session, batch_id=batch.id, seq=9) is None
    standing = batches.rows_standing(session, batch_id=batch.id, places=[(None, 3), ("表", 2)])
    assert [(place, [row.seq for row in rows]) for place, rows in standing.items()] == [
        ((None, 3), [2])
    ]


def test_bad_rows_say_why(session: Session) -> None:
    batch = make_batch(session, make_account(session, "zhang"))
    make_rows(
        session,
        batch,
        row1={"outcome": "created"},
        row2={"outcome": "created"},
        row3={"outcome": "skipped", "reason": "重复"},
    )
    batch.problems = [
        ImportProblem(row=3, field="pay_min", kind=ProblemKind.TRUNCATED, sentence="被截断")
    ]
    session.flush()
    found = batches.bad_rows(session, batch_id=batch.id)
    assert [(row.seq, said) for row, said in found] == [(2, ["被截断"]), (3, ["重复"])]
