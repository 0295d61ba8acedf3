from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from werkzeug.datastructures import MultiDict

from jobmatch.domain.imports import Choice, ImportKind
from jobmatch.queries.batches import RowRead
from jobmatch.services.imports.drafts import Decision
from jobmatch.web.forms.imports import (
    BadRowsForm,
    SenderForm,
    UploadForm,
    corrections_of,
    decisions_of,
)

if TYPE_CHECKING:
    from flask import Flask


def test_an_upload_gives_what_the_reader_takes(app: Flask) -> None:
    data: dict[str, Any] = {
        "kind": "postings",
        "file": (BytesIO(b"abc"), "data/招工表.csv"),
        "employer": " 华锦服饰 ",
        "sheet": "",
    }
    with app.test_request_context(method="POST", data=data):
        form = UploadForm()
        assert form.validate_on_submit(), form.errors
        assert form.values() == {
            "content": b"abc",
            "name": "招工表.csv",
            "kind": ImportKind.POSTINGS,
            "employer": "华锦服饰",
            "sheet": None,
        }


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({}, {"kind", "file"}),
        ({"kind": "nonsense"}, {"kind", "file"}),
        ({"kind": "workers"}, {"file"}),
    ],
)
def test_what_is_missing_is_said(app: Flask, data: dict[str, str], wrong: set[str]) -> None:
    with app.test_request_context(method="POST", data=data):
        form = UploadForm()
        assert not form.validate_on_submit()
        assert set(form.errors) == wrong


def test_a_file_may_tell_its_kind_itself(app: Flask) -> None:
    data = {"kind": "auto", "file": (BytesIO(b"abc"), "表.csv")}
    with app.test_request_context(method="POST", data=data):
        assert UploadForm().values()["kind"] is None


def test_corrections_are_told_from_other_fields_and_from_what_is_known() -> None:
    sent = MultiDict(
        {
            "csrf_token": "x",
            "column:工资": "pay",
            "column:人数": "places",
            "column:备注/其他": "",
            "column:没有": "title",
            "other": "y",
        }
    )
    known = {"工资": "ignored", "人数": "places", "备注/其他": "remark"}
    assert corrections_of(sent, known) == {"工资": "pay"}


def _row(seq: int, *, subject: int | None = None, twins: tuple[int, ...] = ()) -> RowRead:
    return RowRead(
        None, seq + 1, {}, {}, "created", None, [], seq=seq, subject=subject, twins=twins
    )


def test_only_records_that_stand_beside_a_row_can_be_chosen() -> None:
    rows = [_row(1, twins=(7, 8)), _row(2, twins=(9,)), _row(3, subject=5), _row(4), _row(5)]
    sent = {
        "choice:1": "update:8",
        "choice:2": "update:7",
        "choice:3": "keep",
        "choice:4": "skip",
        "choice:5": "delete",
        "choice:6": "skip",
    }
    assert decisions_of(sent, rows) == {
        (None, 2, 1): Decision(Choice.UPDATE, 8),
        (None, 4, 1): None,
        (None, 5, 1): Decision(Choice.SKIP),
    }


def test_a_list_leaves_for_a_reason_of_ours_alone(app: Flask) -> None:
    for reason, is_good in ((BadRowsForm.REASONS[0], True), ("玩", False)):
        with app.test_request_context(method="POST", data={"reason": reason}):
            assert BadRowsForm().validate_on_submit() is is_good
    with app.test_request_context(method="POST", data={"sender": "长" * 101}):
        assert not SenderForm().validate_on_submit()
