from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.bench import web

if TYPE_CHECKING:
    import pytest


def test_texts_vary_and_each_load_has_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = "/kiosk/v/postings/" + "0" * 32
    monkeypatch.setattr(web.Asker, "get", lambda *_: f'<a href="{shown}?q=x">')
    asker = web.Asker(1)
    told = {each.key: each for _, each in web.scenarios(asker, asker, "/kiosk/v", 50)}
    search = told["kiosk_search"]
    assert (search.rate, search.most_ms) == (50, 100)
    assert len(set(search.paths)) == len(search.paths) > 200
    assert told["kiosk_typeahead"].most_ms == told["office_typeahead"].most_ms == 50
    assert f"{shown}/slip" in told["kiosk_pages"].paths
    assert all(path.isascii() for each in told.values() for path in each.paths)


def test_figures_stand_beside_their_bounds() -> None:
    load = {"name": "自助机找岗位", "asked_rate": 50.0, "p95": 120.0, "errors": 0, "most_ms": 100}
    late, errors = web.figures_of({"load_before": (1, 2, 3), "kiosk_search": load})
    assert (late.key, late.is_reached) == ("kiosk_search_p95", False)
    assert str(late) == "自助机找岗位，每秒 50 次，95% 不超过：120.00 毫秒（要求 ≤ 100） 未达到"
    assert (errors.key, errors.is_reached) == ("kiosk_search_errors", True)


def test_an_asker_keeps_its_cookie(monkeypatch: pytest.MonkeyPatch) -> None:
    class Answer:
        def getheader(self, _: str) -> str:
            return "jobmatch=word; HttpOnly"

        def read(self) -> bytes:
            return b'href="/kiosk/visit/trades"'

    asked: list[tuple[str, str, dict[str, str]]] = []

    class Connection:
        def __init__(self, *_: object, **__: object) -> None: ...

        def request(self, method: str, path: str, _: object, headers: dict[str, str]) -> None:
            asked.append((method, path, headers))

        def getresponse(self) -> Answer:
            return Answer()

        def close(self) -> None: ...

    monkeypatch.setattr(web, "HTTPConnection", Connection)
    asker = web.Asker(1)
    assert asker.begin_visit() == "/kiosk/visit"
    assert asked == [
        ("GET", "/kiosk/", {}),
        ("GET", "/kiosk/visit/trades", {"Cookie": "jobmatch=word"}),
    ]
