"""The form that narrows the list of employers."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import Length

from jobmatch.domain.kinds import EMPLOYER_KIND_NAMES, EmployerKind
from jobmatch.queries.employers import EmployerFilter


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

    def values(self) -> EmployerFilter:
        """Give what the list is narrowed to."""
        return EmployerFilter(
            text=(self.q.data or "").strip(),
            kind=EmployerKind(self.kind.data) if self.kind.data else None,
        )

    def address(self) -> dict[str, Any]:
        """Give the parts of the address that reproduce this list."""
        parts = {"q": self.q.data, "kind": self.kind.data}
        return {name: value for name, value in parts.items() if value}
