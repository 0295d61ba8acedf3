from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from jobmatch.store import crypto, engine, files
from jobmatch.store.files import StoredFile
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.engine import Store

CONTENT = "姓名,电话\n某人,13800001234\n".encode()


def _put(session: Session, content: bytes = CONTENT) -> StoredFile:
    return files.put(session, content, media_type="text/csv", purpose="import", name="名单.csv")


def test_what_is_put_is_read_back(any_session: Session) -> None:
    stored = _put(any_session)
    assert files.read(any_session, stored) == CONTENT
    assert (stored.size, stored.sha256) == (len(CONTENT), hashlib.sha256(CONTENT).hexdigest())


def test_the_disk_holds_it_encrypted_and_private(session: Session) -> None:
    stored = _put(session)
    path = files.path_of(session, stored.sha256)
    assert b"13800001234" not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_same_content_is_stored_once(session: Session) -> None:
    assert _put(session) is _put(session)
    assert session.scalar(select(func.count()).select_from(StoredFile)) == 1


def test_a_lost_file_is_written_again_when_it_comes_again(session: Session) -> None:
    stored = _put(session)
    files.path_of(session, stored.sha256).unlink()
    with pytest.raises(files.FileLostError):
        files.read(session, stored)
    assert _put(session) is stored
    assert files.read(session, stored) == CONTENT


def test_a_changed_file_does_not_open(session: Session) -> None:
    stored = _put(session)
    path = files.path_of(session, stored.sha256)
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(crypto.SealError):
        files.read(session, stored)


def test_a_file_put_in_anothers_place_does_not_open(session: Session) -> None:
    first, second = _put(session), _put(session, b"other")
    path = files.path_of(session, second.sha256)
    path.write_bytes(files.path_of(session, first.sha256).read_bytes())
    with pytest.raises(crypto.SealError):
        files.read(session, second)


def test_sealing_anew_uses_the_active_key(store: Store) -> None:
    with store.writes.begin() as session:
        stored = _put(session)
        sha256 = stored.sha256
    ring = store.keys.with_new_key("k2")
    folder = store.writes.kw["info"]["files"]
    with engine.make_sessions(store.write_engine, ring, files=folder)() as session:
        stored = session.scalars(select(StoredFile)).one()
        files.reseal(session, stored)
        assert files.path_of(session, sha256).read_bytes().startswith(b"v1.k2.")
        assert files.read(session, stored) == CONTENT


def test_an_empty_file_is_a_file(session: Session) -> None:
    assert files.read(session, _put(session, b"")) == b""


def test_without_a_folder_nothing_is_stored(store: Store) -> None:
    with (
        engine.make_sessions(store.write_engine, store.keys)() as session,
        pytest.raises(RuntimeError, match="folder of files"),
    ):
        _put(session)


def test_a_negative_size_is_refused(any_session: Session) -> None:
    with refused(any_session, "ck_stored_file_size_not_negative"):
        any_session.add(StoredFile(sha256="0" * 64, size=-1, media_type="a/b", purpose="x"))
