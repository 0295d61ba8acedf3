"""Settings: read from JOBMATCH_* variables only, frozen, checked at start.

Only the composition roots (cli, wsgi, tasks.app) build them; every other floor receives values.
"""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def default_home() -> Path:
    """Give the folder used when JOBMATCH_HOME is not set: the user's data folder (XDG)."""
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "jobmatch"


class Settings(BaseSettings):
    """What an installation may choose; each field is the variable JOBMATCH_<FIELD>."""

    model_config = SettingsConfigDict(env_prefix="JOBMATCH_", frozen=True, extra="ignore")

    home: Path = Field(default_factory=default_home)
    """Folder that holds database, keys and files; nothing is written elsewhere."""
    database_url: str | None = None
    """SQLAlchemy address; None means the SQLite file in the home folder."""
    keys_file: Path | None = None
    """Secrets (0600); None means keys.json in the home folder."""
    broker_url: str = "memory://"
    """Celery broker; memory:// serves one process."""
    secure_cookies: bool = False
    """True behind HTTPS: __Host- cookies and HSTS. False is for a LAN without TLS and warns."""

    @property
    def url(self) -> str:
        """Give the database address in force."""
        return self.database_url or f"sqlite:///{self.home / 'jobmatch.db'}"

    @property
    def keys_path(self) -> Path:
        """Give the path of the key file in force."""
        return self.keys_file or self.home / "keys.json"

    @property
    def files_folder(self) -> Path:
        """Give the folder of stored files (content-addressed, encrypted)."""
        return self.home / "files"

    @property
    def cache_folder(self) -> Path:
        """Give the folder of caches that may be deleted at any time (jieba's dictionary, fonts)."""
        return self.home / "cache"
