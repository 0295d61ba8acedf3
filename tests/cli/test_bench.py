from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from jobmatch.cli.bench import bench

if TYPE_CHECKING:
    from pathlib import Path

SCORER = """
def score_phrases(gold, out):
    return {{"hit@1": 0.5, "hit@3": {value}, "mrr@10": 0.5}}
"""


def run(folder: Path, value: float) -> tuple[int, str]:
    (folder / "score.py").write_text(SCORER.format(value=value), encoding="utf-8")
    (folder / "phrases.tsv").write_text("phrase\n喂猪\n", encoding="utf-8")
    result = CliRunner().invoke(bench, ["cases", str(folder)])
    return result.exit_code, result.output


def test_all_figures_reached(tmp_path: Path) -> None:
    code, output = run(tmp_path, 0.9)
    assert code == 0
    assert "hit@3" in output
    assert "全部达到目标。" in output


def test_a_missed_figure_is_said_and_fails(tmp_path: Path) -> None:
    code, output = run(tmp_path, 0.1)
    assert code == 1
    assert "未达到" in output
    assert "1 项没有达到目标。" in output
