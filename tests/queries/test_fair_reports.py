from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from jobmatch import clock
from jobmatch.domain.accounts import SYSTEM
from jobmatch.domain.booths import BoothState, Zone
from jobmatch.domain.placements import PlacementState
from jobmatch.domain.recommendations import OutcomeReason, RecommendationState
from jobmatch.domain.talks import TalkOutcome
from jobmatch.queries import fair_reports
from jobmatch.queries.fair_reports import ZoneLine
from jobmatch.services import talks
from jobmatch.services.talks import Said
from jobmatch.store.check_ins import CheckIn
from jobmatch.store.fairs import Booth, BoothPosting, Fair
from jobmatch.store.placements import Placement
from jobmatch.store.recommendations import Recommendation
from tests.factories import make_employer, make_posting, make_worker
from tests.fairgrounds import make_ground

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DAY = date(2026, 3, 15)


def held_fair(session: Session) -> Fair:
    """Two tailors and a cook who stayed away; three guests, one of them from nowhere."""
    fair = Fair(name="春风行动", starts_on=DAY, ends_on=DAY)
    for number, code, state in (
        ("A1", "6-05-01-03", BoothState.PRESENT),
        ("A2", "6-05-01-03", BoothState.PRESENT),
        ("C1", "4-03-02-01", BoothState.NO_SHOW),
    ):
        firm = make_employer(session, name=f"单位{number}")
        posting = make_posting(
            session,
            title="工",
            employer=firm,
            occupation_code=code,
            places_min=10,
            places_max=15,
            vacancies=13,
        )
        fair.booths.append(
            Booth(
                employer_id=firm.id,
                number=number,
                state=state,
                postings=[BoothPosting(posting_id=posting.id)],
            )
        )
    session.add(fair)
    session.flush()
    return fair


def test_every_number_is_counted_once(any_session: Session) -> None:
    fair = held_fair(any_session)
    workers = [make_worker(any_session, name=f"杨{each}") for each in "一二三"]
    at = datetime(2026, 3, 15, 9, 30, tzinfo=clock.SHANGHAI)
    for number, worker in enumerate(workers[:2], 1):
        any_session.add(CheckIn(fair_id=fair.id, number=number, worker_id=worker.id, came_at=at))
    guest = CheckIn(fair_id=fair.id, number=3, name="外来的人", came_at=at.replace(hour=10))
    any_session.add(guest)
    postings = [booth.postings[0].posting_id for booth in fair.booths]
    states = RecommendationState
    for worker, posting, state in (
        (workers[0], postings[0], states.PLACED),
        (workers[0], postings[1], states.INTENDED),
        (workers[1], postings[1], states.INTENDED),
        (workers[2], postings[0], states.REFUSED),
    ):
        any_session.add(
            Recommendation(worker_id=worker.id, posting_id=posting, fair_id=fair.id, state=state)
        )
    any_session.add_all(
        Placement(
            worker_id=worker.id,
            posting_id=postings[0],
            fair_id=fair.id,
            state=state,
            started_on=day,
        )
        for worker, state, day in (
            (workers[0], PlacementState.STARTED, DAY),
            (workers[1], PlacementState.CONFIRMED, None),
        )
    )
    any_session.flush()
    report = fair_reports.report_of(any_session, fair=fair)
    assert (report.invited, report.present, report.no_show, report.unmarked) == (3, 2, 1, 0)
    assert (report.offer.employers, report.offer.postings, report.offer.places) == (2, 2, 20)
    # Two of fifteen are taken: eight of the ten that are promised for sure are free.
    assert report.offer.vacancies == 16
    assert (report.came, report.walked_in) == (3, 1)
    assert report.by_hour == ((9, 2, 0), (10, 1, 0))
    # One person with two intents is one person; an intent is no hire.
    assert (report.talks, report.intents, report.hires) == (3, 2, 1)
    assert report.zones == {Zone.CLOTHES: ZoneLine(2, 2, 20, 3, 1)}


def test_a_fair_nobody_came_to_has_zeros(session: Session) -> None:
    fair = Fair(name="空", starts_on=DAY, ends_on=DAY)
    session.add(fair)
    session.flush()
    report = fair_reports.report_of(session, fair=fair)
    assert (report.came, report.talks, report.hires, report.by_hour) == (0, 0, 0, ())
    assert report.zones == {}


def test_what_booths_noted_is_counted_with_what_the_office_recommended(
    any_session: Session,
) -> None:
    ground = make_ground(any_session)
    ground.cook.state = BoothState.BOOKED
    sewing, hemming, cooking = ground.postings
    for where, number, said in (
        (ground.tailor, 1, Said(sewing.id, TalkOutcome.HIRED)),
        (ground.tailor, 2, Said(sewing.id, TalkOutcome.INTERVIEW)),
        (ground.tailor, 2, Said(hemming.id, TalkOutcome.DECLINED, OutcomeReason.PAY)),
        (ground.cook, 1, Said(cooking.id, TalkOutcome.REFUSED, OutcomeReason.SKILL)),
    ):
        talks.note_talk(
            any_session,
            actor=SYSTEM,
            fair_id=ground.fair.id,
            booth_id=where.id,
            number=number,
            said=said,
        )
    other = make_worker(any_session, name="田茂林")
    any_session.add(
        Recommendation(
            worker_id=other.id,
            posting_id=cooking.id,
            fair_id=ground.fair.id,
            state=RecommendationState.INTENDED,
        )
    )
    any_session.flush()
    report = fair_reports.report_of(any_session, fair=ground.fair)
    # The worker's talk and the recommendation that came of it are one person.
    assert (report.talks, report.intents, report.promised, report.hires) == (3, 3, 1, 0)
    assert (report.present, report.unmarked) == (1, 1)
    assert dict(report.reasons) == {OutcomeReason.PAY: 1, OutcomeReason.SKILL: 1}
    assert sum(talked for _, _, talked in report.by_hour) == 4
    assert [(line.talks, line.intents, line.promised) for line in report.booths] == [
        (2, 2, 1),
        (2, 1, 0),
    ]
    assert report.zones[Zone.CLOTHES].intents == 2


def test_no_fair_promises_fewer_places_than_are_free(session: Session) -> None:
    ground = make_ground(session)
    sewing, hemming, cooking = ground.postings
    sewing.places_min, sewing.places_max, sewing.vacancies = 3, 5, 5
    hemming.places_min, hemming.places_max, hemming.vacancies = 3, 5, 1
    cooking.places_min, cooking.places_max, cooking.vacancies = None, None, None
    session.flush()
    offer = fair_reports.report_of(session, fair=ground.fair).offer
    assert (offer.places, offer.vacancies) == (6, 3)
