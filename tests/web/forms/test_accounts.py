from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobmatch.web.forms.accounts import SignInForm

if TYPE_CHECKING:
    from flask import Flask


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"name": " zhang ", "password": " a b "}, set()),
        ({"name": "", "password": ""}, {"name", "password"}),
        ({"name": "x" * 101, "password": "y"}, {"name"}),
        ({"name": "zhang", "password": "y" * 201}, {"password"}),
    ],
)
def test_sign_in(app: Flask, data: dict[str, str], wrong: set[str]) -> None:
    with app.test_request_context(method="POST", data=data):
        form = SignInForm()
        assert form.validate_on_submit() == (not wrong)
        assert set(form.errors) == wrong
        if not wrong:
            assert form.values() == {"name": "zhang", "password": " a b "}
