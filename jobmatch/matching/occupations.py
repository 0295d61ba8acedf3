"""Which occupations a text means: a title of a sheet, or what somebody says at the counter.

A text that the lexicon knows gives all its codes (ambiguous words fan out, nothing picks one).
Behind them, and for unknown texts, the nearest known texts vote.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from jobmatch.matching.lexicon import Entry, Lexicon, Source
from jobmatch.matching.neighbours import Neighbours

if TYPE_CHECKING:
    from jobmatch.matching.texts import Cleaner

_POWER = 3
"""How much nearer texts count more in the vote; by cross-checks over titles and phrases."""
_EXACT = 2.0


@dataclass(frozen=True, slots=True)
class OccupationHit:
    """One occupation for a text: *score* 0 to 1, *reason* a Chinese sentence."""

    code: str
    name: str
    score: float
    reason: str


class OccupationIndex:
    """Finds occupations for texts; immutable after building (about half a second)."""

    def __init__(self, lexicon: Lexicon, cleaner: Cleaner) -> None:
        self.lexicon = lexicon
        self._cleaner = cleaner
        self._entries = lexicon.entries
        self._codes = sorted(
            {c for e in self._entries for code in e.codes for c in lexicon.expand(code)}
        )
        self._column = {code: column for column, code in enumerate(self._codes)}
        self._neighbours = Neighbours([entry.text for entry in self._entries])
        self._owners, self._labels, self._shares = self._fan_out()

    def find(self, text: str, *, top: int = 10) -> list[OccupationHit]:
        """Give the best occupations for *text*, best first, at most *top*; [] for an empty text."""
        cleaned = self._cleaner.clean(text)
        if not cleaned:
            return []
        nearest = self._neighbours.similarities(cleaned)
        scores, best = self._votes(nearest)
        order = np.argsort(-scores, kind="stable")[:top]
        return [self._hit(int(c), scores, best) for c in order if scores[c] > 0]

    def _votes(self, nearest: Any) -> tuple[Any, Any]:
        pairs = nearest[self._owners] * self._shares
        best = np.zeros(len(self._codes))
        np.maximum.at(best, self._labels, pairs)
        total = np.bincount(self._labels, weights=pairs**_POWER, minlength=len(self._codes))
        best_owner = np.zeros(len(self._codes), dtype=np.int64)
        strongest = pairs >= best[self._labels]
        best_owner[self._labels[strongest]] = self._owners[strongest]
        return best + total ** (1 / _POWER), best_owner

    def _hit(self, column: int, scores: Any, best: Any) -> OccupationHit:
        code = self._codes[column]
        score = min(1.0, float(scores[column]) / _EXACT)
        name = self.lexicon.name_of(code)
        return OccupationHit(code, name, round(score, 4), reason(self._entries[best[column]], name))

    def _fan_out(self) -> tuple[Any, Any, Any]:
        owners: list[int] = []
        labels: list[int] = []
        shares: list[float] = []
        for number, entry in enumerate(self._entries):
            for code in entry.codes:
                members = self.lexicon.expand(code)
                for member in members:
                    owners.append(number)
                    labels.append(self._column[member])
                    shares.append(1.0 if len(members) == 1 else 0.9)
        return np.array(owners), np.array(labels), np.array(shares)


def reason(entry: Entry, name: str) -> str:
    """Tell in Chinese why *entry* led to the occupation *name*."""
    told = {
        Source.NAME: f"与职业名称“{entry.written}”相近",
        Source.ALIAS: f"“{entry.written}”是{name}的别称",
        Source.TRADE: f"行话“{entry.written}”指{name}",
        Source.WORKER: f"工友常说的“{entry.written}”指{name}",
        Source.PHRASE: f"“{entry.written}”这类说法可以是{name}",
        Source.TITLE: f"招工信息里“{entry.written}”归入{name}",
        Source.CORRECTION: f"工作人员把“{entry.written}”认定为{name}",
    }
    return told[entry.source]
