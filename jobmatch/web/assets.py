"""Files of the program itself: the served Chinese font and addresses that change with content.

Old office PCs have Chinese fonts and never fetch ours; a minimal Linux shows boxes without it.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pylopdf_fonts_zh_cn
from flask import Blueprint, send_file, url_for

from jobmatch.web import access

if TYPE_CHECKING:
    from flask import Flask, Response

STATIC = Path(__file__).resolve().parent / "static"
FONT_NAME = "noto-sans-sc-1.otf"
"""The address names a version: a new font gets a new name, the old one may be kept for a year."""

bp = Blueprint("assets", __name__)


@bp.get(f"/fonts/{FONT_NAME}")
@access.public
def font() -> Response:
    """Serve Noto Sans SC (SIL Open Font License 1.1) out of its package."""
    return send_file(
        pylopdf_fonts_zh_cn.sans_path(), mimetype="font/otf", max_age=365 * 24 * 3600, etag=True
    )


@lru_cache(maxsize=32)
def version(filename: str) -> str:
    """Give eight digits that change with the content of the static file *filename*."""
    return hashlib.sha256((STATIC / filename).read_bytes()).hexdigest()[:8]


def asset_url(filename: str) -> str:
    """Give the address of an own static file, with its version."""
    return url_for("static", filename=filename, v=version(filename))


def bootstrap_url(filename: str) -> str:
    """Give the address of one of Bootstrap's files as served by ourselves."""
    return url_for("bootstrap.static", filename=filename, v="5.3.8")


def install(app: Flask) -> None:
    """Register the font and the two address makers for templates."""
    app.register_blueprint(bp)
    app.jinja_env.globals.update(asset_url=asset_url, bootstrap_url=bootstrap_url)
