from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobmatch.web import assets, slips
from jobmatch.web.slips import Paper
from tests.factories import make_employer, make_posting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@pytest.mark.parametrize(
    ("name", "paper"),
    [
        ("58", Paper.ROLL_58),
        ("80", Paper.ROLL_80),
        ("a4", Paper.A4),
        ("a0", Paper.A4),
        (None, Paper.A4),
    ],
)
def test_an_unknown_paper_is_a4(name: str | None, paper: Paper) -> None:
    assert slips.paper_of(name) is paper


def test_each_paper_has_a_name_and_a_style_of_its_own() -> None:
    assert set(slips.PAPER_NAMES) == set(Paper)
    for paper in Paper:
        style = (assets.STATIC / "kiosk" / f"slip-{paper.value}.css").read_text(encoding="utf-8")
        assert "@page" in style


def test_the_pay_stands_as_written_but_for_telephones(session: Session) -> None:
    posting = make_posting(session, title="电焊工", cells={"pay": "4500-6000，问138 0000 1234"})
    assert slips.raw_pay(posting).startswith("4500-6000")
    assert "138 0000 1234" not in slips.raw_pay(posting)
    assert "13800001234" not in slips.raw_pay(posting)
    assert slips.raw_pay(make_posting(session, title="保洁员")) == ""


def test_a_code_is_drawn_for_any_posting(session: Session) -> None:
    firm = make_employer(session, name="华锦机械" * 40)
    posting = make_posting(session, title="电焊工" * 80, employer=firm, workplace="城东" * 200)
    session.flush()
    assert slips.code(posting).startswith("<svg")
