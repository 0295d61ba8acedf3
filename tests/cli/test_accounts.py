from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from jobmatch import clock
from jobmatch.cli import stores
from jobmatch.cli.accounts import accounts
from jobmatch.domain.accounts import Role
from jobmatch.domain.errors import JobmatchError
from jobmatch.store.accounts import Account
from tests.factories import make_building, make_community

if TYPE_CHECKING:
    from pathlib import Path

PASSWORD = "梯田-雨伞-三轮车-豆腐干"  # noqa: S105 - of an invented account

pytestmark = pytest.mark.usefixtures("home")


def run(*words: str, text: str = PASSWORD + "\n") -> Result:
    return CliRunner().invoke(accounts, list(words), input=text, catch_exceptions=True)


def kept() -> list[Account]:
    with stores.read() as session:
        return list(session.scalars(select(Account).order_by(Account.name)))


def test_the_first_account_is_added_from_the_console(home: Path) -> None:
    del home
    answer = run("add", "Zhang", "--role", "clerk", "--password-stdin")
    assert answer.exit_code == 0, answer.output
    assert PASSWORD not in answer.output
    assert [(account.name, account.role) for account in kept()] == [("zhang", Role.CLERK)]
    assert "zhang\t就业服务中心经办人" in run("list").output


def test_the_password_is_asked_twice_and_not_shown() -> None:
    answer = run("add", "zhang", "--role", "clerk", text=f"{PASSWORD}\n{PASSWORD}\n")
    assert answer.exit_code == 0, answer.output
    assert PASSWORD not in answer.output


def test_an_account_for_a_community_and_a_building() -> None:
    with stores.write() as session:
        make_building(session, community=make_community(session, name="旺家社区"), name="3栋")
    words = ("--community", "旺家社区", "--building", "旺家社区/3栋", "--password-stdin")
    assert run("add", "zhang", "--role", "housekeeper", *words).exit_code == 0
    with stores.read() as session:
        areas = session.scalars(select(Account)).one().areas
        assert sorted((bool(a.community_id), bool(a.building_id)) for a in areas) == [
            (False, True),
            (True, False),
        ]


@pytest.mark.parametrize(
    ("words", "text", "said"),
    [
        (("add", "li", "--role", "clerk", "--password-stdin"), "short\n", "至少要 12 个字符"),
        (("add", "l i", "--role", "clerk", "--password-stdin"), PASSWORD, "不能有空格"),
        (
            ("add", "li", "--role", "clerk", "--community", "没有", "--password-stdin"),
            PASSWORD,
            "没有找到",
        ),
        (("password", "nobody", "--password-stdin"), PASSWORD, "没有这个账号"),
        (("close", "nobody"), "", "没有这个账号"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    words: tuple[str, ...], text: str, said: str
) -> None:
    answer = run(*words, text=text)
    assert isinstance(answer.exception, JobmatchError)
    assert said in str(answer.exception)
    assert kept() == []


def test_a_password_is_changed_and_an_account_closed() -> None:
    run("add", "zhang", "--role", "clerk", "--password-stdin")
    before = kept()[0].password_hash
    assert run("password", "zhang", "--password-stdin", text=PASSWORD[::-1]).exit_code == 0
    assert kept()[0].password_hash != before
    assert run("close", "zhang").exit_code == 0
    assert "（已停用）" in run("list").output


def test_a_closed_account_is_opened_and_a_lost_phone_taken_away() -> None:
    answer = run("add", "zhao", "--role", "administrator", "--password-stdin")
    assert "两步验证" in answer.output
    with stores.write() as session:
        account = session.scalars(select(Account)).one()
        account.totp_secret, account.second_factor_at = "JBSWY3DPEHPK3PXP" * 2, clock.now()
    assert "（两步验证）" in run("list").output
    run("close", "zhao")
    assert "（已停用）" in run("list").output
    assert run("reopen", "ZHAO").exit_code == 0
    assert run("phone", "zhao").exit_code == 0
    assert "（" not in run("list").output
    assert (kept()[0].is_active, kept()[0].second_factor_at) == (True, None)
    assert isinstance(run("phone", "nobody").exception, JobmatchError)
