"""All figures over a folder of cases, beside what is to be reached.

The cases bring their own scorer (``score.py`` in the folder); it is imported from there, so that
the figures are those of whoever made the cases.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jobmatch.domain.errors import InputError
from jobmatch.services.evaluation import CaseKind, evaluate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path
    from types import ModuleType

FOLDS = 5
AT_LEAST: dict[CaseKind, dict[str, float | None]] = {
    CaseKind.POSTINGS: {
        "field_accuracy": 0.97,
        "recall": 0.99,
        "precision": 0.99,
        "stated_field_recall": 0.95,
        "problem_recall": 0.95,
        "problem_recall_with_kind": 0.90,
        "problem_precision": 0.90,
    },
    CaseKind.WORKERS: {
        "field_accuracy": 0.98,
        "stated_field_recall": 0.96,
        "problem_recall": 0.95,
        "problem_precision": 0.90,
    },
    CaseKind.PHRASES: {"hit@1": None, "hit@3": 0.86, "mrr@10": None},
    CaseKind.TITLES: {"acc@1": None, "hit@5": None, "mrr@10": 0.67},
    CaseKind.SEARCH: {"ndcg@10": 0.80, "recall@10": None, "nothing_fits_right": 0.80},
}
AT_MOST: dict[CaseKind, dict[str, float]] = {
    CaseKind.POSTINGS: {"invented_rate": 0.005},
    CaseKind.SEARCH: {"violations": 0},
}
"""The figures that are printed, by the names of the scorer; None is printed without a target."""
_TEXTS = frozenset({CaseKind.TITLES, CaseKind.PHRASES})


@dataclass(frozen=True, slots=True)
class CaseFigure:
    """One figure of one kind of cases, and the bound that it is held against."""

    kind: CaseKind
    name: str
    value: float
    least: float | None = None
    most: float | None = None
    folds: int = 0
    """Into how many folds the texts were held out; 0: the lexicon may hold each of them."""

    @property
    def key(self) -> str:
        """Give the name of its column in a table of results."""
        folds = f" /{self.folds}" if self.folds else ""
        return f"{self.kind.value} {self.name}{folds}"

    @property
    def is_reached(self) -> bool:
        """Say whether the bound, if there is one, is kept."""
        return (self.least is None or self.value >= self.least) and (
            self.most is None or self.value <= self.most
        )

    def __str__(self) -> str:
        """Give the line that the command prints."""
        name = f"{self.name} /{self.folds}" if self.folds else self.name
        line = f"{self.kind.value:<9}{name:<26}{self.value:>8.4f}"
        if self.least is not None:
            line += f"   目标 ≥ {self.least:g}"
        if self.most is not None:
            line += f"   目标 ≤ {self.most:g}"
        return line if self.is_reached else f"{line}   未达到"


def measure_cases(folder: Path, work: Path, *, today: date) -> Iterator[CaseFigure]:
    """Run every kind of cases that *folder* holds and give its figures as they come.

    Args:
        folder: the cases and their score.py.
        work: a folder for the answers.
        today: the day of the cases.

    Raises:
        InputError: there is no scorer in *folder*.
    """
    scorer = _load_scorer(folder / "score.py")
    for kind in CaseKind:
        path = _path_of(kind, folder)
        if path.exists():
            # Texts twice: held out, which is what counts, and known, which shows any fitting.
            for folds in (FOLDS, 0) if kind in _TEXTS else (0,):
                scored = _score(scorer, kind, path, work, today=today, folds=folds)
                yield from _figures(kind, scored, folds)


def _path_of(kind: CaseKind, folder: Path) -> Path:
    if kind in _TEXTS:
        return folder / f"{kind.value}.tsv"
    return folder / kind.value


def _score(
    scorer: Any, kind: CaseKind, path: Path, work: Path, *, today: date, folds: int
) -> dict[str, Any]:
    suffix = ".tsv" if kind in _TEXTS else ".json" if kind is CaseKind.SEARCH else ""
    out = work / f"{kind.value}{suffix}"
    evaluate(kind, path, out, today=today, folds=folds)
    scored: dict[str, Any] = getattr(scorer, f"score_{kind.value}")(str(path), str(out))
    return scored


def _figures(kind: CaseKind, scored: dict[str, Any], folds: int) -> Iterator[CaseFigure]:
    is_bound = folds > 0 or kind not in _TEXTS
    for name, least in AT_LEAST[kind].items():
        if scored.get(name) is not None:
            bound = least if is_bound else None
            yield CaseFigure(kind, name, float(scored[name]), least=bound, folds=folds)
    for name, most in AT_MOST.get(kind, {}).items():
        if scored.get(name) is not None:
            yield CaseFigure(kind, name, float(scored[name]), most=most)


def _load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("case_scorer", path) if path.is_file() else None
    if spec is None or spec.loader is None:
        raise InputError(f"案例文件夹里没有评分程序：{path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
