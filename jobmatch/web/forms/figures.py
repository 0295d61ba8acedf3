"""The form that asks for the figures of another day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_wtf import FlaskForm
from wtforms import DateField
from wtforms.validators import Optional

if TYPE_CHECKING:
    from datetime import date


class DayForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The day that is counted."""

    class Meta:
        """Looking changes nothing, so there is nothing to forge."""

        csrf = False

    on = DateField("数哪一天", validators=[Optional()])

    def day(self, usual: date) -> date:
        """Give the day asked for, or the *usual* one where none was written rightly."""
        found: date | None = self.on.data if self.validate() else None
        return found or usual

    def address(self) -> dict[str, Any]:
        """Give the part of the address that reproduces this page."""
        return {"on": self.on.data.isoformat()} if self.on.data else {}
