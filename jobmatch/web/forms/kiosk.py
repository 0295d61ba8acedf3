"""What the addresses of the kiosk carry: a question, what is typed, a page."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from jobmatch.web import keypads
from jobmatch.web.forms.searches import no_number_of_a_person


class WordsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A question in plain words; nothing is remembered by the browser."""

    class Meta:
        """Looking changes nothing, so there is nothing to forge."""

        csrf = False

    q = StringField(
        "您想干什么活？",
        validators=[no_number_of_a_person, Length(max=100, message="太长了，请少写几个字")],
        render_kw={"maxlength": "100", "autocomplete": "off", "inputmode": "none"},
    )

    def text(self) -> str:
        """Give the question, without its blank ends; what is too long is cut."""
        return (self.q.data or "").strip()[:100]

    def sound_text(self) -> str:
        """Give the question where it is one, else nothing: what is refused is not repeated."""
        return self.text() if self.validate() else ""


class TypedForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What was typed on a keypad so far."""

    class Meta:
        """Looking changes nothing, so there is nothing to forge."""

        csrf = False

    typed = StringField("您按的是")

    def text(self) -> str:
        """Give what was typed, cut to what a keypad keeps."""
        return (self.typed.data or "").strip()[: keypads.MOST]


class NumberForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The number on a paper, key by key or whole; sent in the body, so that it is kept nowhere."""

    typed = StringField("您按的是", validators=[Length(max=keypads.MOST)])
    key = StringField("这一下按的是", validators=[Length(max=5)])

    def pressed(self) -> str:
        """Give the digits with the key that was pressed, or without the one that was rubbed out."""
        typed = keypads.only(self.typed.data or "", keypads.DIGITS)
        key = self.key.data or ""
        if key == "clear":
            return ""
        if key == "rub":
            return keypads.rubbed(typed)
        return typed + keypads.only(key, keypads.DIGITS)[:1]


class CardForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What a card reader writes like a keyboard; its signs are hidden, nothing is remembered."""

    number = StringField(
        "身份证号（读卡器自己填）",
        validators=[InputRequired(), Length(max=60)],
        render_kw={"autocomplete": "off", "inputmode": "none", "spellcheck": "false"},
    )

    def read(self) -> str:
        """Give what was read."""
        return (self.number.data or "").strip()
