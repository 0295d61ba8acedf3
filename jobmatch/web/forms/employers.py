"""The form that narrows the list of employers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from jobmatch.domain.employers import COMPLAINT_NAMES, ComplaintKind
from jobmatch.domain.kinds import EMPLOYER_KIND_NAMES, EmployerKind
from jobmatch.queries.employers import EmployerFilter

if TYPE_CHECKING:
    from datetime import date


class EmployerFilterForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Part of a name, and the kind."""

    class Meta:
        """Looking changes nothing, so there is nothing to forge."""

        csrf = False

    q = StringField(
        "单位名称",
        validators=[Length(max=60, message="写得太长了，请写几个字")],
        render_kw={"maxlength": "60", "autocomplete": "off"},
    )
    kind = SelectField(
        "单位类型",
        default="",
        choices={"": "全部"} | {kind.value: name for kind, name in EMPLOYER_KIND_NAMES.items()},
    )

    due = BooleanField("只看要问“还招吗”的")

    def values(self, *, on: date) -> EmployerFilter:
        """Give what the list is narrowed to, as on the day *on*."""
        return EmployerFilter(
            text=(self.q.data or "").strip(),
            kind=EmployerKind(self.kind.data) if self.kind.data else None,
            due_on=on if self.due.data else None,
        )

    def address(self) -> dict[str, Any]:
        """Give the parts of the address that reproduce this list."""
        due = "y" if self.due.data else ""
        parts = {"q": self.q.data, "kind": self.kind.data, "due": due}
        return {name: value for name, value in parts.items() if value}


class ComplaintForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What somebody complains of."""

    kind = SelectField(
        "投诉什么", choices={kind.value: name for kind, name in COMPLAINT_NAMES.items()}
    )
    words = TextAreaField(
        "发生了什么",
        description="写时间和经过就行，不用写投诉人的姓名、电话。",
        validators=[
            InputRequired(message="请写发生了什么"),
            Length(max=1000, message="写得太长了，请写主要的经过"),
        ],
        render_kw={"rows": "3", "maxlength": "1000"},
    )

    def values(self) -> dict[str, Any]:
        """Give what the service wants."""
        return {"kind": ComplaintKind(self.kind.data), "words": self.words.data or ""}
