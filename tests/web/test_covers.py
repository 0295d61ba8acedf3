"""What names a person stands in an address only sealed, for the one account that asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.accounts import Actor
from jobmatch.web import access, covers

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

CLERK, OTHER = Actor(7, "clerk", None), Actor(8, "other", None)


@pytest.fixture
def as_actor(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[Actor], None]:
    """Give a function that says who is asking."""
    del app

    def become(actor: Actor) -> None:
        monkeypatch.setattr(access, "actor", lambda: actor)

    return become


def test_words_come_back_for_who_covered_them_alone(
    app: Flask, as_actor: Callable[[Actor], None]
) -> None:
    with app.test_request_context():
        as_actor(CLERK)
        covered = covers.cover("杨秀英 5678")
        assert "5678" not in covered
        assert covers.uncover(covered) == "杨秀英 5678"
        as_actor(OTHER)
        assert covers.uncover(covered) is None


@pytest.mark.parametrize(
    "covered", [None, "", "x", "v1.k1.a.b", "杨", "v1.k9.AAAA.AAAA", "a" * 900]
)
def test_anything_else_is_nothing(
    app: Flask, as_actor: Callable[[Actor], None], covered: str | None
) -> None:
    with app.test_request_context():
        as_actor(CLERK)
        assert covers.uncover(covered) is None
        assert covers.cover("") == ""
