"""What a plan depends on: people, places, families, decisions; and the digest of it all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update

from jobmatch.domain.accounts import SYSTEM
from jobmatch.domain.errors import NotFoundError
from jobmatch.domain.fairs import FairState
from jobmatch.domain.kinds import WorkRegion
from jobmatch.domain.recommendations import RecommendationState
from jobmatch.services import allocations
from jobmatch.store.fairs import Booth, BoothPosting, Fair
from jobmatch.store.postings import PostingAge
from jobmatch.store.recommendations import Recommendation
from tests.factories import make_employer
from tests.services.allocations import made

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_places_are_free_places_less_those_agreed_by_people_outside(session: Session) -> None:
    posting, open_ended = made.sewing(session, places=3), made.sewing(session, places=None)
    outside, inside = made.sewer(session, "某甲"), made.sewer(session, "某乙")
    made.employ(session, outside)
    outside.willing_to_work = None
    for worker in (outside, inside):
        session.add(
            Recommendation(
                worker_id=worker.id, posting_id=posting.id, state=RecommendationState.INTENDED
            )
        )
    session.flush()
    found = made.gathered(session, open_places=4)
    free = dict(zip(found.postings.ids.tolist(), found.task.places.tolist(), strict=True))
    assert free == {posting.id: 2, open_ended.id: 4}


def test_a_fair_brings_its_own_postings_alone(session: Session) -> None:
    employer = make_employer(session, name="某制衣厂")
    shown, _ = made.sewing(session, employer=employer), made.sewing(session)
    fair = Fair(name="春风行动", starts_on=made.TODAY, ends_on=made.TODAY)
    booth = Booth(employer_id=employer.id, number="A1")
    booth.postings = [BoothPosting(posting_id=shown.id)]
    fair.booths = [booth]
    session.add(fair)
    session.flush()
    found = made.gathered(session, fair_id=fair.id)
    assert found.postings.ids.tolist() == [shown.id]
    assert found.title == "招聘会“春风行动”"
    fair.state = FairState.CANCELLED
    session.flush()
    with pytest.raises(allocations.FairCancelledError):
        made.gathered(session, fair_id=fair.id)
    with pytest.raises(NotFoundError):
        made.gathered(session, fair_id=fair.id + 1)


def test_people_with_work_can_be_left_out(session: Session) -> None:
    made.sewing(session)
    idle, changer = made.sewer(session, "某甲"), made.sewer(session, "某乙")
    made.employ(session, changer)
    assert [p.worker_id for p in made.gathered(session).people] == [idle.id, changer.id]
    assert [p.worker_id for p in made.gathered(session, changers=False).people] == [idle.id]


def test_ranks_follow_priorities_and_never_touch_the_fit(session: Session) -> None:
    made.sewing(session)
    plain, watched = made.sewer(session, "某甲"), made.sewer(session, "某乙")
    made.employ(session, made.spouse(session, plain, "某丙"))
    made.employ(session, made.spouse(session, watched, "某丁"))
    made.monitor(session, watched)
    found = made.gathered(session, changers=False)
    assert [found.rank_names[rank] for rank in found.task.ranks] == [
        "其他未就业的人",
        "防返贫监测户",
    ]
    assert len(set(found.task.pairs.fits.tolist())) == 1


def test_a_household_keeps_one_carer_near_unless_one_is_anyhow(session: Session) -> None:
    made.sewing(session)
    alone = made.sewer(session, "某甲")
    made.care(session, alone)
    first = made.sewer(session, "某乙")
    second = made.spouse(session, first, "某丙")
    covered = made.sewer(session, "某丁")
    at_work = made.spouse(session, covered, "某戊")
    at_work.willing_to_work = None
    made.employ(session, at_work, work_region=WorkRegion.IN_COUNTY)
    bound = made.sewer(session, "某己", cannot_leave_home=True)
    for worker in (first, second, covered, at_work, bound):
        made.care(session, worker)
    found = made.gathered(session)
    row_of = {each.worker_id: row for row, each in enumerate(found.people)}
    groups = [(alone,), (first, second), (bound,)]
    assert set(found.rules.carers) == {tuple(row_of[w.id] for w in group) for group in groups}


def test_couples_are_kept_together_when_one_asks_and_both_seek(session: Session) -> None:
    made.sewing(session)
    asking = made.sewer(session, "某甲", said="想和老婆一起做缝纫工")
    partner = made.spouse(session, asking, "某乙")
    silent = made.sewer(session, "某丙")
    made.spouse(session, silent, "某丁")
    found = made.gathered(session)
    row_of = {each.worker_id: row for row, each in enumerate(found.people)}
    assert found.rules.couples == ((row_of[asking.id], row_of[partner.id]),)


def test_postings_of_one_employer_at_one_place_are_one_site(session: Session) -> None:
    employer = make_employer(session, name="某制衣厂")
    for workplace in ("旺家工业园", "旺家工业园", "东莞市"):
        made.sewing(session, employer=employer, workplace=workplace)
    made.sewing(session, employer=None)
    made.sewing(session, employer=None)
    assert made.gathered(session).rules.sites.tolist() == [0, 0, 1, 2, 3]


def test_refused_and_forbidden_pairs_are_out_with_their_reason(session: Session) -> None:
    here, there, free = (made.sewing(session) for _ in range(3))
    worker = made.sewer(session, "某甲")
    session.add(
        Recommendation(worker_id=worker.id, posting_id=here.id, state=RecommendationState.DECLINED)
    )
    allocations.forbid(
        session,
        actor=SYSTEM,
        worker_id=worker.id,
        posting_id=there.id,
        reason="原来吵过架",
        on=made.TODAY,
    )
    found = made.gathered(session)
    assert found.postings.ids[found.task.pairs.postings].tolist() == [free.id]
    assert found.forbidden == {
        (worker.id, here.id): "本人不愿意",
        (worker.id, there.id): "经办人已排除：原来吵过架",
    }


def test_nobody_who_wants_a_change_is_sent_back_to_the_present_employer(session: Session) -> None:
    employer = make_employer(session, name="某制衣厂")
    same, other = made.sewing(session, employer=employer), made.sewing(session)
    worker = made.sewer(session, "某甲")
    made.employ(session, worker, employer_id=employer.id)
    found = made.gathered(session)
    assert found.postings.ids[found.task.pairs.postings].tolist() == [other.id]
    assert found.forbidden == {(worker.id, same.id): "现在就在这家单位上班"}


def test_the_digest_tells_whether_anything_changed(session: Session) -> None:
    posting = made.sewing(session, places=2)
    worker = made.sewer(session, "某甲")
    before = made.gathered(session).digest()
    assert made.gathered(session).digest() == before
    assert made.gathered(session, least=0.3).digest() != before
    posting.vacancies = 1
    session.flush()
    fewer = made.gathered(session).digest()
    assert fewer != before
    made.monitor(session, worker)
    allocations.set_priorities(session, actor=SYSTEM, keys=["monitored"], reason="区里要求")
    assert made.gathered(session).digest() != fewer


def test_another_reason_is_another_plan(session: Session) -> None:
    posting, worker = made.sewing(session), made.sewer(session, "某甲")
    pair: dict[str, Any] = {"worker_id": worker.id, "posting_id": posting.id}
    pair |= {"on": made.TODAY, "actor": SYSTEM}
    allocations.forbid(session, **pair, reason="和老板吵过架")
    before = made.planned(session)
    allocations.withdraw(session, **pair, reason="写错了")
    allocations.forbid(session, **pair, reason="路太远")
    after = made.planned(session)
    assert "路太远" in made.told(after, worker)
    assert made.told(before, worker) != made.told(after, worker)
    assert before.gathered.digest() != after.gathered.digest()


def test_another_binding_limit_is_another_plan(session: Session) -> None:
    posting, worker = made.sewing(session), made.sewer(session, "某甲")
    session.add(PostingAge(posting_id=posting.id, seq=0, min_age=18, max_age=30))
    session.flush()
    before = made.planned(session)
    session.execute(update(PostingAge).values(max_age=35))
    session.expire_all()
    after = made.planned(session)
    assert len(before.gathered.task.pairs) == len(after.gathered.task.pairs) == 0
    assert made.told(before, worker) != made.told(after, worker)
    assert before.gathered.digest() != after.gathered.digest()
