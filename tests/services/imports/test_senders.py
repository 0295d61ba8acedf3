from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from jobmatch.domain.accounts import SYSTEM
from jobmatch.domain.imports import ImportKind
from jobmatch.services import imports
from jobmatch.services.imports import senders
from jobmatch.store.imports import RememberedColumn
from tests.intake.rosters.made import MAN
from tests.services.imports.made import TODAY, bring_in, content, sheet

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ODD = content(("姓名", "身份证号", "代号甲"), ("张三", MAN, "电焊"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("旺家社区花名册2026年3月.xlsx", "旺家社区花名册2026年4月（修改）.xlsx"),
        ("招工表-0301.csv", "招工表-0315最新.csv"),
    ],
)
def test_a_sender_is_told_by_its_file_names(first: str, second: str) -> None:
    assert senders.sender_of(first) == senders.sender_of(second)
    assert senders.sender_of(first, employer="某 厂") == "某厂"
    assert senders.sender_of("2026.csv") == "2026"


def test_a_correction_is_remembered_for_the_next_file(session: Session) -> None:
    first = imports.read_content(
        ODD,
        name="册1月.csv",
        kind=ImportKind.WORKERS,
        today=TODAY,
        corrections={"代号甲": "skills"},
    )
    batch = imports.preview(session, actor=SYSTEM, incoming=first)
    assert senders.remembered_columns(session, sender=first.sender, kind=first.kind) == {}
    imports.commit(session, actor=SYSTEM, batch_id=batch.id)
    known = senders.remembered_columns(session, sender=first.sender, kind=first.kind)
    assert known == {"姓名": "name", "身份证号": "id_number", "代号甲": "skills"}
    second = imports.read_content(
        ODD + b"\r\n", name="册2月.csv", kind=ImportKind.WORKERS, today=TODAY, remembered=known
    )
    assert second.shape()["workers"][0]["skills"] == ["电焊"]
    bring_in(session, second)
    times = session.scalars(select(RememberedColumn.times)).all()
    assert set(times) == {2}


def test_what_nobody_understood_is_not_remembered(session: Session) -> None:
    bring_in(
        session, imports.read_content(ODD, name="册.csv", kind=ImportKind.WORKERS, today=TODAY)
    )
    assert "代号甲" not in senders.remembered_columns(session, sender="册", kind=ImportKind.WORKERS)


def test_a_sheet_that_names_one_employer_is_its() -> None:
    one, two = ("华锦 服饰", "普工"), ("另厂", "电工")
    assert senders.named_sender(sheet(one, one).readings) == "华锦服饰"
    assert senders.named_sender(sheet(one, two).readings) is None
    assert senders.named_sender(sheet(("", "普工")).readings) is None
