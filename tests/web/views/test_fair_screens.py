"""The big screen: public, renewed by a header, without a word about any person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import time_machine

from jobmatch import clock
from jobmatch.domain.accounts import SYSTEM
from jobmatch.domain.fairs import FairState
from jobmatch.domain.talks import TalkOutcome
from jobmatch.services import talks
from jobmatch.services.talks import Said
from jobmatch.store.fairs import Booth, BoothPosting, Fair
from jobmatch.web.views import fair_screens
from tests.factories import make_employer, make_posting
from tests.fairgrounds import make_ground

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from jobmatch.store.engine import Store


@pytest.fixture
def screen(store: Store) -> str:
    """Give the address of the screen of a fair where somebody was hired at the first booth."""
    with store.writes.begin() as session:
        ground = make_ground(session)
        said = Said(ground.postings[0].id, TalkOutcome.HIRED)
        talks.note_talk(
            session,
            actor=SYSTEM,
            fair_id=ground.fair.id,
            booth_id=ground.tailor.id,
            number=1,
            said=said,
        )
        return f"/fairs/{ground.fair.uuid}/screen/"


def test_it_shows_booths_and_numbers_and_nobody(client: FlaskClient, screen: str) -> None:
    answer = client.get(screen)
    page = answer.get_data(as_text=True)
    assert answer.headers["Refresh"] == str(fair_screens.SECONDS)
    assert "http-equiv" not in page
    assert "华锦服饰" in page
    assert "<strong>2</strong>人进场" in page
    assert "<strong>1</strong>人有意向" in page
    assert "缺 5 人" in page
    # Nobody has talked to the cook yet.
    assert page.index("这里不用排队") < page.rindex("美味餐饮")
    for name in ("杨秀英", "外来的人", "杨*英"):
        assert name not in page


def test_pages_of_booths_follow_the_clock(client: FlaskClient, store: Store, screen: str) -> None:
    with store.writes.begin() as session:
        fair = session.query(Fair).one()
        for number in range(2, 9):
            firm = make_employer(session, name=f"单位{number}")
            shown = make_posting(session, title="工", employer=firm)
            booth = Booth(fair_id=fair.id, employer_id=firm.id, number=f"A{number}")
            booth.postings.append(BoothPosting(posting_id=shown.id))
            session.add(booth)
    seen = set()
    start = clock.now()
    for turn in range(2):
        with time_machine.travel(start.timestamp() + turn * fair_screens.SECONDS, tick=False):
            page = client.get(screen).get_data(as_text=True)
        seen |= {at for at in ("第 1 页，共 2 页", "第 2 页，共 2 页") if at in page}
    assert len(seen) == 2


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (FairState.CANCELLED, "取消了"),
        (FairState.HELD, "已经结束"),
        (FairState.PLANNED, "没有登记"),
    ],
)
def test_before_and_after_the_fair_it_says_so(
    client: FlaskClient, store: Store, screen: str, state: FairState, said: str
) -> None:
    with store.writes.begin() as session:
        fair = session.query(Fair).one()
        fair.state, fair.address = state, "没有登记"
    assert said in client.get(screen).get_data(as_text=True)
