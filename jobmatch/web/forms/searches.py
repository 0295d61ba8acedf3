"""The one box of the plain-word search; a GET form, so that every answer has an address."""

from __future__ import annotations

from typing import TypedDict

from flask_wtf import FlaskForm
from wtforms import StringField, ValidationError
from wtforms.validators import Length

from jobmatch.domain import typed_numbers


class Wording(TypedDict):
    """What was asked, in plain words."""

    text: str


def no_number_of_a_person(_: FlaskForm, field: StringField) -> None:
    """Refuse a telephone or identity number, and forget it: no page and no link repeats it."""
    if typed_numbers.names_a_person(field.data or ""):
        field.data = ""
        raise ValidationError(
            "这里不用写电话号码、身份证号，写了会留在网址里。请去掉号码，只写会什么、想做什么"
        )


class SearchForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Plain words: skills, licences, wishes, places."""

    class Meta:
        """Looking changes nothing, so there is nothing to forge."""

        csrf = False

    q = StringField(
        "想找什么活？",
        validators=[
            no_number_of_a_person,
            Length(max=300, message="写得太长了，请挑最要紧的几句，300 字以内"),
        ],
        description="用平常的话写就行：会什么、想做什么、在哪里、有什么要求。也可以打拼音。",
        render_kw={"maxlength": "300", "autocomplete": "off", "inputmode": "text"},
    )

    def values(self) -> Wording:
        """Give the keyword arguments of the service."""
        return {"text": (self.q.data or "").strip()}
