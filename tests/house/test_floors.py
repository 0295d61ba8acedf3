"""Floors: the contracts of pyproject.toml hold (the same command runs in .ci/run)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.house import source


def test_floors_import_only_downwards() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program], cwd=source.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
