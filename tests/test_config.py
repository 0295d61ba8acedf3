from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from jobmatch import config

if TYPE_CHECKING:
    from pathlib import Path


def test_home_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JOBMATCH_HOME", str(tmp_path))
    settings = config.Settings()
    assert settings.home == tmp_path
    assert settings.url == f"sqlite:///{tmp_path / 'jobmatch.db'}"
    places = (settings.keys_path, settings.files_folder, settings.cache_folder)
    assert all(place.is_relative_to(tmp_path) for place in places)


def test_default_home_is_a_folder_of_the_users(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("JOBMATCH_HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert config.Settings().home == tmp_path / ".local" / "share" / "jobmatch"


def test_settings_are_frozen(tmp_path: Path) -> None:
    settings = config.Settings(home=tmp_path)
    with pytest.raises(ValidationError):
        settings.home = tmp_path / "other"
