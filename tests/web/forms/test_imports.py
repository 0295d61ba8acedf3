from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from werkzeug.datastructures import MultiDict

from jobmatch.domain.imports import ImportKind
from jobmatch.web.forms.imports import UploadForm, corrections_of

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


def test_corrections_are_told_from_other_fields() -> None:
    sent = MultiDict(
        {"csrf_token": "x", "column:工资": "pay", "column:备注/其他": "", "other": "y"}
    )
    assert corrections_of(sent) == {"工资": "pay"}
