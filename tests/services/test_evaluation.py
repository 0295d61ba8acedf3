from __future__ import annotations

import hashlib
import json
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.errors import InputError
from jobmatch.services import evaluation
from jobmatch.services.evaluation import CaseKind

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 3, 15)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def run(kind: CaseKind, path: Path, out: Path, folds: int = 0) -> dict[str, bytes]:
    evaluation.evaluate(kind, path, out, today=TODAY, folds=folds)
    files = [out] if out.is_file() else sorted(out.iterdir())
    return {file.name: file.read_bytes() for file in files}


def test_a_fold_is_the_hash_of_the_cleaned_text() -> None:
    expected = int.from_bytes(hashlib.sha256("电工".encode()).digest()) % 5
    assert evaluation.fold_of("电工", 5) == expected


def test_only_the_first_column_is_read(tmp_path: Path) -> None:
    told = write(tmp_path / "a.tsv", "phrase\tcodes\tnote\n打螺丝\t6-25-04\t制造\n# x\n\n带娃\t4\n")
    bare = write(tmp_path / "b.tsv", "phrase\n打螺丝\n带娃\n")
    assert evaluation.read_texts(told) == evaluation.read_texts(bare) == ["打螺丝", "带娃"]


def test_phrases_are_answered_in_order_best_first(tmp_path: Path) -> None:
    path = write(tmp_path / "phrases.tsv", "phrase\tcodes\n带娃\tx\n打螺丝\tx\n")
    lines = run(CaseKind.PHRASES, path, tmp_path / "out.tsv")["out.tsv"].decode().splitlines()
    assert [line.split("\t")[0] for line in lines] == ["带娃", "打螺丝"]
    codes = lines[1].split("\t")[1].split(",")
    assert codes[0] == "6-25-04-07"
    assert len(codes) == 10


def test_folds_leave_out_what_was_learned_of_the_text_itself() -> None:
    text = "人工智能培育师"
    ((_, whole),) = evaluation.rank_texts([text])
    ((_, checked),) = evaluation.rank_texts([text], folds=5)
    assert whole[0] == "4-04-05-05"
    assert whole != checked


def test_what_cannot_be_evaluated_is_said(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(InputError, match="没有找到案例"):
        run(CaseKind.TITLES, tmp_path / "none.tsv", out)
    with pytest.raises(InputError, match="--folds"):
        run(CaseKind.POSTINGS, tmp_path, out, folds=5)
    (tmp_path / "gbk.tsv").write_bytes("电工".encode("gb18030"))
    with pytest.raises(InputError, match="UTF-8"):
        run(CaseKind.TITLES, tmp_path / "gbk.tsv", out)
    with pytest.raises(InputError, match=r"queries\.json"):
        run(CaseKind.SEARCH, tmp_path, out)


def test_sheets_of_a_folder_and_a_file_that_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder / "01-list.csv", "岗位名称,人数,工资\n缝纫工,5人,3000-4500元/月\n")
    write(folder / "02-broken.xlsx", "not a workbook")
    write(folder / "01-list.gold.json", "{}")
    files = run(CaseKind.POSTINGS, folder, tmp_path / "out")
    assert list(files) == ["01-list.json", "02-broken.json"]
    (posting,) = json.loads(files["01-list.json"])["postings"]
    assert (posting["title"], posting["headcount_min"], posting["pay_max"]) == ("缝纫工", 5, 4500)
    assert json.loads(files["02-broken.json"])["problems"] == [
        {"row": None, "field": "file", "kind": "invalid"}
    ]


def test_the_folder_of_all_kinds_serves_as_that_of_one(tmp_path: Path) -> None:
    folder = tmp_path / "cases" / "postings"
    folder.mkdir(parents=True)
    write(folder / "01-list.csv", "岗位名称,人数,工资\n缝纫工,5人,3000-4500元/月\n")
    inner = run(CaseKind.POSTINGS, folder, tmp_path / "inner")
    assert inner == run(CaseKind.POSTINGS, folder.parent, tmp_path / "outer")
    assert list(inner) == ["01-list.json"]


def test_one_roster_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "05-people.csv", "姓名,性别,联系电话\n张三,男,13800001234\n")
    files = run(CaseKind.WORKERS, path, tmp_path / "out")
    (worker,) = json.loads(files["05-people.json"])["workers"]
    assert (worker["name"], worker["sex"]) == ("张三", "male")


TEXTS = 300
"""So many titles and phrases are compared; each is answered on its own."""


def copy_cases(cases: Path, target: Path, *, stripped: bool) -> Path:
    """Copy *cases*, on request without anything that tells an answer."""
    hidden = ("*.gold.json", "also_ok.json") if stripped else ()
    shutil.copytree(cases, target, ignore=shutil.ignore_patterns("*.tsv", *hidden))
    for name in ("titles.tsv", "phrases.tsv"):
        lines = (cases / name).read_text(encoding="utf-8").splitlines()[:TEXTS]
        kept = [line.split("\t")[0] if stripped else line for line in lines]
        write(target / name, "\n".join(kept))
    if stripped:
        queries = json.loads((target / "search/queries.json").read_text(encoding="utf-8"))
        for query in queries:
            query.pop("relevant", None)
            query.pop("forbidden", None)
        (target / "search/queries.json").unlink()
        write(target / "search/queries.json", json.dumps(queries, ensure_ascii=False))
    return target


@pytest.mark.cases
@pytest.mark.slow
@pytest.mark.parametrize("kind", list(CaseKind))
def test_answers_beside_the_cases_are_never_read(
    kind: CaseKind, cases: Path, tmp_path: Path
) -> None:
    name = f"{kind.value}.tsv" if kind in {CaseKind.TITLES, CaseKind.PHRASES} else kind.value
    answers = [
        list(
            run(
                kind, copy_cases(cases, tmp_path / place, stripped=bare) / name, tmp_path / out
            ).values()
        )
        for place, out, bare in (("told", "told-out", False), ("bare", "bare-out", True))
    ]
    assert answers[0]
    assert answers[0] == answers[1]


def test_aliases_of_a_file_answer_like_corrections(tmp_path: Path) -> None:
    aliases = evaluation.read_aliases(
        write(
            tmp_path / "a.tsv", "title\tcode\n捣鼓锅铲\t4-03-02-01\n瞎混\t6-31-01-03,4-09-08-01\n"
        )
    )
    assert aliases == (
        ("捣鼓锅铲", "4-03-02-01"),
        ("瞎混", "6-31-01-03"),
        ("瞎混", "4-09-08-01"),
    )
    learned = evaluation.Learned(aliases)
    ((_, codes),) = evaluation.rank_texts(["捣鼓锅铲"], learned=learned)
    assert codes[0] == "4-03-02-01"
    ((_, held_out),) = evaluation.rank_texts(["捣鼓锅铲"], folds=5, learned=learned)
    ((_, untaught),) = evaluation.rank_texts(["捣鼓锅铲"], folds=5)
    assert held_out == untaught


def test_without_what_is_listed_only_names_and_trade_words_answer() -> None:
    text = "技术部经理"
    bare = evaluation.Learned(listed=False)
    ((_, codes),) = evaluation.rank_texts([text], learned=bare)
    assert codes[0] != "2-02-30-01"
    again = evaluation.Learned(((text, "2-02-30-01"),), listed=False)
    ((_, codes),) = evaluation.rank_texts([text], learned=again)
    assert codes[0] == "2-02-30-01"


def test_a_file_without_aliases_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有找到文件"):
        evaluation.read_aliases(tmp_path / "none.tsv")
    with pytest.raises(InputError, match="没有“说法"):
        evaluation.read_aliases(write(tmp_path / "a.tsv", "打螺丝\n"))
    sheets = write(tmp_path / "x.csv", "岗位\n")
    with pytest.raises(InputError, match="--learned"):
        evaluation.evaluate(
            CaseKind.POSTINGS,
            sheets,
            tmp_path / "out",
            today=TODAY,
            learned=evaluation.Learned(listed=False),
        )
