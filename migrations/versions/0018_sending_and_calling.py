"""Send lists and results of recommendations; calls, service records, calendar days."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_OLD = ("made", "seen", "intended", "placed", "declined", "refused", "withdrawn")
_NEW = (
    *("made", "seen", "sent", "came", "intended"),
    *("placed", "declined", "refused", "no_answer", "withdrawn"),
)
_REASONS = (
    *("pay", "far", "shift", "care", "lodging", "work", "found", "not_come", "age", "skill"),
    *("certificate", "experience", "fitness", "full", "other"),
)
_OLD_LIVE = ("made", "seen", "intended")
_NEW_LIVE = ("made", "seen", "sent", "came", "intended")


def upgrade() -> None:
    _send_list()
    _recommendation()
    _call()
    _service_record()
    _calendar_day()


def downgrade() -> None:
    op.drop_table("calendar_day")
    op.drop_table("service_record")
    op.drop_table("call")
    op.drop_index("ix_recommendation_on_worker_id", "recommendation")
    _drop_live_index()
    # The older form knows no name sent to an employer, and an answer that did not come waits.
    op.execute("UPDATE recommendation SET state = 'seen' WHERE state IN ('sent', 'came')")
    op.execute("UPDATE recommendation SET state = 'withdrawn' WHERE state = 'no_answer'")
    with op.batch_alter_table("recommendation") as table:
        table.drop_constraint(op.f("ck_recommendation_number_on_its_list"), type_="check")
        table.drop_constraint(op.f("ck_recommendation_outcome_reason_known"), type_="check")
        table.drop_constraint(op.f("ck_recommendation_state_known"), type_="check")
        table.drop_constraint("uq_recommendation_send_list_id_list_number", type_="unique")
        table.drop_constraint("fk_recommendation_send_list_id", type_="foreignkey")
        for column in ("list_number", "send_list_id", "outcome_reason", "came_on", "sent_on"):
            table.drop_column(column)
        table.create_check_constraint(op.f("ck_recommendation_state_known"), _among("state", _OLD))
    _create_live_index(_OLD_LIVE)
    op.drop_table("send_list")


def _among(column: str, values: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({listed})"


def _drop_live_index() -> None:
    op.drop_index("uq_recommendation_one_live_per_pair", "recommendation")


def _create_live_index(live: tuple[str, ...]) -> None:
    op.create_index(
        "uq_recommendation_one_live_per_pair",
        "recommendation",
        ["worker_id", "posting_id"],
        unique=True,
        sqlite_where=sa.text(_among("state", live)),
        postgresql_where=sa.text(_among("state", live)),
    )


def _stamps() -> tuple[sa.Column[object], ...]:
    return tuple(
        sa.Column(
            name,
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        )
        for name in ("created_at", "updated_at")
    )


def _send_list() -> None:
    op.create_table(
        "send_list",
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        *_stamps(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_send_list_account_id"),
        sa.ForeignKeyConstraint(["posting_id"], ["posting.id"], name="fk_send_list_posting_id"),
        sa.PrimaryKeyConstraint("id", name="pk_send_list"),
        sa.UniqueConstraint("uuid", name="uq_send_list_uuid"),
    )
    op.create_index("ix_send_list_on_posting_id", "send_list", ["posting_id"], unique=False)


def _recommendation() -> None:
    _drop_live_index()
    with op.batch_alter_table("recommendation") as table:
        table.add_column(sa.Column("sent_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("came_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("outcome_reason", sa.String(length=32), nullable=True))
        table.add_column(sa.Column("send_list_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("list_number", sa.Integer(), nullable=True))
        table.drop_constraint(op.f("ck_recommendation_state_known"), type_="check")
        table.create_check_constraint(op.f("ck_recommendation_state_known"), _among("state", _NEW))
        table.create_check_constraint(
            op.f("ck_recommendation_outcome_reason_known"), _among("outcome_reason", _REASONS)
        )
        table.create_check_constraint(
            op.f("ck_recommendation_number_on_its_list"),
            "(send_list_id IS NULL) = (list_number IS NULL)",
        )
        table.create_foreign_key(
            "fk_recommendation_send_list_id", "send_list", ["send_list_id"], ["id"]
        )
        table.create_unique_constraint(
            "uq_recommendation_send_list_id_list_number", ["send_list_id", "list_number"]
        )
    _create_live_index(_NEW_LIVE)
    op.create_index("ix_recommendation_on_worker_id", "recommendation", ["worker_id"], unique=False)


def _call() -> None:
    op.create_table(
        "call",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("result", sa.String(length=32), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "purpose IN ('call_back', 'zero_employment', 'arrival', 'follow_up', 'outcome',"
            " 'guidance')",
            name=op.f("ck_call_purpose_known"),
        ),
        sa.CheckConstraint(
            "result IN ('talked', 'later', 'no_answer', 'wrong_number', 'works', 'left', 'not_willing')",
            name=op.f("ck_call_result_known"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_call_account_id"),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name="fk_call_worker_id"),
        sa.PrimaryKeyConstraint("id", name="pk_call"),
        sa.UniqueConstraint("uuid", name="uq_call_uuid"),
    )
    op.create_index("ix_call_on_called_at", "call", ["called_at"], unique=False)
    op.create_index("ix_call_on_next_on", "call", ["next_on"], unique=False)
    op.create_index("ix_call_on_worker_id_called_at", "call", ["worker_id", "called_at"])


def _service_record() -> None:
    op.create_table(
        "service_record",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("call_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("voided_on", sa.Date(), nullable=True),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        *_stamps(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('guidance', 'training')", name=op.f("ck_service_record_kind_known")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_service_record_account_id"
        ),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name="fk_service_record_call_id"),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name="fk_service_record_worker_id"),
        sa.PrimaryKeyConstraint("id", name="pk_service_record"),
        sa.UniqueConstraint("uuid", name="uq_service_record_uuid"),
    )
    op.create_index("ix_service_record_on_call_id", "service_record", ["call_id"], unique=False)
    op.create_index(
        "ix_service_record_on_worker_id_given_on", "service_record", ["worker_id", "given_on"]
    )


def _calendar_day() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("falls_on", sa.Date(), nullable=False),
        sa.Column("is_workday", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        *_stamps(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_calendar_day_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_day"),
        sa.UniqueConstraint("falls_on", name="uq_calendar_day_falls_on"),
    )
