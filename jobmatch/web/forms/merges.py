"""The forms of merging: who the other one is, and which statements are kept."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired, Length

from jobmatch.domain import lookups
from jobmatch.domain.merges import MERGE_FIELD_NAMES, MergeField

LEFT, RIGHT = "left", "right"
PREFIX = "take_"


class OtherForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Find the other record of the same person; by POST, names stand in no address."""

    q = StringField(
        "找另一条登记",
        description="姓名、拼音、电话后四位、身份证号或住址",
        validators=[
            InputRequired("请写姓名、号码或住址"),
            Length(max=lookups.LONGEST, message="写得太长了，请只写姓名、号码或住址"),
        ],
        render_kw={"maxlength": str(lookups.LONGEST), "autocomplete": "off"},
    )


class MergeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """For each statement: the one of who is kept (left), or of who goes (right)."""

    reason = StringField(
        "为什么认定是同一个人",
        validators=[
            InputRequired("请写明为什么认定是同一个人，比如“本人来核对过”"),
            Length(max=200, message="写得太长，请写短一些"),
        ],
        render_kw={"maxlength": "200", "autocomplete": "off"},
    )

    def choice(self, field: MergeField) -> RadioField:
        """Give the choice of one statement."""
        return self[PREFIX + field.value]

    def values(self) -> dict[str, Any]:
        """Give the keyword arguments of the use case."""
        chosen = [field for field in MergeField if self.choice(field).data == RIGHT]
        return {"taken": tuple(chosen), "reason": (self.reason.data or "").strip()}


for _field in MergeField:
    setattr(
        MergeForm,
        PREFIX + _field.value,
        RadioField(
            MERGE_FIELD_NAMES[_field],
            choices={LEFT: "用左边的", RIGHT: "用右边的"},
            default=LEFT,
        ),
    )
