from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text

from jobmatch.domain.accounts import SYSTEM
from jobmatch.services import archives, audit, backups
from jobmatch.services.archives import BadBackupError
from jobmatch.services.backups import Place
from jobmatch.store import crypto, engine, files, migrate
from jobmatch.store.files import StoredFile
from jobmatch.store.people import Person

if TYPE_CHECKING:
    from pathlib import Path

    from jobmatch.store.engine import Store

CONTENT = b"a file of somebody"


def _fill(store: Store) -> None:
    with store.writes.begin() as session:
        session.add(Person(name="某人", phone="13800001234"))
        files.put(session, CONTENT, media_type="text/plain", purpose="import")
        audit.record(session, actor=SYSTEM, action="test.filled")


def _files(store: Store) -> Path:
    folder: Path = store.writes.kw["info"]["files"]
    return folder


def _backup(store: Store, folder: Path) -> Path:
    _fill(store)
    target = folder / "out" / "one.backup"
    backups.back_up(store, _files(store), target)
    return target


def _place(home: Path) -> Place:
    home.mkdir(exist_ok=True)
    return Place(f"sqlite:///{home / 'jobmatch.db'}", home / "files", home / "jobmatch.db")


def _open(place: Place, keys: crypto.KeyRing) -> Store:
    return engine.open_store(place.url, keys, files=place.files)


def test_a_backup_tells_what_is_in_it_and_holds_no_key_and_no_number(
    store: Store, tmp_path: Path
) -> None:
    source = _backup(store, tmp_path)
    manifest = archives.read_manifest(source)
    assert (manifest.revision, manifest.backend) == (migrate.head(), "sqlite")
    assert (manifest.chain_rows, manifest.row_counts["person"]) == (1, 1)
    assert len(manifest.sha256) == 2
    content = source.read_bytes()
    assert b"13800001234" not in content
    assert CONTENT not in content
    assert store.keys.root not in content
    assert list(tmp_path.glob("out/.backup*")) == []


def test_everything_comes_back_into_an_empty_home(store: Store, tmp_path: Path) -> None:
    source = _backup(store, tmp_path)
    place = _place(tmp_path / "new")
    proof = backups.restore(source, store.keys, place)
    assert (proof.files, proof.manifest.row_counts["person"]) == (1, 1)
    with closing(_open(place, store.keys)) as restored, restored.reads() as session:
        assert session.scalars(select(Person)).one().phone == "13800001234"
        assert files.read(session, session.scalars(select(StoredFile)).one()) == CONTENT
        assert audit.verify(session).is_whole
    assert {path.name for path in (tmp_path / "new").iterdir()} >= {"jobmatch.db", "files"}


def test_a_live_home_is_not_overwritten_unasked(store: Store, tmp_path: Path) -> None:
    source = _backup(store, tmp_path)
    place = _place(tmp_path / "new")
    backups.restore(source, store.keys, place)
    with closing(_open(place, store.keys)) as live, live.writes.begin() as session:
        session.add(Person(name="后来的人"))
    with pytest.raises(backups.LiveDatabaseError, match="--commit"):
        backups.restore(source, store.keys, place)
    with closing(_open(place, store.keys)) as live, live.reads() as session:
        assert len(session.scalars(select(Person)).all()) == 2
    backups.restore(source, store.keys, place, commit=True)
    with closing(_open(place, store.keys)) as live, live.reads() as session:
        assert len(session.scalars(select(Person)).all()) == 1
    aside = next(place.files.parent.glob("replaced-*"))
    assert {path.name for path in aside.iterdir()} == {"jobmatch.db", "files"}


def test_a_database_in_use_is_not_replaced(store: Store, tmp_path: Path) -> None:
    source = _backup(store, tmp_path)
    place = _place(tmp_path / "new")
    backups.restore(source, store.keys, place)
    with closing(_open(place, store.keys)) as live, live.reads() as session:
        session.execute(select(Person)).all()
        with pytest.raises(backups.InUseError, match="停止"):
            backups.restore(source, store.keys, place, commit=True)
        assert session.scalars(select(Person)).one().phone == "13800001234"


def test_a_drill_proves_everything_and_leaves_nothing(store: Store, tmp_path: Path) -> None:
    source = _backup(store, tmp_path)
    before = sorted(path.name for path in tmp_path.rglob("*"))
    proof = backups.drill(source, store.keys)
    assert proof.rows >= 3
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_other_keys_are_refused_before_anything_is_done(store: Store, tmp_path: Path) -> None:
    source = _backup(store, tmp_path)
    with pytest.raises(backups.OtherKeysError, match="密钥"):
        backups.restore(source, crypto.new_ring(), _place(tmp_path / "new"))
    assert list((tmp_path / "new").iterdir()) == []


def test_a_backup_made_before_a_rotation_still_opens(store: Store, tmp_path: Path) -> None:
    source = _backup(store, tmp_path)
    assert backups.drill(source, store.keys.with_new_key("k2")).files == 1


def test_a_damaged_backup_changes_nothing(store: Store, tmp_path: Path) -> None:
    source = _backup(store, tmp_path)
    content = bytearray(source.read_bytes())
    content[len(content) // 2] ^= 1
    source.write_bytes(content)
    place = _place(tmp_path / "new")
    with pytest.raises(BadBackupError):
        backups.restore(source, store.keys, place)
    assert list((tmp_path / "new").iterdir()) == []


def test_a_forged_chain_is_found_although_the_archive_is_sound(
    store: Store, tmp_path: Path
) -> None:
    _fill(store)
    with store.writes.begin() as session:
        session.execute(text("DROP TRIGGER tr_audit_row_no_update"))
        session.execute(text("UPDATE audit_row SET actor = 'nobody'"))
    target = tmp_path / "forged.backup"
    backups.back_up(store, _files(store), target)
    with pytest.raises(BadBackupError, match="审计链"):
        backups.drill(target, store.keys)


def test_a_lost_file_is_found(store: Store, tmp_path: Path) -> None:
    _fill(store)
    for path in archives.stored_members(_files(store)).values():
        path.unlink()
    target = tmp_path / "lost.backup"
    backups.back_up(store, _files(store), target)
    with pytest.raises(BadBackupError, match="stored_file"):
        backups.drill(target, store.keys)


def test_a_backup_is_made_while_a_writer_writes(store: Store, tmp_path: Path) -> None:
    _fill(store)
    with store.writes() as session:
        session.add(Person(name="还没提交的人"))
        session.flush()
        manifest = backups.back_up(store, _files(store), tmp_path / "one.backup")
        session.commit()
    assert manifest.row_counts["person"] == 1


@pytest.mark.postgres
def test_postgresql_comes_back_into_an_empty_database(
    postgresql_store: Store, empty_postgresql_url: str, tmp_path: Path, postgresql_tools: None
) -> None:
    del postgresql_tools
    source = _backup(postgresql_store, tmp_path)
    keys = postgresql_store.keys
    place = Place(empty_postgresql_url, tmp_path / "new" / "files", None)
    backups.restore(source, keys, place)
    with closing(_open(place, keys)) as restored, restored.reads() as session:
        assert session.scalars(select(Person)).one().phone == "13800001234"
        assert files.read(session, session.scalars(select(StoredFile)).one()) == CONTENT
    with pytest.raises(backups.LiveDatabaseError):
        backups.restore(source, keys, place)
    with closing(_open(place, keys)) as live, live.writes.begin() as session:
        session.add(Person(name="后来的人"))
    backups.restore(source, keys, place, commit=True)
    with closing(_open(place, keys)) as restored, restored.reads() as session:
        assert len(session.scalars(select(Person)).all()) == 1
        with pytest.raises(Exception, match="append_only"):
            _change_audit(place, keys)


def _change_audit(place: Place, keys: crypto.KeyRing) -> None:
    with closing(_open(place, keys)) as opened, opened.writes.begin() as session:
        session.execute(text("UPDATE audit_row SET actor = 'nobody'"))


@pytest.mark.postgres
def test_a_drill_on_postgresql_drops_its_scratch_database(
    postgresql_store: Store, tmp_path: Path, postgresql_tools: None
) -> None:
    del postgresql_tools
    source = _backup(postgresql_store, tmp_path)
    url = postgresql_store.write_engine.url.render_as_string(hide_password=False)
    assert backups.drill(source, postgresql_store.keys, url=url).files == 1
    with postgresql_store.reads() as session:
        names = session.execute(text("SELECT datname FROM pg_database")).scalars().all()
    assert [name for name in names if "drill" in name] == []
    with pytest.raises(BadBackupError, match="JOBMATCH_DATABASE_URL"):
        backups.drill(source, postgresql_store.keys)


def test_a_backup_goes_back_into_its_own_kind_of_database(store: Store, tmp_path: Path) -> None:
    source = _backup(store, tmp_path)
    with pytest.raises(BadBackupError, match="内置数据库"):
        backups.restore(source, store.keys, Place("postgresql://x/y", tmp_path / "f", None))
