"""The product run over case files: the shapes that the scorer of the cases reads.

Reads of a case only what the product would be given: the title or phrase, the sheet, the roster,
and for search the text, the worker and the postings. Answers in the same files are never looked at.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from jobmatch.domain.errors import InputError
from jobmatch.intake import rosters
from jobmatch.intake.postings import read_postings
from jobmatch.intake.rosters.shapes import roster_shape
from jobmatch.intake.shapes import show_sheet, show_unreadable
from jobmatch.matching.lexicon import Source
from jobmatch.matching.occupations import OccupationIndex
from jobmatch.matching.taught import TaughtIndex
from jobmatch.services import indexes, lexicon, search_cases
from jobmatch.services.imports.incoming import posting_tables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from jobmatch.services.lexicon import Aliases

TOP = 10
SHEETS = (".csv", ".xls", ".xlsx")

_HEADER_CELLS = frozenset({"phrase", "title"})


class CaseKind(StrEnum):
    """The kinds of cases."""

    TITLES = "titles"
    PHRASES = "phrases"
    POSTINGS = "postings"
    WORKERS = "workers"
    SEARCH = "search"


def fold_of(cleaned: str, folds: int) -> int:
    """Give the fold of a cleaned text: its sha256, as one number, modulo *folds*."""
    return int(hashlib.sha256(cleaned.encode()).hexdigest(), 16) % folds


def read_texts(path: Path) -> list[str]:
    """Read the first column of a tsv of titles or phrases; its header and # lines are left out.

    Raises:
        InputError: the file is no UTF-8 text.
    """
    firsts = (line.split("\t")[0].strip() for line in _lines(path))
    return [first for first in firsts if first and first not in _HEADER_CELLS and first[0] != "#"]


@dataclass(frozen=True, slots=True)
class Learned:
    """What counts as learned in an evaluation.

    Attributes:
        aliases: (text, code) laid over the word tables as operators' corrections are.
        listed: whether the titles and phrases that the word tables list count; without them and
            with the same rows as aliases, learning itself is measured.
    """

    aliases: Aliases = ()
    listed: bool = True


TABLES_ALONE = Learned()
_LISTED = frozenset({Source.TITLE, Source.PHRASE})


def read_aliases(path: Path) -> Aliases:
    """Read aliases from a tsv of text and code (or codes with commas between).

    Raises:
        InputError: the file is missing, no UTF-8 text, or names no aliases.
    """
    if not path.is_file():
        raise InputError(f"没有找到文件：{path}")
    rows = [line.split("\t") for line in _lines(path)]
    found = tuple(
        (row[0].strip(), code.strip())
        for row in rows
        if len(row) > 1 and row[0].strip() not in _HEADER_CELLS
        for code in row[1].split(",")
        if code.strip()
    )
    if not found:
        raise InputError(f"{path.name} 里没有“说法<Tab>职业编码”这样的行。")
    return found


def rank_texts(
    texts: Sequence[str], *, folds: int = 0, learned: Learned = TABLES_ALONE
) -> list[tuple[str, list[str]]]:
    """Give for each text the codes of its best occupations, best first, ten at most.

    With *folds*, each text is answered without the learned rows and aliases whose cleaned text
    equals a text of the same fold.
    """
    cleaner = lexicon.load_cleaner()
    whole = lexicon.load_lexicon(cleaner)
    if not learned.listed:
        whole = whole.without_sources(_LISTED)
    if folds <= 0:
        index = _taught(OccupationIndex(whole, cleaner), learned, frozenset())
        return [(text, _codes(index, text)) for text in texts]
    held_out: dict[int, list[str]] = defaultdict(list)
    for text in texts:
        held_out[fold_of(cleaner.clean(text), folds)].append(text)
    found: dict[str, list[str]] = {}
    for members in held_out.values():
        held = frozenset(cleaner.clean(text) for text in members)
        index = _taught(OccupationIndex(whole.without(held), cleaner), learned, held)
        found.update((text, _codes(index, text)) for text in members)
    return [(text, found[text]) for text in texts]


def _taught(index: OccupationIndex, learned: Learned, held: frozenset[str]) -> OccupationIndex:
    entries = [e for e in lexicon.taught_entries(learned.aliases) if e.text not in held]
    return TaughtIndex(index, entries) if entries else index


def evaluate_texts(
    path: Path, out: Path, *, folds: int = 0, learned: Learned = TABLES_ALONE
) -> int:
    """Rank the texts of the tsv *path* into the tsv *out*; gives how many there were."""
    ranked = rank_texts(read_texts(path), folds=folds, learned=learned)
    lines = [f"{text}\t{','.join(codes)}\n" for text, codes in ranked]
    _write(out, "".join(lines))
    return len(ranked)


def evaluate_sheets(kind: CaseKind, path: Path, out: Path, *, today: date) -> int:
    """Read every sheet of the folder *path* (or of its subfolder named as the kind), or one file.

    Each is written to OUT/NN-name.json; gives how many there were.
    """
    read = _show_roster if kind is CaseKind.WORKERS else _show_postings
    inner = path / kind.value
    # The scorer takes the folder of all cases as well as that of one kind; so do we.
    files = sheet_files(inner if inner.is_dir() else path)
    for file in files:
        _write_json(out / f"{file.stem}.json", read(file, today))
    return len(files)


def sheet_files(path: Path) -> list[Path]:
    """Give the sheet files of the folder *path* by name, or *path* itself when it is a file."""
    if path.is_file():
        return [path]
    return sorted(each for each in path.iterdir() if each.suffix.lower() in SHEETS)


def evaluate_search(path: Path, out: Path, *, today: date) -> int:
    """Answer the queries of the folder *path* over its postings into the file *out*."""
    folder = path.parent if path.is_file() else path
    if not (folder / "queries.json").is_file():
        folder /= "search"
    queries = [
        {"id": each["id"], "text": each["text"], "worker": each.get("worker")}
        for each in _load(folder / "queries.json")
    ]
    postings = _load(folder / "postings.json")
    answers = search_cases.search(postings, queries, words=indexes.load_words(), today=today)
    _write_json(out, answers)
    return len(queries)


def evaluate(
    kind: CaseKind,
    path: Path,
    out: Path,
    *,
    today: date,
    folds: int = 0,
    learned: Learned = TABLES_ALONE,
) -> int:
    """Run the product over the cases of *kind* at *path* and write what the scorer reads.

    Args:
        kind: what the cases are.
        path: a tsv, a sheet, or a folder of them.
        out: a file for titles, phrases and search; a folder for sheets.
        today: the day of the cases.
        folds: cross-check a tsv with so many folds; 0 for none.
        learned: what counts as learned, for a tsv.

    Returns:
        How many texts, files or queries were answered.

    Raises:
        InputError: *path* is missing or not of that kind.
    """
    if not path.exists():
        raise InputError(f"没有找到案例：{path}")
    if kind in {CaseKind.TITLES, CaseKind.PHRASES}:
        return evaluate_texts(path, out, folds=folds, learned=learned)
    if folds or learned != TABLES_ALONE:
        raise InputError(
            "只有 titles 和 phrases 可以用 --folds、--learned 和 --without-learned 检验。"
        )
    if kind is CaseKind.SEARCH:
        return evaluate_search(path, out, today=today)
    return evaluate_sheets(kind, path, out, today=today)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name} 不是 UTF-8 文本，请另存为 UTF-8 再试。") from error


def _codes(index: OccupationIndex, text: str) -> list[str]:
    return [hit.code for hit in index.find(text, top=TOP)]


def _show_postings(file: Path, today: date) -> dict[str, Any]:
    try:
        sheet = read_postings(file, today=today, tables=posting_tables())
    except InputError:
        return {"file": file.name, **show_unreadable()}
    return {"file": file.name, **show_sheet(sheet)}


def _show_roster(file: Path, today: date) -> dict[str, Any]:
    try:
        roster = rosters.read_roster(file, today=today)
    except InputError:
        unreadable = show_unreadable()
        return {"file": file.name, "workers": [], "problems": unreadable["problems"]}
    return roster_shape(file.name, roster)


def _load(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise InputError(f"案例文件读不了：{path.name}") from error


def _write_json(path: Path, content: Any) -> None:
    _write(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
