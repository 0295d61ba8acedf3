"""The rows and problems of a batch as they are kept, and what they come to."""

from __future__ import annotations

import hmac
import json
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert

from jobmatch.services.imports import drafts
from jobmatch.services.imports import incoming as arrivals
from jobmatch.services.imports.effects import Effect, Outcome
from jobmatch.store.imports import ImportBatch, ImportProblem, ImportRow
from jobmatch.store.sealed import seal_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from jobmatch.services.imports.incoming import Incoming, Reading


def put(
    session: Session, batch: ImportBatch, incoming: Incoming, effects: Sequence[Effect]
) -> None:
    """Make the rows and problems of *batch* those of a file as read, in place of earlier ones."""
    for table in (ImportRow, ImportProblem):
        session.execute(delete(table).where(table.batch_id == batch.id))
    keys = session.info["keys"]
    fingerprint_key = keys.derive("import_row.fingerprint")
    rows = [
        {
            "batch_id": batch.id,
            "seq": seq,
            "sheet": reading.sheet,
            "row": reading.row,
            "fingerprint": _fingerprint(reading, fingerprint_key),
            "outcome": effect.outcome.value,
            "twins": len(effect.twins),
            "cells": _told(reading, effect, nth=place[2], texts=incoming.texts_of(reading)),
        }
        for seq, (reading, effect, place) in enumerate(
            zip(incoming.readings, effects, drafts.places_of(incoming.readings), strict=True), 1
        )
    ]
    if rows:
        session.execute(insert(ImportRow), seal_rows(keys, ImportRow, rows))
    problems = [
        {
            "batch_id": batch.id,
            "sheet": problem.sheet,
            "row": problem.row,
            "column": problem.column,
            "field": problem.field,
            "kind": problem.kind,
            "sentence": problem.sentence,
        }
        for problem in incoming.problems
    ]
    if problems:
        session.execute(insert(ImportProblem), problems)
    session.expire(batch, ["rows", "problems"])


def _fingerprint(reading: Reading, key: bytes) -> str:
    text = json.dumps(arrivals.values_of(reading), ensure_ascii=False, sort_keys=True)
    return hmac.digest(key, text.encode(), "sha256").hex()


def _told(reading: Reading, effect: Effect, *, nth: int, texts: Sequence[str]) -> str:
    """Write what is kept of a row: what was read, its texts, and what it would do."""
    kept = {
        "values": arrivals.values_of(reading),
        "cells": dict(reading.cells),
        "confidence": dict(reading.confidence),
        "nth": nth,
        "texts": list(texts),
        "twins": list(effect.twins),
    }
    return json.dumps(kept | _done(effect), ensure_ascii=False)


def note(row: ImportRow, effect: Effect) -> None:
    """Keep on *row* what writing it did, in place of what it was to do."""
    kept = json.loads(row.cells or "{}")
    row.outcome = effect.outcome.value
    row.cells = json.dumps(kept | _done(effect), ensure_ascii=False)


def leave_out(row: ImportRow, reason: str) -> None:
    """Keep on *row* that it was not written, and why."""
    effect = Effect(row)
    effect.skip(reason)
    note(row, effect)


def _done(effect: Effect) -> dict[str, Any]:
    return {
        "outcome": effect.outcome.value,
        "reason": effect.reason,
        "differences": [asdict(one) for one in effect.differences],
        "subject": effect.subject_id,
    }


def outcomes_of(effects: Iterable[Effect]) -> dict[str, int]:
    """Count what rows did."""
    counted = Counter(effect.outcome for effect in effects)
    return {outcome.value: counted[outcome] for outcome in Outcome}


def counts_of(incoming: Incoming, effects: Sequence[Effect]) -> dict[str, Any]:
    """Give what a batch shows of itself without opening a row."""
    flags = Counter(
        flag.value for one in incoming.readings for flag in getattr(one, "legal_flags", ())
    )
    reasons = Counter(effect.reason for effect in effects if effect.outcome is Outcome.SKIPPED)
    return {
        "rows": len(incoming.readings),
        "problems": len(incoming.problems),
        "outcomes": outcomes_of(effects),
        "columns": {
            guess.path: guess.role
            for sheet in incoming.sheets
            for guess in sheet.columns
            if guess.path
        },
        "corrections": dict(incoming.corrections),
        "doubts": list(incoming.doubts),
        "flags": dict(flags.most_common()),
        "skipped": {str(reason): count for reason, count in reasons.most_common()},
        "fixes": len(incoming.draft.fixes),
        "decisions": len(incoming.draft.decisions),
        "twins": sum(
            bool(effect.twins) and place not in incoming.draft.decisions
            for place, effect in zip(drafts.places_of(incoming.readings), effects, strict=True)
        ),
    }
