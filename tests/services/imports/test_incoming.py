from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.errors import InputError
from jobmatch.domain.imports import ImportKind
from jobmatch.services import imports
from jobmatch.services.imports import incoming as arrivals
from jobmatch.services.seeds import HOME_COUNTY
from tests.intake.rosters.made import MAN
from tests.services.imports.made import TODAY, content, roster, sheet

if TYPE_CHECKING:
    from pathlib import Path


def test_shapes_of_both_kinds() -> None:
    people = roster(("张三", MAN)).shape()
    assert list(people) == ["file", "about", "workers", "problems"]
    assert people["workers"][0]["source"] == {"sheet": None, "row": 2}
    assert people["workers"][0]["id_number"] == MAN
    offers = sheet(("某厂", "普工", "3人", "5000~1000")).shape()
    assert list(offers) == ["file", "about", "postings", "problems"]
    assert offers["postings"][0]["headcount_max"] == 3
    assert offers["problems"] == [{"row": 2, "field": "pay_min", "kind": "truncated"}]
    unread = imports.unreadable_shape("a.pdf", ImportKind.WORKERS)
    assert unread["workers"] == []
    assert unread["problems"] == [{"row": None, "field": "file", "kind": "invalid"}]


def test_blank_and_wrong_files() -> None:
    blank = imports.read_content(
        content(("姓名", "身份证号")), name="空.csv", kind=ImportKind.WORKERS
    )
    assert blank.is_blank
    assert not blank.is_wrong_kind
    wrong = imports.read_content(
        content(("姓名", "身份证号"), ("张三", MAN)), name="错.csv", kind=ImportKind.POSTINGS
    )
    assert wrong.is_wrong_kind


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "上传"
    path.write_bytes(content(("姓名", "身份证号"), ("张三", MAN)))
    read = imports.read_file(path, kind=ImportKind.WORKERS, name="册.csv", today=TODAY)
    assert (read.file_name, read.media_type, len(read.readings)) == ("册.csv", "text/csv", 1)
    assert MAN not in repr(read)
    with pytest.raises(InputError):
        imports.read_file(tmp_path / "没有.csv", kind=ImportKind.WORKERS)


def test_tables_are_read_once() -> None:
    assert arrivals.posting_tables() is arrivals.posting_tables()
    assert arrivals.posting_tables().home == HOME_COUNTY
