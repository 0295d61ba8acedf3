from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from jobmatch.cli import stores
from jobmatch.cli.occupations import occupations
from jobmatch.domain.accounts import SYSTEM, Role
from jobmatch.domain.errors import ConflictError, NotFoundError
from jobmatch.services import accounts
from jobmatch.store.postings import Posting

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


def test_the_best_occupations_are_printed_with_their_reason() -> None:
    result = CliRunner().invoke(occupations, ["find", "打螺丝", "--top", "3"])
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert len(lines) == 3
    assert "6-25-04-07  电子设备装接工  1.00" in lines[0]
    assert "打螺丝" in lines[0]


def test_as_json() -> None:
    result = CliRunner().invoke(occupations, ["find", "带娃", "--json", "--top", "1"])
    (row,) = json.loads(result.output)
    assert (row["code"], row["name"]) == ("4-10-01-03", "保育师")


def test_nothing_found_is_said_kindly() -> None:
    result = CliRunner().invoke(occupations, ["find", "？！"])
    assert result.exit_code == 0
    assert "换个说法" in result.output


def test_a_raw_table_is_cleaned(tmp_path: Path) -> None:
    raw = tmp_path / "raw.csv"
    raw.write_text("level,code,name,aliases\n4,4-09-08-01,保洁员L,保洁|清洁工\n", encoding="utf-8")
    out = tmp_path / "clean.csv"
    result = CliRunner().invoke(occupations, ["clean", str(raw), "--out", str(out)])
    assert result.exit_code == 0
    assert "4-09-08-01,4,保洁员,1,0,保洁|清洁工\n" in out.read_text(encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(occupations, list(arguments), catch_exceptions=False)


@pytest.mark.usefixtures("small_home")
def test_a_phrase_is_confirmed_listed_and_taken_back(tmp_path: Path) -> None:
    tried = run("confirm", "捣鼓锅铲", "4-03-02-01", "--dry-run", "--today", "2026-03-15")
    assert "“捣鼓锅铲”如果认定为 4-03-02-01 中式烹调师：" in tried.output
    assert "只是试算，没有保存。" in tried.output
    assert "还没有过去的查询可以试" in tried.output
    assert "共 0 条" in run("list").output

    done = run("confirm", "捣鼓锅铲", "4-03-02-01", "--today", "2026-03-15")
    assert "记住了：“捣鼓锅铲”" in done.output
    (lesson,) = json.loads(run("list", "--json").output)
    assert (lesson["author"], lesson["standing"]) == ("system", "本中心先算")
    assert f"undo {lesson['id']}" in done.output

    out = tmp_path / "aliases.tsv"
    run("list", "--out", str(out))
    assert out.read_text(encoding="utf-8") == "捣鼓锅铲\t4-03-02-01\n"

    assert "恢复原样" in run("undo", str(lesson["id"])).output
    assert "已撤销" in run("list").output
    with pytest.raises(ConflictError):
        run("undo", str(lesson["id"]))


@pytest.mark.usefixtures("small_home")
def test_a_posting_is_corrected_in_the_name_of_an_account() -> None:
    with stores.write() as session:
        invented = "梯田-雨伞-三轮车-豆腐干"
        accounts.add_account(
            session, actor=SYSTEM, name="zhang", role=Role.CLERK, password=invented
        )
        posting_id = session.scalars(select(Posting.id).order_by(Posting.id)).first()
    done = run("correct", str(posting_id), "4-03-02-01", "--as", "zhang", "--today", "2026-03-15")
    assert f"岗位 {posting_id} 改为 4-03-02-01 中式烹调师：" in done.output
    (lesson,) = json.loads(run("list", "--json").output)
    assert (lesson["author"], lesson["posting_id"]) == ("zhang", posting_id)
    with stores.read() as session:
        assert session.get_one(Posting, posting_id).occupation_code == "4-03-02-01"


@pytest.mark.usefixtures("home")
def test_what_is_not_there_is_said() -> None:
    for arguments in (("correct", "7", "4-03-02-01"), ("undo", "7")):
        with pytest.raises(NotFoundError):
            run(*arguments)
    with pytest.raises(NotFoundError, match="没有这个账号"):
        run("confirm", "捣鼓锅铲", "4-03-02-01", "--as", "nobody")
