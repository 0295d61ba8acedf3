from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from jobmatch.cli.evaluate import evaluate

if TYPE_CHECKING:
    from pathlib import Path


def test_titles_are_answered_into_the_file(tmp_path: Path) -> None:
    path = tmp_path / "titles.tsv"
    path.write_text("title\tcode\n高薪急聘电工\t6-31-01-03\n", encoding="utf-8")
    out = tmp_path / "answers" / "titles.tsv"
    arguments = ["titles", str(path), "--out", str(out), "--folds", "5", "--today", "2026-03-15"]
    result = CliRunner().invoke(evaluate, arguments)
    assert result.exit_code == 0, result.output
    assert "完成：1 项" in result.output
    assert out.read_text(encoding="utf-8").startswith("高薪急聘电工\t6-31-01-03,")


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(evaluate, ["letters", str(tmp_path), "--out", str(tmp_path)])
    assert result.exit_code == 2


def test_learning_is_measured_with_a_file_of_aliases(tmp_path: Path) -> None:
    path = tmp_path / "titles.tsv"
    path.write_text("title\tcode\n捣鼓锅铲\t4-03-02-01\n", encoding="utf-8")
    out = tmp_path / "out.tsv"
    arguments = ["titles", str(path), "--out", str(out), "--without-learned"]
    assert CliRunner().invoke(evaluate, arguments).exit_code == 0
    assert not out.read_text(encoding="utf-8").startswith("捣鼓锅铲\t4-03-02-01")
    assert CliRunner().invoke(evaluate, [*arguments, "--learned", str(path)]).exit_code == 0
    assert out.read_text(encoding="utf-8").startswith("捣鼓锅铲\t4-03-02-01")
