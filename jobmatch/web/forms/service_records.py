"""Forms of the 131 services: what the list is narrowed to; a talk or a training that was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, StringField
from wtforms.validators import Length, Optional

from jobmatch.domain.service_records import SERVICE_KIND_NAMES, ServiceKind
from jobmatch.services.service_records import WANT_NAMES, Want

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from jobmatch.store.districts import SettlementCommunity


class NeedFilterForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Narrow the list by need."""

    class Meta:
        """Looking changes nothing, so there is nothing to forge."""

        csrf = False

    community = SelectField("社区", choices={"": "全部"}, default="")
    want = SelectField(
        "看哪些人",
        default=Want.OPEN.value,
        choices={want.value: name for want, name in WANT_NAMES.items()},
    )

    def offer(self, communities: Iterable[SettlementCommunity]) -> None:
        """Offer the communities that the actor may see."""
        named = {str(community.id): community.name for community in communities}
        self.community.choices = {"": "全部"} | named

    def values(self) -> tuple[Want, int | None]:
        """Give what is wanted, and the id of the one community."""
        community = int(self.community.data) if self.community.data else None
        return Want(self.want.data or Want.OPEN), community

    def address(self) -> dict[str, Any]:
        """Give the parts of the address that reproduce this list."""
        parts = {"community": self.community.data, "want": self.want.data}
        return {name: value for name, value in parts.items() if value}


class Given(TypedDict):
    """What services.service_records.record() takes beside the worker."""

    kind: ServiceKind
    on: date
    note: str


class ServiceRecordForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A talk or a training, its day, and what it was about."""

    kind = SelectField(
        "做了什么", choices={kind.value: name for kind, name in SERVICE_KIND_NAMES.items()}
    )
    on = DateField("哪一天（不填就是今天）", validators=[Optional()])
    note = StringField(
        "说了什么",
        validators=[Length(max=200, message="写得太长了，请挑要紧的写")],
        render_kw={"maxlength": "200", "autocomplete": "off"},
    )

    def values(self, today: date) -> Given:
        """Give the keyword arguments of the use case."""
        return {
            "kind": ServiceKind(self.kind.data),
            "on": self.on.data or today,
            "note": self.note.data or "",
        }
