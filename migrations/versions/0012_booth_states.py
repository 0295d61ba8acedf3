"""Booths are invited, booked, declined, present or missing; fairs have a day to book until."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_STATES = "state IN ('invited', 'booked', 'declined', 'present', 'no_show')"
_NUMBERED = "number IS NOT NULL OR state NOT IN ('booked', 'present', 'no_show')"


def upgrade() -> None:
    op.add_column("fair", sa.Column("book_until", sa.Date(), nullable=True))
    with op.batch_alter_table("booth") as booth:
        # Whoever has a booth by now has booked it; whether they came was never written down.
        booth.add_column(
            sa.Column("state", sa.String(length=32), nullable=False, server_default="booked")
        )
        booth.add_column(sa.Column("invited_on", sa.Date(), nullable=True))
        booth.add_column(sa.Column("answered_on", sa.Date(), nullable=True))
        booth.alter_column("number", existing_type=sa.String(length=20), nullable=True)
    with op.batch_alter_table("booth") as booth:
        booth.alter_column("state", existing_type=sa.String(length=32), server_default=None)
        booth.create_check_constraint(op.f("ck_booth_state_known"), _STATES)
        booth.create_check_constraint(op.f("ck_booth_number_while_standing"), _NUMBERED)


def downgrade() -> None:
    # A booth that never stood on the plan cannot be told in the older form.
    shown = "booth_id IN (SELECT id FROM booth WHERE number IS NULL)"
    op.execute(f"DELETE FROM booth_posting WHERE {shown}")  # noqa: S608 - no value from outside
    op.execute("DELETE FROM booth WHERE number IS NULL")
    with op.batch_alter_table("booth") as booth:
        booth.drop_constraint(op.f("ck_booth_state_known"), type_="check")
        booth.drop_constraint(op.f("ck_booth_number_while_standing"), type_="check")
        booth.alter_column("number", existing_type=sa.String(length=20), nullable=False)
        booth.drop_column("answered_on")
        booth.drop_column("invited_on")
        booth.drop_column("state")
    op.drop_column("fair", "book_until")
