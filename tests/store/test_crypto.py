from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.store import crypto

if TYPE_CHECKING:
    from pathlib import Path

RING = crypto.new_ring()
WHERE = "person|phone|0123"


@given(st.binary(max_size=200))
@settings(max_examples=40)
def test_a_sealed_value_opens_in_its_place(value: bytes) -> None:
    sealed = RING.seal(value, where=WHERE)
    assert sealed.startswith("v1.k1.")
    assert RING.open(sealed, where=WHERE) == value
    assert RING.open_blob(RING.seal_blob(value, where=WHERE), where=WHERE) == value


def test_the_same_value_is_sealed_differently_each_time() -> None:
    assert RING.seal(b"x", where=WHERE) != RING.seal(b"x", where=WHERE)


@pytest.mark.parametrize("place", ["person|phone|9999", "person|id_number|0123", "x|phone|0123"])
def test_a_value_moved_elsewhere_does_not_open(place: str) -> None:
    sealed = RING.seal(b"10000001234", where=WHERE)
    with pytest.raises(crypto.SealError):
        RING.open(sealed, where=place)


@given(st.integers(min_value=0, max_value=200))
@settings(max_examples=40)
def test_a_changed_character_is_noticed(position: int) -> None:
    sealed = RING.seal(b"10000001234", where=WHERE)
    at = position % len(sealed)
    changed = sealed[:at] + ("A" if sealed[at] != "A" else "B") + sealed[at + 1 :]
    # The last character of base64 carries unused bits: those alone may differ.
    if at == len(sealed) - 1 or sealed[at + 1 : at + 2] == ".":
        return
    with pytest.raises(crypto.SealError):
        RING.open(changed, where=WHERE)


@pytest.mark.parametrize("broken", ["", "v1", "v1.k1.a", "v2.k1.AA.AA", "v1.k9.AAAA.AAAA", "…"])
def test_what_is_no_sealed_value_is_refused(broken: str) -> None:
    with pytest.raises(crypto.SealError):
        RING.open(broken, where=WHERE)
    with pytest.raises(crypto.SealError):
        RING.open_blob(broken.encode(), where=WHERE)


def test_another_ring_opens_nothing_and_indexes_differently() -> None:
    other = crypto.new_ring()
    with pytest.raises(crypto.SealError):
        other.open(RING.seal(b"x", where=WHERE), where=WHERE)
    assert other.index("person.phone", "1") != RING.index("person.phone", "1")
    assert other.fingerprint != RING.fingerprint


def test_an_index_depends_on_the_column() -> None:
    assert RING.index("person.phone", "1") == RING.index("person.phone", "1")
    assert RING.index("person.phone", "1") != RING.index("person.bank_card", "1")
    assert len(RING.index("person.phone", "1")) == crypto.INDEX_DIGITS


def test_a_new_key_seals_while_the_old_one_still_opens() -> None:
    old = RING.seal(b"x", where=WHERE)
    fresh = RING.with_new_key("k2")
    assert fresh.seal(b"x", where=WHERE).startswith("v1.k2.")
    assert fresh.open(old, where=WHERE) == b"x"
    assert fresh.fingerprint == RING.fingerprint
    alone = fresh.without("k1")
    with pytest.raises(crypto.SealError):
        alone.open(old, where=WHERE)


def test_a_key_id_is_used_once_and_the_active_key_stays() -> None:
    with pytest.raises(crypto.KeyFileError, match="用过"):
        RING.with_new_key("k1")
    with pytest.raises(crypto.KeyFileError, match="正在使用"):
        RING.without("k1")


def test_a_ring_does_not_print_its_keys() -> None:
    assert repr(RING) == "KeyRing(active='k1')"


def test_the_first_start_makes_a_private_file_that_the_next_one_reads(tmp_path: Path) -> None:
    path = tmp_path / "home" / "keys.json"
    made = crypto.ring_at(path)
    assert path.stat().st_mode & 0o777 == 0o600
    again = crypto.ring_at(path)
    assert (again.data, again.root) == (made.data, made.root)


def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    crypto.save_ring(RING, path)
    path.chmod(0o644)
    with pytest.raises(crypto.KeyFileError, match="chmod 600"):
        crypto.load_ring(path)


@pytest.mark.parametrize("content", ["", "{}", "[]", json.dumps({"data": {"k1": 5}, "root": ""})])
def test_a_damaged_key_file_is_refused_and_never_replaced(tmp_path: Path, content: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(crypto.KeyFileError, match="已损坏"):
        crypto.ring_at(path)
    assert path.read_text() == content


def test_a_missing_key_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(crypto.KeyFileError, match="找不到密钥文件"):
        crypto.load_ring(tmp_path / "keys.json")
