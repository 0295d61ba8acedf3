from __future__ import annotations

import pytest

from jobmatch import resources


@pytest.mark.parametrize("name", ["templates", "migrations", "seeds"])
def test_folders_stand(name: str) -> None:
    assert resources.folder(name).is_dir()  # type: ignore[arg-type]  # the three literal names


def test_unknown_folder_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        resources.folder("nowhere")  # type: ignore[arg-type]  # on purpose
