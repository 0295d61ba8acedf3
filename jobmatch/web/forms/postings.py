"""The form that narrows the list of postings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import Length

from jobmatch.domain.kinds import EMPLOYER_KIND_NAMES, EmployerKind
from jobmatch.domain.postings import MACHINE, PostingState
from jobmatch.queries.postings import PostingFilter

if TYPE_CHECKING:
    from datetime import date


class PostingFilterForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Words, kind of employer, state, legal flags."""

    class Meta:
        """Looking changes nothing, so there is nothing to forge."""

        csrf = False

    q = StringField(
        "岗位、单位或地点",
        validators=[Length(max=60, message="写得太长了，请写几个字")],
        render_kw={"maxlength": "60", "autocomplete": "off"},
    )
    kind = SelectField(
        "单位类型",
        default="",
        choices={"": "全部"} | {kind.value: name for kind, name in EMPLOYER_KIND_NAMES.items()},
    )
    state = SelectField(
        "状态",
        default="",
        choices={"": "全部"} | {state.value: name for state, name in MACHINE.state_names.items()},
    )
    flagged = BooleanField("只看有法律提示的")

    due = BooleanField("只看要问“还招吗”的")

    def values(self, *, on: date) -> PostingFilter:
        """Give what the list is narrowed to, as on the day *on*."""
        return PostingFilter(
            text=(self.q.data or "").strip(),
            kind=EmployerKind(self.kind.data) if self.kind.data else None,
            state=PostingState(self.state.data) if self.state.data else None,
            flagged=bool(self.flagged.data),
            due_on=on if self.due.data else None,
        )

    def address(self) -> dict[str, Any]:
        """Give the parts of the address that reproduce this list."""
        parts = {
            "q": self.q.data,
            "kind": self.kind.data,
            "state": self.state.data,
            "flagged": "y" if self.flagged.data else "",
            "due": "y" if self.due.data else "",
        }
        return {name: value for name, value in parts.items() if value}
