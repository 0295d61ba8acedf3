from __future__ import annotations

import io
import json
import tarfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jobmatch.services import archives
from jobmatch.services.archives import BadBackupError, Manifest

if TYPE_CHECKING:
    from pathlib import Path


def _archive(folder: Path) -> tuple[Path, Manifest]:
    database, stored = folder / "jobmatch.db", folder / "files" / "ab" / "ab12"
    stored.parent.mkdir(parents=True)
    database.write_bytes(b"database")
    stored.write_bytes(b"sealed")
    (stored.parent / "ab12.77.new").write_bytes(b"a draft")
    members = {"jobmatch.db": database, **archives.stored_members(folder / "files")}
    manifest = Manifest(
        made_at="2026-03-15T00:00:00+00:00",
        product="0.1.0",
        revision="0007",
        backend="sqlite",
        fingerprint="0" * 16,
        chain_rows=0,
        chain_head="0" * 64,
        row_counts={"person": 0},
        sha256={name: archives.sha256_of(path) for name, path in members.items()},
    )
    target = folder / "out" / "one.backup"
    archives.pack(target, manifest, members)
    return target, manifest


def test_what_is_packed_is_unpacked(tmp_path: Path) -> None:
    source, manifest = _archive(tmp_path)
    assert source.stat().st_mode & 0o777 == 0o600
    assert archives.read_manifest(source) == manifest
    assert sorted(manifest.sha256) == ["files/ab/ab12", "jobmatch.db"]
    out = tmp_path / "unpacked"
    archives.unpack(source, manifest, out)
    assert (out / "jobmatch.db").read_bytes() == b"database"
    assert (out / "files" / "ab" / "ab12").read_bytes() == b"sealed"


def test_a_folder_that_does_not_exist_has_no_files(tmp_path: Path) -> None:
    assert archives.stored_members(tmp_path / "none") == {}


def test_a_flipped_byte_of_a_member_is_found(tmp_path: Path) -> None:
    source, manifest = _archive(tmp_path)
    content = source.read_bytes()
    source.write_bytes(content.replace(b"database", b"databbse", 1))
    at_fault = content.replace(b"sealed", b"sealec", 1)
    with pytest.raises(BadBackupError):
        archives.unpack(source, manifest, tmp_path / "a")
    source.write_bytes(at_fault)
    with pytest.raises(BadBackupError, match="files/ab/ab12"):
        archives.unpack(source, manifest, tmp_path / "b")


def test_a_missing_member_is_found(tmp_path: Path) -> None:
    source, manifest = _archive(tmp_path)
    wanted = replace(manifest, sha256={**manifest.sha256, "files/cd/cd34": "0" * 64})
    with pytest.raises(BadBackupError, match="缺少 1 个部分"):
        archives.unpack(source, wanted, tmp_path / "a")


def test_a_cut_file_is_refused(tmp_path: Path) -> None:
    source, manifest = _archive(tmp_path)
    source.write_bytes(source.read_bytes()[:2600])
    with pytest.raises(BadBackupError):
        archives.unpack(source, manifest, tmp_path / "a")


@pytest.mark.parametrize("content", [b"", b"no tar at all", b"\0" * 20_000])
def test_what_is_no_backup_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "x.backup"
    source.write_bytes(content)
    with pytest.raises(BadBackupError, match="不是本系统的备份文件"):
        archives.read_manifest(source)


def test_a_missing_backup_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadBackupError, match="找不到备份文件"):
        archives.read_manifest(tmp_path / "x.backup")


def _forged(path: Path, name: str, manifest: dict[str, object]) -> None:
    with tarfile.open(path, "w") as archive:
        for member, content in ((archives.MANIFEST, json.dumps(manifest).encode()), (name, b"x")):
            info = tarfile.TarInfo(member)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))


def test_a_backup_of_the_future_says_so(tmp_path: Path) -> None:
    source, manifest = _archive(tmp_path)
    forged = tmp_path / "forged.backup"
    _forged(forged, "jobmatch.db", _plain(manifest, 9))
    with pytest.raises(BadBackupError, match="更新的程序"):
        archives.read_manifest(forged)
    assert source.exists()


def _plain(manifest: Manifest, version: int) -> dict[str, object]:
    names = Manifest.__dataclass_fields__
    return {**{name: getattr(manifest, name) for name in names}, "format": version}


@pytest.mark.parametrize("name", ["../outside", "/outside", "files/../../outside"])
def test_nothing_is_written_outside(tmp_path: Path, name: str) -> None:
    forged = tmp_path / "forged.backup"
    _, manifest = _archive(tmp_path)
    wanted = replace(manifest, sha256={name: "0" * 64})
    _forged(forged, name, _plain(wanted, archives.FORMAT))
    with pytest.raises(BadBackupError):
        archives.unpack(forged, wanted, tmp_path / "inside")
    assert not (tmp_path / "outside").exists()
