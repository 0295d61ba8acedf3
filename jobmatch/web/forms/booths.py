"""The forms of a booth: another number, which postings it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from flask_wtf import FlaskForm
from wtforms import SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobmatch.store.postings import Posting


class Wanted(TypedDict):
    """The number that a booth is to have."""

    number: str


class NumberForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Give a booth another number."""

    number = StringField(
        "换到哪个展位",
        validators=[
            InputRequired("请填写要换到的展位号"),
            Length(max=10, message="展位号写成“字母加数字”，比如 A3"),
        ],
        description="比如 A3。那里已有单位的，两家对调。",
        render_kw={"maxlength": "10", "autocomplete": "off", "autocapitalize": "characters"},
    )

    def values(self) -> Wanted:
        """Give the keyword arguments of the service."""
        return {"number": (self.number.data or "").strip()}


class PostingsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Choose the postings that a booth shows."""

    shown = SelectMultipleField(
        "展出的岗位",
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def offer(self, postings: Iterable[Posting]) -> None:
        """Offer *postings* for a choice."""
        self.shown.choices = [(each.id, each.title or "（没写岗位名称）") for each in postings]

    def values(self) -> list[int]:
        """Give the ids of the postings chosen."""
        return list(self.shown.data or ())
