from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from jobmatch.bench import records

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2026, 3, 15, 4, 5, 6, 7, tzinfo=UTC)


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


def test_a_commit_is_named_and_marked_when_files_are_changed(tmp_path: Path) -> None:
    assert records.commit_of(tmp_path) == records.NO_COMMIT
    git(tmp_path, "init", "-q")
    (tmp_path / "a").write_text("1", encoding="utf-8")
    git(tmp_path, "add", "a")
    git(tmp_path, "commit", "-q", "-m", "Begin.")
    clean = records.commit_of(tmp_path)
    assert clean.isalnum()
    (tmp_path / "a").write_text("2", encoding="utf-8")
    assert records.commit_of(tmp_path) == f"{clean}+"


def test_a_record_tells_how_it_came_about(tmp_path: Path) -> None:
    path = tmp_path / "results" / "match.json"
    records.write_record(path, command="jobmatch bench match", at=AT, content={"figures": {"a": 1}})
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told["command"] == "jobmatch bench match"
    assert told["at"] == "2026-03-15T04:05:06+00:00"
    assert told["commit"]
    assert told["figures"] == {"a": 1}


def test_rows_are_appended_and_new_columns_come_last(tmp_path: Path) -> None:
    path = tmp_path / "quality.tsv"
    records.append_row(path, {"date": "2026-03-15", "mrr": "0.65"})
    records.append_row(path, {"date": "2026-03-16", "mrr": "0.66", "hit": "0.9"})
    records.append_row(path, {"date": "2026-03-17", "hit": "0.91"})
    assert path.read_text(encoding="utf-8").splitlines() == [
        "date\tmrr\thit",
        "2026-03-15\t0.65\t",
        "2026-03-16\t0.66\t0.9",
        "2026-03-17\t\t0.91",
    ]
