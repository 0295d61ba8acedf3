"""A preview keeps what was corrected and decided; a batch is written part by part."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_OLD = "state IN ('previewed', 'committed', 'undone', 'discarded')"
_NEW = "state IN ('previewed', 'committing', 'committed', 'undone', 'discarded')"


def upgrade() -> None:
    with op.batch_alter_table("import_batch") as batch:
        batch.add_column(sa.Column("draft_sealed", sa.Text(), nullable=True))
        batch.add_column(sa.Column("outline_sealed", sa.Text(), nullable=True))
        batch.add_column(sa.Column("written", sa.Integer(), nullable=False, server_default="0"))
        batch.drop_constraint(op.f("ck_import_batch_state_known"), type_="check")
        batch.create_check_constraint(op.f("ck_import_batch_state_known"), _NEW)
    with op.batch_alter_table("import_batch") as batch:
        batch.alter_column("written", existing_type=sa.Integer(), server_default=None)
    with op.batch_alter_table("import_row") as row:
        row.add_column(sa.Column("outcome", sa.String(length=20), nullable=True))
        row.add_column(sa.Column("twins", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("import_row") as row:
        row.alter_column("twins", existing_type=sa.Integer(), server_default=None)
    op.create_index("ix_import_row_on_batch_id_row", "import_row", ["batch_id", "row"])


def downgrade() -> None:
    # What was being written counts as looked at: its change rows can no longer be told.
    op.execute("UPDATE import_batch SET state = 'previewed' WHERE state = 'committing'")
    op.drop_index("ix_import_row_on_batch_id_row", table_name="import_row")
    with op.batch_alter_table("import_row") as row:
        row.drop_column("twins")
        row.drop_column("outcome")
    with op.batch_alter_table("import_batch") as batch:
        batch.drop_constraint(op.f("ck_import_batch_state_known"), type_="check")
        batch.create_check_constraint(op.f("ck_import_batch_state_known"), _OLD)
        batch.drop_column("written")
        batch.drop_column("outline_sealed")
        batch.drop_column("draft_sealed")
