"""The file of a backup: a tar with a manifest, the database and the stored files.

Stored files lie in it as they lie on the disk, encrypted. Keys are never in it: whoever finds a
backup reads no ID number, phone or card, and whoever restores one needs the key file as well.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from jobmatch.domain.errors import InputError

MANIFEST = "manifest.json"
SQLITE_MEMBER = "jobmatch.db"
POSTGRESQL_MEMBER = "database.dump"
FILES = "files"
FORMAT = 1
_BLOCK = 1 << 20


class BadBackupError(InputError):
    """The file is no backup, or a damaged one."""

    message = "这不是可用的备份文件。"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself.

    Attributes:
        made_at: instant in UTC, ISO form.
        product: version of the program.
        revision: revision of the database.
        backend: sqlite or postgresql.
        fingerprint: names the key set that opens the sealed values.
        chain_rows, chain_head: anchor of the audit chain.
        row_counts: rows per table.
        sha256: per member of the archive.
        format: version of this layout.
    """

    made_at: str
    product: str
    revision: str
    backend: str
    fingerprint: str
    chain_rows: int
    chain_head: str
    row_counts: dict[str, int]
    sha256: dict[str, str]
    format: int = FORMAT

    @property
    def database_member(self) -> str:
        """Give the name of the database inside the archive."""
        return SQLITE_MEMBER if self.backend == "sqlite" else POSTGRESQL_MEMBER


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def stored_members(folder: Path) -> dict[str, Path]:
    """Give the stored files of *folder* by their name in the archive; drafts are left out."""
    if not folder.is_dir():
        return {}
    found = sorted(path for path in folder.rglob("*") if path.is_file() and not path.suffix)
    return {f"{FILES}/{path.relative_to(folder).as_posix()}": path for path in found}


def pack(target: Path, manifest: Manifest, members: dict[str, Path]) -> None:
    """Write the archive whole or not at all, readable by its owner alone."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.{os.getpid()}.new")
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            with tarfile.open(fileobj=stream, mode="w") as archive:
                head = tarfile.TarInfo(MANIFEST)
                head.size = len(text)
                archive.addfile(head, io.BytesIO(text))
                for name, path in members.items():
                    archive.add(path, arcname=name, recursive=False)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def read_manifest(source: Path) -> Manifest:
    """Give the manifest of an archive; BadBackupError in words when it has none."""
    try:
        with tarfile.open(source, mode="r:") as archive:
            stream = archive.extractfile(MANIFEST)
            if stream is None:
                raise BadBackupError
            manifest = Manifest(**json.load(stream))
    except FileNotFoundError as error:
        raise BadBackupError(f"找不到备份文件 {source}。") from error
    except (tarfile.TarError, KeyError, ValueError, TypeError, OSError) as error:
        raise BadBackupError(f"{source.name} 不是本系统的备份文件，或已损坏。") from error
    if manifest.format != FORMAT:
        raise BadBackupError("这个备份由更新的程序制作，请先升级程序。")
    return manifest


def unpack(source: Path, manifest: Manifest, folder: Path) -> None:
    """Unpack into *folder* and prove every member by its SHA-256; nothing else is unpacked."""
    missing = set(manifest.sha256)
    try:
        with tarfile.open(source, mode="r:") as archive:
            for member in archive:
                if member.name in missing and member.isfile():
                    _unpack_member(archive, member, folder, manifest.sha256[member.name])
                    missing.discard(member.name)
    except tarfile.TarError as error:
        raise BadBackupError("备份文件已损坏，读到一半就断了。") from error
    if missing:
        raise BadBackupError(f"备份文件不完整，缺少 {len(missing)} 个部分。")


def _unpack_member(
    archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path, sha256: str
) -> None:
    inside = PurePosixPath(member.name)
    if inside.is_absolute() or ".." in inside.parts:
        raise BadBackupError
    target = folder / inside
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    stream = archive.extractfile(member)
    if stream is None:
        raise BadBackupError
    digest = hashlib.sha256()
    with target.open("wb") as copy:
        while block := stream.read(_BLOCK):
            digest.update(block)
            copy.write(block)
    target.chmod(0o600)
    if digest.hexdigest() != sha256:
        raise BadBackupError(f"备份里的 {member.name} 与清单不符，已损坏。")
