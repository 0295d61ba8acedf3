"""The tables under seeds/: read once per process, given as plain rows."""

from __future__ import annotations

import csv
import hashlib
from functools import lru_cache

from jobmatch import resources
from jobmatch.matching.classification import Occupation
from jobmatch.matching.lexicon import Source
from jobmatch.matching.texts import Noise

Row = dict[str, str]

HOME_COUNTY = "520603"
"""The county that the district is (万山区): what is near is told from here."""

_LEARNED_TABLES: dict[str, tuple[Source, str, str]] = {
    "lexicon/worker_words.tsv": (Source.WORKER, "phrase", "csco2022_code"),
    "lexicon/phrases.tsv": (Source.PHRASE, "phrase", "codes"),
    "lexicon/titles.tsv": (Source.TITLE, "title", "code"),
}

_TRADES = "lexicon/trades.tsv"


@lru_cache
def rows(name: str) -> tuple[Row, ...]:
    """Give the rows of the table *name* (``regions.csv``, ``lexicon/titles.tsv``) by header.

    Raises FileNotFoundError when the installation lacks the table.
    """
    path = resources.folder("seeds") / name
    with path.open(encoding="utf-8-sig", newline="") as file:
        if path.suffix == ".tsv":
            return tuple(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        return tuple(csv.DictReader(file))


@lru_cache
def words(name: str) -> tuple[str, ...]:
    """Give the words of a list of one word per line; lines that start with # are remarks."""
    text = (resources.folder("seeds") / name).read_text(encoding="utf-8-sig")
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@lru_cache
def occupations() -> tuple[Occupation, ...]:
    """Give the cleaned classification of 2022: groups and occupations in code order."""
    return tuple(
        Occupation(
            code=row["code"],
            name=row["name"],
            level=int(row["level"]),
            green=row["green"] == "1",
            digital=row["digital"] == "1",
            aliases=tuple(filter(None, row["aliases"].split("|"))),
        )
        for row in rows("occupations.csv")
    )


def learned_words() -> tuple[tuple[Source, str, tuple[str, ...]], ...]:
    """Give (source, text as written, codes) of every word list of the lexicon."""
    return (*_trade_words(), *_listed_words())


def _trade_words() -> tuple[tuple[Source, str, tuple[str, ...]], ...]:
    # A word that stands at several occupations is ambiguous and carries all of them.
    codes: dict[str, list[str]] = {}
    for row in rows(_TRADES):
        for word in row["words"].split("|"):
            codes.setdefault(word, []).append(row["code"])
    return tuple((Source.TRADE, word, tuple(found)) for word, found in codes.items())


def _listed_words() -> tuple[tuple[Source, str, tuple[str, ...]], ...]:
    return tuple(
        (source, row[text], tuple(code.strip() for code in row[codes].split(",") if code.strip()))
        for table, (source, text, codes) in _LEARNED_TABLES.items()
        for row in rows(table)
    )


def noise() -> Noise:
    """Give the words that tell nothing about an occupation."""
    return Noise(words("lexicon/noise.txt"))


@lru_cache
def fingerprint() -> str:
    """Give a short hash of all tables that the occupation index is built from."""
    folder = resources.folder("seeds")
    digest = hashlib.sha256()
    for name in ("occupations.csv", "lexicon/noise.txt", _TRADES, *_LEARNED_TABLES):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:16]
