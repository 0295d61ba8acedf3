"""A walk through every page: follow the links that people follow, then try what is left.

New pages are found by themselves. A route that no page leads to is tried with the rows that other
pages were opened for, so that only pages in a rare state of their own stay unseen.
"""

from __future__ import annotations

import html
import re
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from werkzeug.exceptions import HTTPException
from werkzeug.routing import BuildError

from jobmatch.domain.accounts import PERMISSIONS, Role
from jobmatch.web import access

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from flask import Flask
    from flask.testing import FlaskClient

FILES = {"static", "bootstrap.static", "assets.font"}
"""Files of the program: no pages."""
ENDS = {"accounts.sign_out", "kiosk.goodbye", "kiosk.home"}
"""These end a login or a visit, and with it the walk: whoever walks opens them last."""
TRIES, GUESSES = 1, 8
"""Addresses of one route that are opened in search of links, and in search of the route itself."""
_LINK = re.compile(r"""(?:href|action)=["']([^"'#]+)""")
_POST = re.compile(r"<form[^>]*method=[\"']post[\"'][^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stop:
    """A page of the walk: its route, an address of it, who may open it."""

    endpoint: str
    address: str
    role: Role | None


@dataclass
class Walk:
    """One walk through an application; *sign_in* gives a client of a role.

    ``reached`` holds one page for each route that was seen.
    """

    app: Flask
    sign_in: Callable[[Role], FlaskClient]
    reached: dict[str, Stop] = field(default_factory=dict)
    clients: dict[Role | None, FlaskClient] = field(default_factory=dict)
    _opened: dict[tuple[str, object], int] = field(default_factory=dict)

    def follow(self, starts: Iterable[Stop]) -> None:
        """Follow links from *starts*; a route that several roles may open is opened for one."""
        waiting = deque(starts)
        while waiting:
            stop = waiting.popleft()
            key = (stop.endpoint, stop.role if stop.endpoint == "home.index" else None)
            if self._opened.get(key, 0) >= TRIES or stop.endpoint in ENDS | FILES:
                continue
            page = self._open(stop)
            if page is None:
                continue
            self._opened[key] = self._opened.get(key, 0) + 1
            waiting.extend(self._links(stop, page))

    def try_the_rest(self) -> None:
        """Try every route that was not reached with the rows of the pages that were."""
        for endpoint in sorted(self.routes() - set(self.reached) - ENDS):
            for stop in self._guesses(endpoint):
                page = self._open(stop)
                if page is not None:
                    self.follow(self._links(stop, page))
                    break

    def routes(self) -> set[str]:
        """Give every route that answers GET with something of ours."""
        return {
            rule.endpoint
            for rule in self.app.url_map.iter_rules()
            if "GET" in (rule.methods or ()) and rule.endpoint not in FILES
        }

    def client(self, role: Role | None) -> FlaskClient:
        """Give a client that is signed in as *role*; None is nobody."""
        if role not in self.clients:
            self.clients[role] = self.app.test_client() if role is None else self.sign_in(role)
        return self.clients[role]

    def _open(self, stop: Stop) -> str | None:
        """Give the page, "" for what is no page, None where there is none."""
        with self.client(stop.role).get(stop.address) as answer:
            if answer.status_code != 200:
                return None
            is_page = answer.mimetype == "text/html"
            text = answer.get_data(as_text=True) if is_page else ""
        if is_page:
            self.reached.setdefault(stop.endpoint, stop)
        return text

    def _links(self, stop: Stop, page: str) -> Iterator[Stop]:
        """Yield what *page* leads to by a link or by a form that asks."""
        for found in dict.fromkeys(_LINK.findall(_POST.sub("", page))):
            address = html.unescape(found)
            if address.startswith("?"):
                address = urlsplit(stop.address).path + address
            matched = self._match(address)
            if matched is not None:
                yield Stop(matched[0], address, stop.role)

    def _match(self, address: str) -> tuple[str, dict[str, Any]] | None:
        parts = urlsplit(address)
        if parts.netloc or parts.scheme or not parts.path.startswith("/"):
            return None
        try:
            endpoint, values = self.app.url_map.bind("localhost").match(parts.path, method="GET")
        except HTTPException:
            return None
        return str(endpoint), dict(values)

    def _guesses(self, endpoint: str) -> Iterator[Stop]:
        """Yield addresses of *endpoint* with the rows that other pages were opened for."""
        rule = next(self.app.url_map.iter_rules(endpoint))
        rows = [m[1] for stop in self.reached.values() if (m := self._match(stop.address))]
        wanted = rule.arguments
        held = [{name: row[name] for name in wanted} for row in rows if wanted <= set(row)]
        role = self._role_of(endpoint)
        for values in held[:GUESSES] if wanted else [{}]:
            try:
                address = self.app.url_map.bind("localhost").build(endpoint, values)
            except BuildError:
                continue
            yield Stop(endpoint, address, role)

    def _role_of(self, endpoint: str) -> Role | None:
        rule = access.rule_of(self.app.view_functions[endpoint])
        if rule == access.PUBLIC:
            return None
        return next(
            (role for role in _ROLES if rule == access.SIGNED_IN or rule in PERMISSIONS[role]), None
        )


_ROLES = (Role.CLERK, *(role for role in Role if role is not Role.CLERK))
