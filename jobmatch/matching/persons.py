"""What a text adds to what the register holds of somebody.

What the register says stays. The text adds wants, conditions and stricter limits, and fills facts
that are missing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jobmatch.matching import licences
from jobmatch.matching.profiles import ANY_WORK, Wishes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobmatch.matching.profiles import Want, WorkerProfile
    from jobmatch.matching.readings import WishReading


def merge(worker: WorkerProfile, reading: WishReading, wants: Sequence[Want]) -> WorkerProfile:
    """Give *worker* with what a text says: the register stays, a text fills and narrows."""
    asked, before = reading.wishes, worker.wishes
    merged = Wishes(
        wants=(*wants, *before.wants),
        avoided=(*before.avoided, *asked.avoided),
        conditions=tuple(dict.fromkeys((*before.conditions, *asked.conditions))),
        min_pay=asked.min_pay or before.min_pay,
        no_night=before.no_night or asked.no_night,
        no_shifts=before.no_shifts or asked.no_shifts,
        night_only=asked.night_only or before.night_only,
        shift_welcome=asked.shift_welcome or before.shift_welcome,
        lodging=before.lodging or asked.lodging,
        board=before.board or asked.board,
        regions=before.regions or asked.regions,
        near_home=before.near_home or asked.near_home,
        places=asked.places or before.places,
        kinds=asked.kinds or before.kinds,
        required=(*before.required, *asked.required),
    )
    certificates, more = worker.certificates, worker.more_certificates
    if reading.certificates is not None:
        more = more or (certificates is None and bool(reading.certificates))
        registered = certificates or ()
        told = [c for c in reading.certificates if not licences.is_told_exactly(c, registered)]
        certificates = (*registered, *told)
    return replace(
        worker,
        age=worker.age if worker.age is not None else reading.age,
        schooling=worker.schooling or reading.schooling,
        capacity=worker.capacity or reading.capacity,
        certificates=certificates,
        lacked=(*worker.lacked, *reading.lacked),
        more_certificates=more,
        wishes=merged,
    )


def names_no_work(worker: WorkerProfile) -> bool:
    """Tell whether nothing says what *worker* can or wants to do: then plain work comes first.

    A question for nobody of the register must at least say what not; else it was not heard.
    """
    asked = worker.wishes
    if worker.skills or worker.worked or worker.occupations:
        return False
    if asked == Wishes() and not worker.id:
        return False
    if asked.conditions or asked.kinds or asked.required or asked.min_pay or asked.night_only:
        return False
    return all(want.phrase == ANY_WORK for want in asked.wants)
