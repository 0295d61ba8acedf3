from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from jobmatch.bench import matching as bench_matching
from jobmatch.bench import web as bench_web
from jobmatch.bench.figures import MatchFigure
from jobmatch.cli.bench import bench
from jobmatch.domain.errors import InputError
from jobmatch.services.seeding.scales import Scale

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


def test_figures_are_appended_to_a_table(tmp_path: Path) -> None:
    run(tmp_path, 0.9)
    table = tmp_path / "quality.tsv"
    for _ in range(2):
        CliRunner().invoke(bench, ["cases", str(tmp_path), "--append", str(table)])
    header, first, second = table.read_text(encoding="utf-8").splitlines()
    assert header.startswith("date\tcommit\tphrases hit@1 /5\tphrases hit@3 /5")
    assert "0.9000" in first
    assert first == second


FIGURES = [MatchFigure("all_pairs", "全部人岗配对", 2.5, "秒", most=10, aim=3)]


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    asked: list[bool] = []

    def measure(folder: Path, *, quick: bool, progress: Any) -> tuple[list[MatchFigure], Any]:
        assert folder.is_dir()
        progress("全区、单人、单岗")
        asked.append(quick)
        return FIGURES, {"machine": {"cores": 2}}

    monkeypatch.setattr(bench_matching, "measure_matching", measure)
    return asked


def test_match_prints_its_figures_as_they_come(measured: list[bool]) -> None:
    result = CliRunner().invoke(bench, ["match", "--quick"])
    assert result.exit_code == 0
    assert "全区、单人、单岗 …" in result.output
    assert "全部人岗配对：2.50 秒（要求 ≤ 10，力争 3）" in result.output
    assert measured == [True]


def test_match_gives_json_and_keeps_a_record(measured: list[bool], tmp_path: Path) -> None:
    path = tmp_path / "match.json"
    result = CliRunner().invoke(bench, ["match", "--json", "--out", str(path)])
    told = json.loads(result.stdout)
    assert told["figures"] == {"all_pairs": 2.5}
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert kept["command"] == "jobmatch bench match --json"
    assert kept["details"]["machine"]["cores"] == 2
    assert kept["commit"]
    assert measured == [False]


def test_missing_peers_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jobmatch.bench.matching", None)
    result = CliRunner().invoke(bench, ["match"])
    assert isinstance(result.exception, InputError)
    assert "[bench]" in str(result.exception)


def test_web_prints_and_keeps_what_a_load_came_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[Any] = []

    def measure(
        folder: Path, *, seconds: float, rate: float, progress: Any
    ) -> tuple[list[MatchFigure], Any]:
        progress("自助机找岗位")
        asked.append((seconds, rate))
        return FIGURES, {"kiosk_search": {"errors": 0}}

    monkeypatch.setattr(bench_web, "prepare", lambda _, scale: asked.append(scale))
    monkeypatch.setattr(bench_web, "measure_web", measure)
    path = tmp_path / "web.json"
    told = CliRunner().invoke(bench, ["web", "--rate", "10", "--out", str(path)])
    assert "自助机找岗位 …" in told.output
    assert "全部人岗配对：2.50 秒" in told.output
    quick = CliRunner().invoke(bench, ["web", "--quick", "--json"])
    assert json.loads(quick.stdout)["figures"] == {"all_pairs": 2.5}
    assert asked == [Scale.DISTRICT, (20.0, 10.0), Scale.SMALL, (3, 50.0)]
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert kept["command"] == "jobmatch bench web --json --seconds 20 --rate 10"
