from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import pytest

from jobmatch.matching.memories import Memory

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_the_oldest_are_forgotten() -> None:
    memory: Memory[str, int] = Memory(2)
    for number, key in enumerate(("甲", "乙", "丙")):
        memory.keep(key, number)
    assert [memory.get(key) for key in ("甲", "乙", "丙")] == [None, 1, 2]
    assert len(memory) == 2


def test_what_is_kept_again_takes_no_second_place() -> None:
    memory: Memory[str, int] = Memory(2)
    for key, number in (("甲", 1), ("乙", 2), ("甲", 3)):
        memory.keep(key, number)
    assert (memory.get("甲"), memory.get("乙")) == (3, 2)


@pytest.fixture
def _hasty_threads() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("_hasty_threads")
def test_threads_share_it() -> None:
    memory: Memory[int, int] = Memory(20)
    wrong: list[object] = []

    def work(start: int) -> None:
        try:
            for number in range(start, start + 2000):
                memory.keep(number % 100, number % 100)
                if memory.get(number % 50) not in (None, number % 50):
                    wrong.append(number)
        except Exception as error:  # noqa: BLE001 - whatever fails in a thread fails the test
            wrong.append(error)

    threads = [threading.Thread(target=work, args=(start,)) for start in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=30)
    assert wrong == []
    assert len(memory) == 20
