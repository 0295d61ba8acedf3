"""Jobs know who asked for them, may be cancelled, and keep what came out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_BEFORE = "state IN ('queued', 'leased', 'done', 'failed', 'stuck')"
_AFTER = "state IN ('queued', 'leased', 'done', 'failed', 'stuck', 'cancelled')"


def upgrade() -> None:
    with op.batch_alter_table("job") as job:
        job.add_column(sa.Column("account_id", sa.Integer(), nullable=True))
        job.add_column(sa.Column("about", sa.String(length=200), nullable=True))
        job.add_column(sa.Column("most_attempts", sa.Integer(), nullable=False, server_default="5"))
        job.add_column(sa.Column("result", sa.JSON(), nullable=True))
        job.add_column(sa.Column("cancel_asked_at", sa.DateTime(timezone=True), nullable=True))
        job.drop_constraint(op.f("ck_job_state_known"), type_="check")
    with op.batch_alter_table("job") as job:
        job.alter_column("most_attempts", existing_type=sa.Integer(), server_default=None)
        job.create_check_constraint(op.f("ck_job_state_known"), _AFTER)
        job.create_check_constraint(
            op.f("ck_job_attempts_within_most"), "attempts <= most_attempts"
        )
        job.create_foreign_key("fk_job_account_id", "account", ["account_id"], ["id"])
        job.create_index("ix_job_on_account_id", ["account_id"], unique=False)


def downgrade() -> None:
    # The older form has no word for a cancelled job; nobody waits for it.
    op.execute("UPDATE job SET state = 'done' WHERE state = 'cancelled'")
    with op.batch_alter_table("job") as job:
        job.drop_index("ix_job_on_account_id")
        job.drop_constraint("fk_job_account_id", type_="foreignkey")
        job.drop_constraint(op.f("ck_job_attempts_within_most"), type_="check")
        job.drop_constraint(op.f("ck_job_state_known"), type_="check")
        job.create_check_constraint(op.f("ck_job_state_known"), _BEFORE)
        job.drop_column("cancel_asked_at")
        job.drop_column("result")
        job.drop_column("most_attempts")
        job.drop_column("about")
        job.drop_column("account_id")
