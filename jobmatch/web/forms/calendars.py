"""The form that says of one day whether it is worked."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, StringField
from wtforms.validators import InputRequired, Length

if TYPE_CHECKING:
    from datetime import date


class SetDay(TypedDict):
    """What services.calendars.set_day() takes."""

    day: date
    is_workday: bool
    name: str


class DayForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A day, worked or free, and why."""

    day = DateField("哪一天", validators=[InputRequired("请选日期")])
    kind = RadioField(
        "这天上班还是放假",
        choices={"free": "放假", "worked": "上班"},
        validators=[InputRequired("请选上班还是放假")],
    )
    name = StringField(
        "为什么（比如：春节、调休上班）",
        validators=[Length(max=40, message="写得太长了，请写几个字")],
        render_kw={"maxlength": "40", "autocomplete": "off"},
    )

    def values(self) -> SetDay:
        """Give the keyword arguments of the use case."""
        return {
            "day": self.day.data,
            "is_workday": self.kind.data == "worked",
            "name": (self.name.data or "").strip(),
        }
