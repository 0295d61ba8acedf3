from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.domain.accounts import SYSTEM
from jobmatch.domain.recommendations import OutcomeReason
from jobmatch.domain.talks import TalkOutcome
from jobmatch.queries import talks
from jobmatch.services import talks as desk
from jobmatch.services.talks import Said
from tests.fairgrounds import make_ground

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_talks_are_told_by_booth_and_by_fair_without_a_name(any_session: Session) -> None:
    ground, other = make_ground(any_session), make_ground(any_session, name="另一场")
    sewing, _, cooking = ground.postings
    for where, number, said in (
        (ground.tailor, 1, Said(sewing.id, TalkOutcome.HIRED)),
        (ground.tailor, 2, Said(sewing.id, TalkOutcome.DECLINED, OutcomeReason.PAY)),
        (ground.cook, 1, Said(cooking.id, TalkOutcome.INTERESTED)),
    ):
        desk.note_talk(
            any_session,
            actor=SYSTEM,
            fair_id=ground.fair.id,
            booth_id=where.id,
            number=number,
            said=said,
        )
    at_tailor = talks.talks_of_booth(any_session, booth_id=ground.tailor.id)
    assert [talk.check_in.number for talk in at_tailor] == [2, 1]
    assert talks.talks_of_booth(any_session, booth_id=ground.tailor.id, top=1) == at_tailor[:1]
    assert talks.talk_by_uuid(any_session, booth_id=ground.cook.id, uuid=at_tailor[0].uuid) is None
    lines = talks.lines_of(any_session, fair_id=ground.fair.id)
    worker = ("worker", ground.worker.worker_id)
    assert [line.somebody for line in lines] == [worker, ("check_in", ground.guest.id), worker]
    assert [line.reason for line in lines] == [None, OutcomeReason.PAY, None]
    assert talks.lines_of(any_session, fair_id=other.fair.id) == []
