from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select

from jobmatch.cli import stores
from jobmatch.cli.imports import imports
from jobmatch.domain.errors import InputError, JobmatchError
from jobmatch.domain.imports import ImportState
from jobmatch.store.imports import ImportBatch
from jobmatch.store.people import Person
from jobmatch.store.postings import Posting
from tests.intake.rosters.made import MAN, WOMAN
from tests.services.imports.made import content

if TYPE_CHECKING:
    from pathlib import Path

ROSTER = content(
    ("姓名", "身份证号", "联系电话", "甲项"),
    ("张三", MAN, "13800001111", "电焊"),
    ("李四", WOMAN, "1380000222", ""),
)
SHEET = content(
    ("企业名称", "岗位名称", "招聘人数", "工资"), ("某厂", "普工", "10人", "4000-5000元/月")
)
CHANGED = content(
    ("企业名称", "岗位名称", "招聘人数", "工资"), ("某厂", "普工", "10人", "4500-5000元/月")
)


def _run(*words: str) -> Result:
    return CliRunner().invoke(imports, list(words), catch_exceptions=True)


def _file(folder: Path, data: bytes, name: str = "表.csv") -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def _count(table: Any) -> int:
    with stores.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_dry_run_needs_no_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOBMATCH_HOME", str(tmp_path / "nowhere"))
    target = tmp_path / "out.json"
    answer = _run("workers", _file(tmp_path, ROSTER), "--dry-run", "--json", str(target))
    assert answer.exit_code == 0, answer.output
    assert "读到 2 人，有 1 处" in answer.output
    assert not (tmp_path / "nowhere").exists()
    shape = json.loads(target.read_text(encoding="utf-8"))
    assert [worker["name"] for worker in shape["workers"]] == ["张三", "李四"]
    assert shape["problems"] == [{"row": 3, "field": "phone", "kind": "invalid"}]
    assert MAN not in answer.output
    assert "1380000222" not in answer.output


@pytest.mark.usefixtures("home")
def test_import_list_undo(tmp_path: Path) -> None:
    answer = _run("workers", _file(tmp_path, ROSTER))
    assert answer.exit_code == 0, answer.output
    assert "新增 2" in answer.output
    assert "未导入" not in answer.output
    assert "编号 1" in answer.output
    assert _count(Person) == 2
    assert "已导入\t表.csv\t新增 2" in _run("list").output
    again = _run("workers", _file(tmp_path, ROSTER))
    assert again.exit_code == 0
    assert "已经导入过（第1号导入）" in again.output
    assert "已撤销第1号导入" in _run("undo", "1").output
    assert _count(Person) == 0
    refused = _run("undo", "1")
    assert isinstance(refused.exception, JobmatchError)


@pytest.mark.slow  # builds the occupation index
@pytest.mark.usefixtures("home")
def test_a_changed_file_tells_what_changes_before_and_after(tmp_path: Path) -> None:
    assert "还没有导入过文件" in _run("list").output
    _run("postings", _file(tmp_path, SHEET))
    trial = _run("postings", _file(tmp_path, CHANGED, "改.csv"), "--dry-run")
    assert "最低工资 4000 → 4500" in trial.output
    assert "没有写入" in trial.output
    assert _count(ImportBatch) == 1
    done = _run("postings", _file(tmp_path, CHANGED, "改.csv"))
    assert "更新 1" in done.output
    assert "最低工资 4000 → 4500" in done.output
    assert _count(Posting) == 1
    with stores.read() as session:
        assert session.scalars(select(Posting)).one().occupation_code is not None


@pytest.mark.usefixtures("home")
def test_a_column_can_be_corrected_and_is_remembered(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    options = ("--json", str(target), "--sender", "某社区")
    _run("workers", _file(tmp_path, ROSTER), *options, "--column", "甲项=技能")
    assert json.loads(target.read_text(encoding="utf-8"))["workers"][0]["skills"] == ["电焊"]
    _run("workers", _file(tmp_path, ROSTER + b"\r\n"), *options, "--dry-run")
    assert json.loads(target.read_text(encoding="utf-8"))["workers"][0]["skills"] == ["电焊"]
    wrong = _run("workers", _file(tmp_path, ROSTER), "--column", "甲项")
    assert isinstance(wrong.exception, InputError)


@pytest.mark.usefixtures("home")
def test_blank_wrong_and_broken_files(tmp_path: Path) -> None:
    blank = _run("workers", _file(tmp_path, content(("姓名", "身份证号"))))
    assert blank.exit_code == 0
    assert "没有可导入的内容" in blank.output
    target = tmp_path / "out.json"
    for name, data in (("错.csv", SHEET), ("x.pdf", b"%PDF-1.7 ...")):
        wrong = _run("workers", _file(tmp_path, data, name), "--json", str(target))
        assert isinstance(wrong.exception, InputError)
        assert json.loads(target.read_text(encoding="utf-8"))["problems"] == [
            {"row": None, "field": "file", "kind": "invalid"}
        ]
        target.unlink()
    broken = _run(
        "postings", _file(tmp_path, b"PK\x03\x04 broken", "坏.xlsx"), "--json", str(target)
    )
    assert isinstance(broken.exception, InputError)
    assert not target.exists()
    assert _count(ImportBatch) == 0


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    place = str(tmp_path / "no" / "out.json")
    answer = _run("workers", _file(tmp_path, ROSTER), "--dry-run", "--json", place)
    assert isinstance(answer.exception, InputError)


@pytest.mark.usefixtures("home")
def test_a_writing_that_is_broken_off_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("jobmatch.services.imports.finish", break_off)
        assert _run("workers", _file(tmp_path, ROSTER)).exit_code != 0
    assert _count(Person) == 0
    assert "新增 2" in _run("workers", _file(tmp_path, ROSTER)).output


@pytest.mark.usefixtures("home")
def test_a_writing_that_was_cut_off_can_be_taken_back(tmp_path: Path) -> None:
    _run("workers", _file(tmp_path, ROSTER))
    with stores.write() as session:
        session.get_one(ImportBatch, 1).state = ImportState.COMMITTING
    answer = _run("undo", "1")
    assert answer.exit_code == 0, answer.output
    assert _count(Person) == 0
    assert "已放弃" in _run("list").output
