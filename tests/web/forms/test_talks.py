from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.recommendations import OutcomeReason
from jobmatch.domain.talks import TalkOutcome
from jobmatch.services.talks import Said
from jobmatch.web.forms.talks import LookForm, TalkForm

if TYPE_CHECKING:
    from flask import Flask

TYPED = {"number": "37", "posting": "5", "why_refused": "skill", "why_declined": "pay"}


@pytest.mark.parametrize(
    ("pressed", "said"),
    [
        ("hired", Said(5, TalkOutcome.HIRED)),
        ("refused", Said(5, TalkOutcome.REFUSED, OutcomeReason.SKILL)),
        ("declined", Said(5, TalkOutcome.DECLINED, OutcomeReason.PAY)),
    ],
)
def test_the_button_is_the_outcome_and_brings_its_own_reason(
    app: Flask, pressed: str, said: Said
) -> None:
    with app.test_request_context(method="POST", data=TYPED | {"outcome": pressed}):
        form = TalkForm()
        assert form.validate()
        assert form.values() == (37, said)


def test_a_button_that_is_none_of_ours_says_nothing(app: Flask) -> None:
    with app.test_request_context(method="POST", data=TYPED | {"outcome": "placed"}):
        form = TalkForm()
        assert form.validate()
        assert form.values() is None
    with app.test_request_context(method="POST", data={"outcome": "hired"}):
        assert not TalkForm().validate()


@pytest.mark.parametrize(("typed", "right"), [("37", True), ("0", False), ("三", False)])
def test_a_check_in_number_is_a_number(app: Flask, typed: str, *, right: bool) -> None:
    with app.test_request_context(query_string={"number": typed}):
        form = LookForm(None)
        assert form.validate() is False
    with app.test_request_context(f"/?number={typed}") as context:
        form = LookForm(context.request.args)
        assert form.validate() is right
