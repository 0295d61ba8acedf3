"""Backup, verification and restore: nothing is put in place before all of it has been proved."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import make_url

from jobmatch import __version__, clock
from jobmatch.domain.errors import ConflictError, RuleBrokenError
from jobmatch.services import archives, audit, dumps, keys
from jobmatch.services.archives import BadBackupError, Manifest
from jobmatch.store import engine, migrate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from jobmatch.store.crypto import KeyRing
    from jobmatch.store.engine import Store


class OtherKeysError(RuleBrokenError):
    """The key file at hand is not the one of the backup."""

    message = "备份是用另一套密钥加密的，请先把当时的密钥文件放回原处。"


class LiveDatabaseError(RuleBrokenError):
    """There is data where the backup would go."""

    message = "这里已有数据；确实要替换，请加 --commit（原来的数据会改名保留）。"


class InUseError(ConflictError):
    """A program still has the database open."""

    message = "数据库正在被使用，请先停止网页服务和后台任务再恢复。"


@dataclass(frozen=True, slots=True)
class Proof:
    """What verifying a backup found; it is only given when everything fits."""

    manifest: Manifest
    rows: int
    files: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where an installation keeps its data.

    Attributes:
        url: address of the database.
        files: folder of stored files.
        database_file: the SQLite file, None on PostgreSQL.
    """

    url: str
    files: Path
    database_file: Path | None


@dataclass(frozen=True, slots=True)
class _Facts:
    chain_rows: int
    chain_head: str
    row_counts: dict[str, int]


def back_up(store: Store, files: Path, target: Path) -> Manifest:
    """Write a backup of the database's present moment and all stored files to *target*."""
    with tempfile.TemporaryDirectory(dir=_made(target.parent), prefix=".backup-") as scratch:
        if store.is_sqlite:
            database = Path(scratch) / archives.SQLITE_MEMBER
            dumps.copy_sqlite(store.write_engine, database)
            facts = _facts_of_copy(database, store.keys)
        else:
            database = Path(scratch) / archives.POSTGRESQL_MEMBER
            facts = _dump(store, database)
        members = {database.name: database, **archives.stored_members(files)}
        manifest = Manifest(
            made_at=clock.now().isoformat(timespec="seconds"),
            product=__version__,
            fingerprint=store.keys.fingerprint,
            sha256={name: archives.sha256_of(path) for name, path in members.items()},
            revision=migrate.current(store.read_engine) or "",
            backend=store.read_engine.dialect.name,
            chain_rows=facts.chain_rows,
            chain_head=facts.chain_head,
            row_counts=facts.row_counts,
        )
        archives.pack(target, manifest, members)
    return manifest


def drill(source: Path, keys_ring: KeyRing, *, url: str | None = None) -> Proof:
    """Restore *source* to a scratch place, prove everything, and throw it away.

    *url* is a PostgreSQL server's address for a backup of PostgreSQL; a scratch database is made
    there and dropped.
    """
    with _unpacked(source, keys_ring) as (manifest, folder, started):
        if manifest.backend == "sqlite":
            return _prove_sqlite(manifest, folder, keys_ring, started)
        if url is None or make_url(url).get_backend_name() == "sqlite":
            raise BadBackupError("这是 PostgreSQL 的备份，请用 JOBMATCH_DATABASE_URL 指明服务器。")
        with _scratch_database(url) as scratch:
            dumps.load_postgresql(scratch, folder / manifest.database_member)
            return _prove(manifest, folder, keys_ring, scratch, started)


def restore(source: Path, keys_ring: KeyRing, place: Place, *, commit: bool = False) -> Proof:
    """Prove *source* and put it in place; data that stands there is renamed, never deleted.

    Args:
        source: the backup file.
        keys_ring: the keys that the backup was made with.
        place: where to put it.
        commit: needed when there is data already; without it LiveDatabaseError is raised after
            the proof, and nothing is changed.
    """
    with _unpacked(source, keys_ring, beside=place.files.parent) as (manifest, folder, started):
        _check_backend(manifest, place)
        if place.database_file is None:
            return _restore_postgresql(manifest, folder, keys_ring, place, started, commit=commit)
        proof = _prove_sqlite(manifest, folder, keys_ring, started)
        if place.database_file.exists():
            if not commit:
                raise LiveDatabaseError
            leave_wal(place.database_file)
        _set_aside(place)
        (folder / archives.SQLITE_MEMBER).replace(place.database_file)
        _move_files(folder, place)
        return proof


def leave_wal(database: Path) -> None:
    """Make the SQLite database one plain file; InUseError when any process has it open.

    Leaving WAL mode needs the file alone, so it fails while anybody else is connected.
    """
    with closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as connection:
        try:
            mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        except sqlite3.OperationalError as error:
            raise InUseError from error
        if mode != "delete":
            raise InUseError


def _facts_of_copy(database: Path, ring: KeyRing) -> _Facts:
    with closing(engine.open_store(f"sqlite:///{database}", ring)) as copy, copy.reads() as session:
        facts = _facts(session)
    # Opening the copy switched it to WAL; what is packed must be one file.
    leave_wal(database)
    return facts


def _facts(session: Session) -> _Facts:
    rows, head = audit.head(session)
    return _Facts(rows, head, dumps.row_counts(session))


def _dump(store: Store, target: Path) -> _Facts:
    quiet = store.read_engine.execution_options(isolation_level="REPEATABLE READ")
    with quiet.connect() as connection, connection.begin():
        connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        snapshot = dumps.export_snapshot(connection)
        with engine.make_sessions(connection, store.keys)() as session:
            facts = _facts(session)
        address = store.write_engine.url.render_as_string(hide_password=False)
        dumps.dump_postgresql(address, target, snapshot=snapshot)
    return facts


@contextmanager
def _unpacked(
    source: Path, ring: KeyRing, *, beside: Path | None = None
) -> Iterator[tuple[Manifest, Path, float]]:
    started = time.perf_counter()
    manifest = archives.read_manifest(source)
    if manifest.fingerprint != ring.fingerprint:
        raise OtherKeysError
    if manifest.revision not in migrate.revisions():
        raise BadBackupError("备份的数据库版本比程序新，请先升级程序。")
    parent = _made(beside) if beside is not None else None
    with tempfile.TemporaryDirectory(dir=parent, prefix=".restore-") as scratch:
        folder = Path(scratch)
        archives.unpack(source, manifest, folder)
        yield manifest, folder, started


def _prove_sqlite(manifest: Manifest, folder: Path, ring: KeyRing, started: float) -> Proof:
    database = folder / archives.SQLITE_MEMBER
    with closing(sqlite3.connect(database)) as connection:
        said = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if said != "ok":
        raise BadBackupError("备份里的数据库文件已损坏。")
    proof = _prove(manifest, folder, ring, f"sqlite:///{database}", started)
    leave_wal(database)
    return proof


def _prove(manifest: Manifest, folder: Path, ring: KeyRing, url: str, started: float) -> Proof:
    files = folder / archives.FILES
    with closing(engine.open_store(url, ring, files=files)) as store:
        if migrate.current(store.read_engine) != manifest.revision:
            raise BadBackupError("备份里的数据库版本与清单不符。")
        migrate.upgrade(store.write_engine)
        with store.reads() as session:
            counts = dumps.row_counts(session)
            expected = {name: counts.get(name) for name in manifest.row_counts}
            if expected != manifest.row_counts:
                raise BadBackupError("备份里的记录数与清单不符。")
            report = audit.verify(session, anchor=(manifest.chain_rows, manifest.chain_head))
            if not report.is_whole:
                raise BadBackupError(f"备份里的审计链不完整：{report.reason}。")
            closed = keys.unopenable(session)
            if closed:
                raise BadBackupError(f"备份里有打不开的加密内容，例如 {closed[0]}。")
    count = len(archives.stored_members(files))
    return Proof(manifest, sum(counts.values()), count, time.perf_counter() - started)


def _restore_postgresql(
    manifest: Manifest, folder: Path, ring: KeyRing, place: Place, started: float, *, commit: bool
) -> Proof:
    with _scratch_database(place.url) as scratch:
        dumps.load_postgresql(scratch, folder / manifest.database_member)
        proof = _prove(manifest, folder, ring, scratch, started)
    with closing(engine.open_store(place.url, ring)) as store:
        has_data = bool(inspect(store.read_engine).get_table_names())
    if has_data and not commit:
        raise LiveDatabaseError("这个数据库里已有表；确实要替换，请先另做备份，再加 --commit。")
    dumps.load_postgresql(place.url, folder / manifest.database_member)
    with closing(engine.open_store(place.url, ring)) as store:
        migrate.upgrade(store.write_engine)
    _set_aside(place)
    _move_files(folder, place)
    return proof


def _check_backend(manifest: Manifest, place: Place) -> None:
    here = "sqlite" if place.database_file is not None else "postgresql"
    if manifest.backend != here:
        names = {"sqlite": "内置数据库（SQLite）", "postgresql": "PostgreSQL"}
        raise BadBackupError(
            f"备份来自{names.get(manifest.backend, manifest.backend)}，这里用的是{names[here]}。"
        )


def _set_aside(place: Place) -> None:
    stamp = clock.now().strftime("%Y%m%dT%H%M%SZ")
    aside = place.files.parent / f"replaced-{stamp}-{os.getpid()}"
    standing = [place.files]
    if place.database_file is not None:
        base = place.database_file
        standing += [base, base.with_name(f"{base.name}-wal"), base.with_name(f"{base.name}-shm")]
    for path in standing:
        if path.exists():
            aside.mkdir(exist_ok=True, mode=0o700)
            path.rename(aside / path.name)


def _move_files(folder: Path, place: Place) -> None:
    unpacked = folder / archives.FILES
    if unpacked.is_dir():
        shutil.move(unpacked, place.files)


@contextmanager
def _scratch_database(url: str) -> Iterator[str]:
    name = f"jobmatch_drill_{os.getpid()}"
    admin = create_engine(
        make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    with closing(admin.connect()) as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
    try:
        scratch = make_url(url).set(database=name)
        yield scratch.render_as_string(hide_password=False)
    finally:
        with closing(admin.connect()) as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        admin.dispose()


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
