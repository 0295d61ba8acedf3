"""The forms of a fair: what it is planned with, whom to look for when inviting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_wtf import FlaskForm
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from jobmatch.services.fairs import FairDetails

if TYPE_CHECKING:
    from datetime import date

_A_DAY = "日期写成 2026-03-15 这样"


class FairForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Name, place, days and the deadline for booths."""

    name = StringField(
        "招聘会名称",
        validators=[
            InputRequired("请填写招聘会名称"),
            Length(max=100, message="名称太长，请写 100 字以内"),
        ],
        render_kw={"maxlength": "100", "autocomplete": "off"},
    )
    address = StringField(
        "地点",
        validators=[
            InputRequired("请填写在哪里举办"),
            Length(max=200, message="地点太长，请写 200 字以内"),
        ],
        description="写到来的人能找到：比如“旺家社区文化广场”。",
        render_kw={"maxlength": "200", "autocomplete": "off"},
    )
    starts_on = DateField(
        "哪天举办", validators=[InputRequired(f"请填写举办日期，{_A_DAY}")], description=_A_DAY
    )
    ends_on = DateField("最后一天", validators=[Optional()], description="只办一天的不用填。")
    book_until = DateField(
        "单位订展位截止日",
        validators=[Optional()],
        description="过了这天就不能再订展位；可以不填。",
    )
    campaign = StringField(
        "属于哪项活动",
        validators=[Length(max=100, message="写得太长了，请写 100 字以内")],
        description="比如“春风行动”；没有就不填。",
        render_kw={"maxlength": "100", "autocomplete": "off"},
    )
    note = TextAreaField(
        "备注",
        validators=[Length(max=1000, message="备注太长，请写 1000 字以内")],
        render_kw={"maxlength": "1000", "rows": "3"},
    )

    def validate_ends_on(self, field: DateField) -> None:
        """Check that the last day is not before the first one."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError("最后一天不能早于举办日期")

    def validate_book_until(self, field: DateField) -> None:
        """Check that booking ends by the day of the fair."""
        if field.data and self.starts_on.data and field.data > self.starts_on.data:
            raise ValidationError("截止日不能晚于举办日期")

    def values(self) -> FairDetails:
        """Give what the service plans the fair with."""
        starts_on: date = self.starts_on.data
        return FairDetails(
            name=self.name.data.strip(),
            address=self.address.data.strip(),
            starts_on=starts_on,
            ends_on=self.ends_on.data or starts_on,
            book_until=self.book_until.data,
            campaign=(self.campaign.data or "").strip() or None,
            note=(self.note.data or "").strip() or None,
        )


class InviteForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Find employers to invite; a GET form, it only looks."""

    class Meta:
        """Looking changes nothing, so there is nothing to forge."""

        csrf = False

    q = StringField(
        "单位名称",
        validators=[Length(max=60, message="写得太长了，请写几个字")],
        render_kw={"maxlength": "60", "autocomplete": "off"},
    )

    def values(self) -> str:
        """Give the part of the name that is looked for."""
        return (self.q.data or "").strip()
