"""The one box of the plain-word search; a GET form, so that every answer has an address."""

from __future__ import annotations

from typing import TypedDict

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import Length


class Wording(TypedDict):
    """What was asked, in plain words."""

    text: str


class SearchForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Plain words: skills, licences, wishes, places."""

    class Meta:
        """Looking changes nothing, so there is nothing to forge."""

        csrf = False

    q = StringField(
        "想找什么活？",
        validators=[Length(max=300, message="写得太长了，请挑最要紧的几句，300 字以内")],
        description="用平常的话写就行：会什么、想做什么、在哪里、有什么要求。也可以打拼音。",
        render_kw={"maxlength": "300", "autocomplete": "off", "inputmode": "text"},
    )

    def values(self) -> Wording:
        """Give the keyword arguments of the service."""
        return {"text": (self.q.data or "").strip()}
