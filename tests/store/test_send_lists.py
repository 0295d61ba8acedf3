from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jobmatch.store.recommendations import Recommendation
from jobmatch.store.send_lists import SendList
from tests import factories
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_each_line_of_a_list_has_its_own_number(any_session: Session) -> None:
    posting = factories.make_posting(any_session, title="普工")
    sent = SendList(posting_id=posting.id, made_on=date(2026, 3, 15))
    any_session.add(sent)
    any_session.flush()
    workers = [factories.make_worker(any_session, name=f"某{n}") for n in range(3)]

    def line(at: int, number: int | None) -> Recommendation:
        return Recommendation(
            worker_id=workers[at].id,
            posting_id=posting.id,
            send_list_id=sent.id,
            list_number=number,
        )

    any_session.add_all([line(1, 2), line(0, 1)])
    any_session.flush()
    any_session.expire(sent)
    assert [each.list_number for each in sent.recommendations] == [1, 2]
    with refused(any_session, "uq_recommendation_send_list_id_list_number"):
        any_session.add(line(2, 2))
    with refused(any_session, "ck_recommendation_number_on_its_list"):
        any_session.add(line(2, None))
