"""The form that asks for a whole number: which, and why."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from jobmatch.domain.reveals import (
    REVEAL_FIELD_NAMES,
    REVEAL_REASON_NAMES,
    RevealField,
    RevealReason,
)


class RevealForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Show one whole number."""

    field = RadioField(
        "看哪个号码",
        choices={each.value: REVEAL_FIELD_NAMES[each] for each in RevealField},
        validators=[InputRequired("请选一个号码")],
    )
    reason = SelectField(
        "为什么要看",
        choices={"": "请选择"} | {each.value: REVEAL_REASON_NAMES[each] for each in RevealReason},
        validators=[InputRequired("请选择为什么要看")],
    )
    words = StringField(
        "说明（选“其他”时要写）",
        validators=[Length(max=100, message="说明太长，请写短一些")],
        render_kw={"maxlength": "100", "autocomplete": "off"},
    )

    def validate_words(self, field: StringField) -> None:
        """Ask for words where no reason of the list was chosen."""
        if self.reason.data == RevealReason.OTHER.value and not (field.data or "").strip():
            raise ValidationError("选了“其他”，请写明为什么要看")

    def values(self) -> dict[str, Any]:
        """Give the keyword arguments of the use case."""
        return {
            "field": RevealField(self.field.data),
            "reason": RevealReason(self.reason.data),
            "words": (self.words.data or "").strip(),
        }
