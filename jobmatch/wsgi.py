"""The application for a WSGI server (gunicorn, waitress-serve): jobmatch.wsgi:app.

Serves web pages only and starts no background worker: `jobmatch jobs run` does what waits, and
`jobmatch serve`, one process with threads and a worker, is what SQLite wants.
"""

from __future__ import annotations

from jobmatch.config import Settings
from jobmatch.store import crypto, engine
from jobmatch.web.app import create_app

_settings = Settings()
store = engine.open_store(
    _settings.url, crypto.load_ring(_settings.keys_path), files=_settings.files_folder
)
app = create_app(_settings, store)
