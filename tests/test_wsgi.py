from __future__ import annotations

import importlib
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from jobmatch.store.crypto import KeyFileError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "jobmatch.wsgi", raising=False)


@pytest.mark.usefixtures("home")
def test_a_server_finds_the_application() -> None:
    wsgi = importlib.import_module("jobmatch.wsgi")
    with closing(wsgi.store):
        assert wsgi.app.test_client().get("/sign-in").status_code == 200


def test_without_keys_it_does_not_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOBMATCH_HOME", str(tmp_path))
    with pytest.raises(KeyFileError):
        importlib.import_module("jobmatch.wsgi")
