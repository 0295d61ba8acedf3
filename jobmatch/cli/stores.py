"""Opens the database for commands: ``with stores.write() as session`` commits at the end."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import OperationalError

from jobmatch.config import Settings
from jobmatch.domain.errors import ConflictError, InputError, RuleBrokenError
from jobmatch.store import crypto, engine, migrate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.orm import Session

_PRIVATE = 0o700


class NoDatabaseError(InputError):
    """There is no database yet where one is needed."""

    message = "还没有数据库，请先执行 jobmatch db upgrade 或 jobmatch demo。"


class HomeFolderError(InputError):
    """The home folder cannot be made or written."""

    message = "数据文件夹不能使用。"


class DiskFullError(RuleBrokenError):
    """The database could not grow."""

    message = "磁盘已满，没有写入；请腾出空间后再试。"


class DatabaseAwayError(RuleBrokenError):
    """The database server does not answer, or refuses us."""

    message = "连接不上数据库，请检查 JOBMATCH_DATABASE_URL 和数据库服务。"


class DatabaseBusyError(ConflictError):
    """Another program held the database for longer than we wait."""

    message = "数据库正被别的程序占用，请稍后再试。"


@contextmanager
def opened(
    settings: Settings | None = None, *, must_be_current: bool = True
) -> Iterator[engine.Store]:
    """Give the store of *settings* (by default from the environment), closed at the end.

    Args:
        settings: which installation; None reads JOBMATCH_*.
        must_be_current: refuse a missing or outdated database with a sentence; False is for
            upgrading.
    """
    chosen = settings or Settings()
    make_home(chosen)
    if is_missing(chosen):
        if must_be_current:
            raise NoDatabaseError
        # Before SQLite makes it: names and birth dates are for the owner alone.
        database_file(chosen).touch(0o600)
    keys = crypto.ring_at(chosen.keys_path)
    store = engine.open_store(chosen.url, keys, files=chosen.files_folder)
    try:
        if must_be_current:
            migrate.check_current(store.read_engine)
        yield store
    except (OperationalError, sqlite3.OperationalError) as error:
        raise _in_words(error) from error
    finally:
        store.close()


@contextmanager
def read(settings: Settings | None = None) -> Iterator[Session]:
    """Give a read session; nothing it changes is kept."""
    with opened(settings) as store, store.reads() as session:
        yield session


@contextmanager
def write(settings: Settings | None = None) -> Iterator[Session]:
    """Give a write session: committed when the block ends, rolled back when it raises."""
    with opened(settings) as store, store.writes.begin() as session:
        yield session


def _in_words(error: Exception) -> Exception:
    """Give the sentence for what the database said; the error itself when there is none."""
    said = str(error)
    if "disk is full" in said or "No space left" in said:
        return DiskFullError()
    if "database is locked" in said:
        return DatabaseBusyError()
    if isinstance(error, OperationalError) and error.connection_invalidated:
        return DatabaseAwayError()
    if "connection failed" in said or "could not connect" in said:
        return DatabaseAwayError()
    return error


def is_missing(settings: Settings) -> bool:
    """Tell whether the embedded database's file does not exist yet."""
    return settings.database_url is None and not database_file(settings).exists()


def database_file(settings: Settings) -> Path:
    """Give the path of the embedded database."""
    return settings.home / "jobmatch.db"


def make_home(settings: Settings) -> None:
    """Make the home folder, private to its owner; HomeFolderError in words when it cannot be."""
    try:
        settings.home.mkdir(parents=True, exist_ok=True, mode=_PRIVATE)
    except OSError as error:
        raise HomeFolderError(f"数据文件夹 {settings.home} 建不了：{error.strerror}。") from error
    if not os.access(settings.home, os.W_OK | os.X_OK):
        raise HomeFolderError(f"数据文件夹 {settings.home} 不能写入。")
