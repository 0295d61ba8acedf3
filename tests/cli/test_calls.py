from __future__ import annotations

import re

import pytest

from jobmatch.cli import main as program


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as end:
        program.main(list(arguments))
    told = capsys.readouterr()
    assert isinstance(end.value.code, int)
    return end.value.code, told.err + told.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("macth",), "没有“macth”这个命令。是不是要写：match"),
        (("match", "txet"), "没有“txet”这个命令。是不是要写：text"),
        (("match", "worker"), "少写了参数“编号”。"),
        (("match", "worker", "张三"), "“编号”要写整数，写的是“张三”。"),
        (("match", "worker", "1", "--tpo", "3"), "没有“--tpo”这个选项。是不是要写：--top"),
        (("match", "worker", "1", "--top"), "选项“--top”的写法不对"),
        (("match", "worker", "1", "--top", "0"), "“--top”要写1 到 200 的整数"),
        (("match", "worker", "1", "--today", "昨天"), "“--today”要写日期，像 2023-06-30 这样"),
        (("match", "worker", "1", "2"), "多写了：2。"),
        (("evaluate", "dreams", "."), "下面的一个：titles、phrases"),
        (("evaluate", "titles", "."), "少写了选项“--out”。"),
        (("bench", "cases", "/nowhere"), "要写一个有的文件夹，写的是“/nowhere”。"),
        (("allocate",), "请写 --all（全区）或 --fair"),
        (("match", "text", "--tpo"), "没有“--tpo”这个选项"),
    ],
)
def test_what_is_wrong_with_a_call_is_told_in_chinese(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    code, told = run(capsys, *arguments)
    assert code == 2
    assert sentence in told
    assert not re.search(r"Usage|Error|Try|Missing|such|OPTIONS|Invalid|argument", told)


def test_a_refusal_is_a_sentence_and_no_option(capsys: pytest.CaptureFixture[str]) -> None:
    _, told = run(capsys, "match", "text", "-保安")
    assert "选项" not in told


@pytest.mark.parametrize("arguments", [("--help",), ("match", "--help"), ("match",)])
def test_help_speaks_chinese(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    _, told = run(capsys, *arguments)
    assert "用法：jobmatch" in told
    assert "显示这段说明" in told
    assert not re.search(r"Usage|Options:|Commands:|Show this|OPTIONS|ARGS", told)


def test_values_are_named_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    _, told = run(capsys, "match", "worker", "--help")
    assert re.search(r"--top 整数.*不写就是 10", told, re.DOTALL)
    assert "INTEGER" not in told
