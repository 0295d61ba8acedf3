"""Papers of a fair: poster, cards, codes, list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.accounts import Role
from tests.fairgrounds import make_ground

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn


@pytest.fixture
def papers(store: Store, sign_in: SignIn) -> tuple[FlaskClient, str]:
    """Give a client and the address of the papers of a fair with two booths."""
    with store.writes.begin() as session:
        address = f"/fairs/{make_ground(session).fair.uuid}/papers"
    return sign_in(Role.FAIR_OPERATOR), address


def test_each_paper_shows_what_it_is_for(papers: tuple[FlaskClient, str]) -> None:
    client, address = papers
    pages = {
        kind: client.get(f"{address}/{kind}").get_data(as_text=True)
        for kind in ("poster", "cards", "codes", "list")
    }
    assert "制衣鞋包" in pages["poster"]
    assert "平车工" in pages["poster"]
    assert pages["cards"].count("jm-card") == 2
    # A code is for the people at the booth: it stands on no paper that hangs outside.
    assert "/booth/" in pages["codes"]
    for kind in ("poster", "cards", "list"):
        assert "/booth/" not in pages[kind]
    assert "手机扫了打不开" in pages["codes"]
    assert pages["list"].index("A1") < pages["list"].index("C1")
    assert client.get(f"{address}/slips").status_code == 404
