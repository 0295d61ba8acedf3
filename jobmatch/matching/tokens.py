"""Cutting Chinese text into words: the only import of jieba.

The global tokenizer of jieba is shared state that logs to stderr and writes into the shared
temporary folder; a :class:`Cutter` owns its tokenizer, its words and its cache folder.
"""

from __future__ import annotations

import logging
import re
import threading
import unicodedata
import warnings
from array import array
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_LONGEST_WORD = 8
_NAME_TAG = "nr"
_RUN = re.compile(r"[一-鿿㐀-䶿]+|[a-z0-9+#.]*[a-z0-9+#]", re.ASCII)


class Cutter:
    """Cuts texts with jieba's dictionary and our own words; loads at the first cut.

    Args:
        words: trades, shifts, welfare and place words that must stay whole.
        cache_folder: where jieba keeps its compiled dictionary (0.3 s instead of about a
            second); None keeps nothing on disk.
    """

    def __init__(self, words: Iterable[str] = (), *, cache_folder: Path | None = None) -> None:
        self._words = tuple(sorted({fold(word) for word in words} - {""}))
        self._cache_folder = cache_folder
        self._lock = threading.Lock()
        self._tokenizer: Any = None

    def cut(self, text: str) -> list[str]:
        """Cut *text* into words in their order; marks and blanks are dropped."""
        found: list[str] = []
        for run in _RUN.findall(fold(text)):
            if run.isascii():
                found.append(run)
            else:
                found.extend(self._loaded().cut(run, HMM=False))
        return found

    def search_terms(self, text: str) -> list[str]:
        """Cut *text* for an index: words, their known parts, and overlapping character pairs.

        The pairs find what the dictionary cuts wrongly; each term comes once, words first.
        """
        terms: dict[str, None] = {}
        for run in _RUN.findall(fold(text)):
            if run.isascii():
                terms[run] = None
                continue
            terms.update(dict.fromkeys(self._loaded().cut_for_search(run, HMM=False)))
            terms.update(dict.fromkeys(ngrams(run, sizes=(2,))))
        return list(terms)

    def _loaded(self) -> Any:
        with self._lock:
            if self._tokenizer is None:
                self._tokenizer = _load(self._words, self._cache_folder)
            return self._tokenizer


def fold(text: str) -> str:
    """Give *text* in NFKC, lower case, without control and format characters."""
    plain = unicodedata.normalize("NFKC", text).lower()
    if plain.isprintable():
        return plain.strip()
    return "".join(mark for mark in plain if unicodedata.category(mark)[0] != "C").strip()


def ngrams(text: str, sizes: tuple[int, ...] = (1, 2, 3)) -> list[str]:
    """Give all overlapping character sequences of *text* with the given *sizes*."""
    return [text[i : i + size] for size in sizes for i in range(len(text) - size + 1)]


def is_made_of_words(text: str) -> bool:
    """Tell whether *text* is Chinese words of the dictionary in a row, each of two signs or more.

    Names of people are no words here; a name of three signs is hardly ever one by accident.
    """
    if text.isascii():
        return False
    words, reached = _words(), {0}
    for end in range(1, len(text) + 1):
        for start in reached & set(range(end - _LONGEST_WORD, end - 1)):
            mark = hash(text[start:end])
            place = bisect_left(words, mark)
            if place < len(words) and words[place] == mark:
                reached.add(end)
                break
    return len(text) in reached


@lru_cache(maxsize=1)
def _words() -> Sequence[int]:
    """Give the marks of the dictionary's words in order: 3 MB, where the words take 60."""
    with _jieba().Tokenizer().get_dict_file() as file:
        lines = (line.split(" ") for line in file.read().decode().strip().split("\n"))
    return array("q", sorted(hash(word) for word, _, tag in lines if not tag.startswith(_NAME_TAG)))


def _jieba() -> Any:
    with warnings.catch_warnings():
        # jieba asks for pkg_resources, which warns on some versions of setuptools.
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415 - takes 0.1 s; loaded with the dictionary, not before
    logging.getLogger("jieba").setLevel(logging.CRITICAL)
    return jieba


def read_frequencies(text: str) -> tuple[dict[str, int], int]:
    """Read jieba's dictionary (word, frequency and tag a line) as its own reader does.

    Every beginning of a word is a word of frequency 0. Size by size, without a loop over the
    350,000 lines, this takes a third of the time.
    """
    pieces = text.split()
    words, counts = pieces[::3], list(map(int, pieces[1::3]))
    found = dict(zip(words, counts, strict=True))
    longer, size = words, 0
    while longer:
        size += 1
        longer = [word for word in longer if len(word) > size]
        for beginning in {word[:size] for word in longer}:
            found.setdefault(beginning, 0)
    return found, sum(counts)


def _load(words: tuple[str, ...], cache_folder: Path | None) -> Any:
    tokenizer = _jieba().Tokenizer()
    if cache_folder is None:
        with tokenizer.get_dict_file() as file:
            tokenizer.FREQ, tokenizer.total = read_frequencies(file.read().decode())
        tokenizer.initialized = True
    else:
        cache_folder.mkdir(parents=True, exist_ok=True)
        tokenizer.tmp_dir = str(cache_folder)
        tokenizer.initialize()
    for word in words:
        # Without a frequency jieba takes the smallest one that keeps the word whole.
        tokenizer.add_word(word)
    return tokenizer
