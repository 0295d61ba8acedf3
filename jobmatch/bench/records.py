"""Figures kept for later: what was run, when, on which commit."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

NO_COMMIT = "-"
"""Of a program that runs from no checkout."""
_ROOT = Path(__file__).resolve().parents[2]


def commit_of(folder: Path = _ROOT) -> str:
    """Give the short name of the commit of *folder*, with "+" where files of it are changed."""
    name = _git(folder, "rev-parse", "--short", "HEAD")
    if not name:
        return NO_COMMIT
    changed = _git(folder, "status", "--porcelain", "--untracked-files=no")
    return f"{name}+" if changed else name


def write_record(path: Path, *, command: str, at: datetime, content: Mapping[str, Any]) -> None:
    """Write *content* as JSON to *path*, under the *command* that gave it, its time and commit."""
    told = {
        "command": command,
        "at": at.isoformat(timespec="seconds"),
        "commit": commit_of(),
        **content,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def append_row(path: Path, row: Mapping[str, str]) -> None:
    """Append *row* to the tsv *path*, which is made with its columns when it is not there.

    Columns that the file does not know yet are added at its end; older rows leave them empty.
    """
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    header = lines[0].split("\t") if lines else []
    columns = [*header, *(name for name in row if name not in header)]
    rows = [line.split("\t") for line in lines[1:]]
    rows.append([row.get(name, "") for name in columns])
    padded = [cells + [""] * (len(columns) - len(cells)) for cells in rows]
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join("\t".join(cells) + "\n" for cells in [columns, *padded])
    path.write_text(text, encoding="utf-8")


def _git(folder: Path, *words: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - fixed words of our own
            ["git", "-C", str(folder), *words],  # noqa: S607 - the system's own git
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
