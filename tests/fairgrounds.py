"""A fair ready to be tried: two booths, a worker and a walk-in who have checked in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobmatch import clock
from jobmatch.domain.booths import BoothState
from jobmatch.domain.fairs import FairState
from jobmatch.store.check_ins import CheckIn
from jobmatch.store.fairs import Booth, BoothPosting, Fair
from tests.factories import make_employer, make_posting, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.postings import Posting

_CODES = {"A1": "6-05-01-03", "C1": "4-03-02-01"}


@dataclass(frozen=True, slots=True)
class Ground:
    """What stands on the square.

    Attributes:
        fair: open, on this very day.
        tailor, cook: booths A1 with two postings and C1 with one.
        postings: those of the tailor, then that of the cook.
        worker, guest: check-ins number 1 (of the register) and 2 (walked in).
    """

    fair: Fair
    tailor: Booth
    cook: Booth
    postings: tuple[Posting, ...]
    worker: CheckIn
    guest: CheckIn


def make_ground(session: Session, *, name: str = "春风行动") -> Ground:
    """Make a fair of today with two booths and two people."""
    today = clock.today()
    fair = Fair(name=name, starts_on=today, ends_on=today, state=FairState.OPEN)
    session.add(fair)
    session.flush()
    tailor, cook = (
        _booth(session, fair, number, firm=f"{firm}{name}", titles=titles)
        for firm, number, titles in (
            ("华锦服饰", "A1", ("平车工", "锁边工")),
            ("美味餐饮", "C1", ("厨师",)),
        )
    )
    worker = make_worker(session, name="杨秀英")
    now = clock.now()
    came = CheckIn(fair_id=fair.id, number=1, worker_id=worker.id, came_at=now)
    guest = CheckIn(fair_id=fair.id, number=2, name="外来的人", age=40, wish="缝纫", came_at=now)
    session.add_all((came, guest))
    session.flush()
    postings = tuple(row.posting for booth in (tailor, cook) for row in booth.postings)
    return Ground(fair, tailor, cook, postings, came, guest)


def _booth(
    session: Session, fair: Fair, number: str, *, firm: str, titles: tuple[str, ...]
) -> Booth:
    employer = make_employer(session, name=firm)
    shown = [
        make_posting(
            session,
            title=title,
            employer=employer,
            occupation_code=_CODES[number],
            places_min=5,
            places_max=5,
            vacancies=5,
        )
        for title in titles
    ]
    booth = Booth(
        fair_id=fair.id,
        employer_id=employer.id,
        number=number,
        state=BoothState.PRESENT,
        postings=[BoothPosting(posting_id=posting.id) for posting in shown],
    )
    session.add(booth)
    session.flush()
    return booth
