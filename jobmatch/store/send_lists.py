"""Send lists (送单位名单): the people whom an employer is asked to see for one posting."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.store.base import Base, Stamped, WithUuid

if TYPE_CHECKING:
    from jobmatch.store.accounts import Account
    from jobmatch.store.postings import Posting
    from jobmatch.store.recommendations import Recommendation


class SendList(WithUuid, Stamped, Base):
    """One list as it was printed; a line keeps its number, so that answers can be read back."""

    __tablename__ = "send_list"

    posting_id: Mapped[int] = mapped_column(ForeignKey("posting.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    made_on: Mapped[date]

    posting: Mapped[Posting] = relationship()
    account: Mapped[Account | None] = relationship()
    recommendations: Mapped[list[Recommendation]] = relationship(
        back_populates="send_list", order_by="Recommendation.list_number"
    )
