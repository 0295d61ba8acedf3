from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobmatch.domain.accounts import Role
from tests.web.kiosks import begin

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.web.conftest import SignIn


def test_a_bell_stands_on_every_page_of_the_counter_until_somebody_goes(
    client: FlaskClient, sign_in: SignIn
) -> None:
    client.post(f"{begin(client)}/bell?place=大厅左边")
    clerk, director = sign_in(Role.CLERK), sign_in(Role.DIRECTOR)
    pages = [clerk.get(address).get_data(as_text=True) for address in ("/", "/search/", "/bells/")]
    assert all("<strong>大厅左边</strong>有人要帮忙" in page for page in pages)
    assert "有人要帮忙" not in director.get("/").get_data(as_text=True)
    found = re.search(r'action="(/bells/\d+)"', pages[0])
    assert found
    answer = clerk.post(found[1], follow_redirects=True).get_data(as_text=True)
    assert "大厅左边：请现在过去" in answer
    assert "有人要帮忙" not in answer
    late = sign_in(Role.FAIR_OPERATOR).post(found[1], follow_redirects=True)
    assert "同事已经过去了" in late.get_data(as_text=True)
