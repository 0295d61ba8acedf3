"""Find the seats of a posting without reading all of them."""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_allocation_seat_on_posting_id", "allocation_seat", ["posting_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_allocation_seat_on_posting_id", table_name="allocation_seat")
