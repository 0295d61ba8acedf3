"""Where templates, migrations and seeds lie, in a checkout and in an installed wheel alike."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).resolve().parent


def folder(name: Literal["templates", "migrations", "seeds"]) -> Path:
    """Give the folder *name*: inside the package (wheel), else beside it (checkout).

    Raises FileNotFoundError when neither stands, which means a broken installation.
    """
    for place in (_PACKAGE / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(name)
