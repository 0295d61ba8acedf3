from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from jobmatch.bench import cases as bench_cases
from jobmatch.bench.cases import CaseFigure
from jobmatch.domain.errors import InputError
from jobmatch.services.evaluation import CaseKind

if TYPE_CHECKING:
    from pathlib import Path

SCORER = """
def score_phrases(gold, out):
    with open(out, encoding="utf-8") as file:
        answered = [line for line in file if line.strip()]
    return {"hit@1": 1.0, "hit@3": len(answered) / 4, "mrr@10": None}
"""


def test_figures_come_from_the_scorer_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text(SCORER, encoding="utf-8")
    (tmp_path / "phrases.tsv").write_text("phrase\tcodes\n带娃\tx\n喂猪\tx\n", encoding="utf-8")
    figures = list(bench_cases.measure_cases(tmp_path, tmp_path / "work", today=date(2026, 3, 15)))
    assert [(each.key, each.value) for each in figures] == [
        ("phrases hit@1 /5", 1.0),
        ("phrases hit@3 /5", 0.5),
        ("phrases hit@1", 1.0),
        ("phrases hit@3", 0.5),
    ]
    assert [each.is_reached for each in figures] == [True, False, True, True]
    assert str(figures[1]).endswith("目标 ≥ 0.86   未达到")
    assert "目标" not in str(figures[3])


def test_bounds_below_and_above() -> None:
    assert CaseFigure(CaseKind.SEARCH, "violations", 0, most=0).is_reached
    assert not CaseFigure(CaseKind.SEARCH, "violations", 1, most=0).is_reached
    assert CaseFigure(CaseKind.TITLES, "acc@1", 0.1).is_reached
    assert "目标 ≤ 0" in str(CaseFigure(CaseKind.SEARCH, "violations", 0, most=0))


def test_a_folder_without_a_scorer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="评分程序"):
        list(bench_cases.measure_cases(tmp_path, tmp_path, today=date(2026, 3, 15)))


@pytest.mark.cases
@pytest.mark.slow
@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning",  # the scorer leaves its files to be closed
    "ignore::ResourceWarning",
)
@pytest.mark.parametrize("kind", [CaseKind.PHRASES, CaseKind.TITLES])
def test_words_reach_their_figures(kind: CaseKind, cases: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cases"
    folder.mkdir()
    for name in ("score.py", f"{kind.value}.tsv"):
        (folder / name).write_bytes((cases / name).read_bytes())
    figures = list(bench_cases.measure_cases(folder, tmp_path / "work", today=date(2026, 3, 15)))
    assert len(figures) == 2 * len(bench_cases.AT_LEAST[kind])
    assert all(figure.is_reached for figure in figures), [str(figure) for figure in figures]
