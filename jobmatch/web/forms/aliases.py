"""Forms that teach: which occupation a posting is, what a phrase means."""

from __future__ import annotations

from typing import TypedDict

from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired, Length

_CHOOSE = "请在列出的职业里选一个"
_ONE_PHRASE = Length(max=100, message="写得太长了，请只写一个说法")
_ONE_CODE = Length(max=12, message=_CHOOSE)


class ChoiceForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Find an occupation by words and choose one; a GET form, it only looks."""

    class Meta:
        """Looking changes nothing, so there is nothing to forge."""

        csrf = False

    phrase = HiddenField(validators=[_ONE_PHRASE])
    q = StringField(
        "列出的都不对？换个说法找职业",
        validators=[Length(max=60, message="写得太长了，请写几个字")],
        description="比如“缝纫”“护理老人”“开叉车”。",
        render_kw={"maxlength": "60", "autocomplete": "off"},
    )
    code = HiddenField("是哪个职业？", validators=[_ONE_CODE])


class Lesson(TypedDict):
    """What is taught: the occupation."""

    code: str


class LessonForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Save: a posting is this occupation, or a phrase means it."""

    phrase = HiddenField(validators=[_ONE_PHRASE])
    code = HiddenField(validators=[InputRequired(_CHOOSE), _ONE_CODE])

    def values(self) -> Lesson:
        """Give the keyword arguments of the service."""
        return {"code": self.code.data}
