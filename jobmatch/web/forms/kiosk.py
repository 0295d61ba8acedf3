"""What the addresses of the kiosk carry: a question, what is typed, a page."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import Length

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
