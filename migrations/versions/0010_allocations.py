"""Allocation plans with their seats, priorities, pins and forbids."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _allocation_priority()
    _allocation_override()
    _allocation_plan()
    _allocation_place()
    _allocation_seat()
    _allocation_unplaced()


def downgrade() -> None:
    op.drop_table("allocation_unplaced")
    op.drop_table("allocation_seat")
    op.drop_table("allocation_place")
    op.drop_table("allocation_plan")
    op.drop_table("allocation_override")
    op.drop_table("allocation_priority")


def _allocation_priority() -> None:
    op.create_table(
        "allocation_priority",
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_allocation_priority_account_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_allocation_priority"),
    )


def _allocation_override() -> None:
    op.create_table(
        "allocation_override",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('pin', 'forbid')", name=op.f("ck_allocation_override_kind_known")
        ),
        sa.CheckConstraint("length(reason) >= 2", name=op.f("ck_allocation_override_reason_given")),
        sa.CheckConstraint(
            "withdrawn_on >= decided_on",
            name=op.f("ck_allocation_override_withdrawn_after_decided"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_allocation_override_account_id"
        ),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["posting.id"], name="fk_allocation_override_posting_id"
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name="fk_allocation_override_worker_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_allocation_override"),
    )
    op.create_index(
        "ix_allocation_override_on_posting_id", "allocation_override", ["posting_id"], unique=False
    )
    op.create_index(
        "uq_allocation_override_one_live_per_pair",
        "allocation_override",
        ["worker_id", "posting_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn_on IS NULL"),
        postgresql_where=sa.text("withdrawn_on IS NULL"),
    )
    op.create_index(
        "uq_allocation_override_one_live_pin_per_worker",
        "allocation_override",
        ["worker_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn_on IS NULL AND kind = 'pin'"),
        postgresql_where=sa.text("withdrawn_on IS NULL AND kind = 'pin'"),
    )


def _allocation_plan() -> None:
    op.create_table(
        "allocation_plan",
        sa.Column("fair_id", sa.Integer(), nullable=True),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("engine", sa.String(length=40), nullable=False),
        sa.Column("inputs", sa.String(length=64), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("placed", sa.Integer(), nullable=False),
        sa.Column("worth", sa.BigInteger(), nullable=False),
        sa.Column("bound", sa.BigInteger(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("(CURRENT_TIMESTAMP)"),
            nullable=False,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("placed <= people", name=op.f("ck_allocation_plan_placed_are_people")),
        sa.CheckConstraint("worth <= bound", name=op.f("ck_allocation_plan_worth_within_bound")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_allocation_plan_account_id"
        ),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name="fk_allocation_plan_fair_id"),
        sa.PrimaryKeyConstraint("id", name="pk_allocation_plan"),
        sa.UniqueConstraint("inputs", name="uq_allocation_plan_inputs"),
        sa.UniqueConstraint("uuid", name="uq_allocation_plan_uuid"),
    )
    op.create_index("ix_allocation_plan_on_fair_id", "allocation_plan", ["fair_id"], unique=False)


def _allocation_place() -> None:
    op.create_table(
        "allocation_place",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("firsts", sa.Integer(), nullable=False),
        sa.Column("more_placed", sa.Integer(), nullable=False),
        sa.Column("more_fit", sa.Double(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("places >= 0", name=op.f("ck_allocation_place_places_not_negative")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["allocation_plan.id"], name="fk_allocation_place_plan_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_allocation_place"),
        sa.UniqueConstraint(
            "plan_id", "posting_id", "places", name="uq_allocation_place_plan_id_posting_id_places"
        ),
    )
    op.create_index(
        "ix_allocation_place_on_posting_id", "allocation_place", ["posting_id"], unique=False
    )
    op.create_index(
        "uq_allocation_place_plan_id_posting_id",
        "allocation_place",
        ["plan_id", "posting_id"],
        unique=True,
    )


def _allocation_seat() -> None:
    op.create_table(
        "allocation_seat",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("seat_no", sa.Integer(), nullable=False),
        sa.Column("priority_rank", sa.Integer(), nullable=False),
        sa.Column("fit", sa.Double(), nullable=False),
        sa.Column("is_pinned", sa.Boolean(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "partner_id <> worker_id", name=op.f("ck_allocation_seat_partner_is_another")
        ),
        sa.CheckConstraint(
            "seat_no BETWEEN 1 AND places", name=op.f("ck_allocation_seat_seat_within_places")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id", "posting_id", "places"],
            ["allocation_place.plan_id", "allocation_place.posting_id", "allocation_place.places"],
            name="fk_allocation_seat_place",
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["allocation_plan.id"], name="fk_allocation_seat_plan_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_allocation_seat"),
        sa.UniqueConstraint(
            "plan_id", "posting_id", "seat_no", name="uq_allocation_seat_plan_id_posting_id_seat_no"
        ),
        sa.UniqueConstraint("plan_id", "worker_id", name="uq_allocation_seat_plan_id_worker_id"),
    )
    op.create_index(
        "ix_allocation_seat_on_worker_id", "allocation_seat", ["worker_id"], unique=False
    )


def _allocation_unplaced() -> None:
    op.create_table(
        "allocation_unplaced",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("priority_rank", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("broken_limit", sa.String(length=32), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('not_willing', 'limit', 'no_fit', 'forbidden', 'pin', 'care', 'couple', 'full')",
            name=op.f("ck_allocation_unplaced_kind_known"),
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["allocation_plan.id"], name="fk_allocation_unplaced_plan_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_allocation_unplaced"),
        sa.UniqueConstraint(
            "plan_id", "worker_id", name="uq_allocation_unplaced_plan_id_worker_id"
        ),
    )
    op.create_index(
        "ix_allocation_unplaced_on_worker_id", "allocation_unplaced", ["worker_id"], unique=False
    )
