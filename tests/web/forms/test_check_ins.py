from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from jobmatch.services.check_ins import Guest
from jobmatch.web.forms.check_ins import DeskForm, WalkInForm

if TYPE_CHECKING:
    from flask import Flask

TYPED = {"name": " 外来的人 ", "phone": "139 0000 1234", "age": "41", "wish": "缝纫"}


def test_the_box_takes_what_is_scanned(app: Flask) -> None:
    with app.test_request_context():
        form = DeskForm(MultiDict({"typed": " yxy\n"}))
        assert form.validate()
        assert form.values() == "yxy"
        assert not DeskForm(MultiDict({"typed": ""})).validate()


def test_four_fields_make_a_guest(app: Flask) -> None:
    with app.test_request_context():
        form = WalkInForm(MultiDict(TYPED))
        assert form.validate(), form.errors
        assert form.values() == Guest(name="外来的人", phone="13900001234", age=41, wish="缝纫")


def test_what_cannot_be_is_said(app: Flask) -> None:
    with app.test_request_context():
        form = WalkInForm(MultiDict(TYPED | {"phone": "12345", "age": "7"}))
        assert not form.validate()
        assert form.errors == {
            "phone": ["手机号不对，应为 11 位数字"],
            "age": ["年龄写 16 到 80 之间的数字"],
        }
