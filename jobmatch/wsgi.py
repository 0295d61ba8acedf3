"""The application for a WSGI server (gunicorn, waitress-serve): jobmatch.wsgi:app.

Serves web pages only; with many processes run `jobmatch worker` beside it. SQLite wants one
process with threads, which is what `jobmatch serve` starts.
"""

from __future__ import annotations

from jobmatch.config import Settings
from jobmatch.store import crypto, engine
from jobmatch.web.app import create_app

_settings = Settings()
app = create_app(
    _settings,
    engine.open_store(
        _settings.url, crypto.load_ring(_settings.keys_path), files=_settings.files_folder
    ),
)
