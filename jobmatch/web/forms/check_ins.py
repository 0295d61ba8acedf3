"""The forms of the check-in desk: the one box, and four fields for who is not registered."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError

from jobmatch.domain.phones import read_phone
from jobmatch.services.check_ins import Guest


class DeskForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One box for everything; sent in the body, so that no number stands in an address."""

    typed = StringField(
        "扫码、刷卡，或输入姓名、拼音首字母、电话后 4 位",
        validators=[
            InputRequired("请扫码，或输入姓名、拼音首字母、电话后 4 位"),
            Length(max=60, message="写得太长了，请只写姓名或号码"),
        ],
        render_kw={
            "maxlength": "60",
            "autocomplete": "off",
            "autofocus": True,
            "autocapitalize": "none",
            "spellcheck": "false",
        },
    )

    def values(self) -> str:
        """Give what was scanned or typed."""
        return (self.typed.data or "").strip()


class WalkInForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Name, phone, age, what work is wanted."""

    name = StringField(
        "姓名",
        validators=[InputRequired("请填写姓名"), Length(max=40, message="姓名太长，请检查")],
        render_kw={"maxlength": "40", "autocomplete": "off"},
    )
    phone = StringField(
        "手机号",
        validators=[InputRequired("请填写手机号"), Length(max=30, message="手机号太长，请检查")],
        render_kw={"maxlength": "30", "autocomplete": "off", "inputmode": "tel"},
    )
    age = IntegerField(
        "年龄",
        validators=[
            InputRequired("请填写年龄，只写数字"),
            NumberRange(min=16, max=80, message="年龄写 16 到 80 之间的数字"),
        ],
        render_kw={"autocomplete": "off", "inputmode": "numeric"},
    )
    wish = StringField(
        "想做什么活",
        validators=[
            InputRequired("请填写想做什么活，比如“缝纫，要管住”"),
            Length(max=200, message="写得太长了，请挑要紧的写"),
        ],
        render_kw={"maxlength": "200", "autocomplete": "off"},
    )

    def validate_phone(self, field: StringField) -> None:
        """Check that it is a telephone number."""
        if read_phone(field.data or "").number is None:
            raise ValidationError("手机号不对，应为 11 位数字")

    def values(self) -> Guest:
        """Give what the service checks in."""
        return Guest(
            name=self.name.data.strip(),
            phone=read_phone(self.phone.data).number or "",
            age=self.age.data,
            wish=self.wish.data.strip(),
        )
