"""The sign-in form."""

from __future__ import annotations

from typing import TypedDict

from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length


class Credentials(TypedDict):
    """What a person types to sign in."""

    name: str
    password: str


class SignInForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Account name and password."""

    name = StringField(
        "账号",
        validators=[InputRequired("请填写账号"), Length(max=100, message="账号太长，请检查")],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        "密码",
        validators=[InputRequired("请填写密码"), Length(max=200, message="密码太长，请检查")],
        render_kw={"autocomplete": "current-password"},
    )

    def values(self) -> Credentials:
        """Give the keyword arguments of the service."""
        return {"name": (self.name.data or "").strip(), "password": self.password.data or ""}
