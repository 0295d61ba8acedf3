from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch.store.bells import Bell
from tests.web.kiosks import begin, link, see

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from jobmatch.store.engine import Store


def test_a_press_calls_somebody_to_the_kiosk_by_its_name(client: FlaskClient, store: Store) -> None:
    page = see(client, "/kiosk/", place="大厅左边")
    ring = link(page, r'action="([^"]+/bell[^"]*)"')
    answer = client.post(ring)
    assert answer.status_code == 303
    assert "已经叫了工作人员" in see(client, answer.location)
    with store.reads() as session:
        assert [bell.place for bell in session.scalars(select(Bell))] == ["大厅左边"]


def test_nobody_rings_from_outside_a_visit(client: FlaskClient, store: Store) -> None:
    begin(client)
    assert client.post("/kiosk/somebody/bell").location == "/kiosk/"
    with store.reads() as session:
        assert session.scalars(select(Bell)).all() == []
