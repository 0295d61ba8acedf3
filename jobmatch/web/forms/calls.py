"""Forms of calls: what the list is narrowed to, and what came of a call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from jobmatch.domain.calls import CALL_PURPOSE_NAMES, CALL_RESULT_NAMES, CallPurpose, CallResult

if TYPE_CHECKING:
    from datetime import date

VISIT = "visit"
"""Instead of a purpose: those to whose door somebody has to go."""


class CallFilterForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Narrow the call list."""

    class Meta:
        """Looking changes nothing, so there is nothing to forge."""

        csrf = False

    purpose = SelectField(
        "为什么打",
        default="",
        choices={
            "": "全部要打的",
            **{purpose.value: name for purpose, name in CALL_PURPOSE_NAMES.items()},
            VISIT: "打不通，要上门",
        },
    )

    @property
    def visits(self) -> bool:
        """Tell whether those who need a visit are asked for."""
        return bool(self.purpose.data == VISIT)

    def values(self) -> CallPurpose | None:
        """Give the one purpose, None for all."""
        chosen = self.purpose.data
        return CallPurpose(chosen) if chosen and chosen != VISIT else None

    def address(self) -> dict[str, Any]:
        """Give the parts of the address that reproduce this list."""
        return {"purpose": self.purpose.data} if self.purpose.data else {}


class Noted(TypedDict):
    """What services.calls.note_call() takes beside the worker."""

    purpose: CallPurpose
    result: CallResult
    on: date | None
    promised_on: date | None
    note: str


class CallForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What came of a call."""

    purpose = SelectField(
        "为什么打",
        default=CallPurpose.GUIDANCE.value,
        choices={purpose.value: name for purpose, name in CALL_PURPOSE_NAMES.items()},
    )
    result = RadioField(
        "结果",
        choices={result.value: name for result, name in CALL_RESULT_NAMES.items()},
        validators=[InputRequired("请选一个结果")],
    )
    promised_on = DateField("约好哪天再打（选“约好再打”才填）", validators=[Optional()])
    on = DateField("哪天上的班，或哪天离的职（不填就是今天）", validators=[Optional()])
    note = StringField(
        "说了什么",
        validators=[Length(max=300, message="写得太长了，请挑要紧的写")],
        render_kw={"maxlength": "300", "autocomplete": "off"},
    )

    def values(self) -> Noted:
        """Give the keyword arguments of the use case."""
        return {
            "purpose": CallPurpose(self.purpose.data),
            "result": CallResult(self.result.data),
            "on": self.on.data,
            "promised_on": self.promised_on.data,
            "note": self.note.data or "",
        }
