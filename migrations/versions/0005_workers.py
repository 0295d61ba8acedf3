"""The labour-force side of people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _worker()
    _employment()
    _worker_skill()
    _worker_certificate()
    _worker_wish()
    _care_duty()
    _collective_member()


def downgrade() -> None:
    op.drop_table("collective_member")
    op.drop_table("care_duty")
    op.drop_table("worker_wish")
    op.drop_table("worker_certificate")
    op.drop_table("worker_skill")
    op.drop_table("employment")
    op.drop_table("worker")


def _worker() -> None:
    op.create_table(
        "worker",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("labour_capacity", sa.String(length=32), nullable=True),
        sa.Column("health", sa.String(length=200), nullable=True),
        sa.Column("schooling", sa.String(length=32), nullable=True),
        sa.Column("schooling_raw", sa.String(length=60), nullable=True),
        sa.Column("is_employed", sa.Boolean(), nullable=True),
        sa.Column("employed_as_of", sa.Date(), nullable=True),
        sa.Column("willing_to_work", sa.Boolean(), nullable=True),
        sa.Column("cannot_leave_home", sa.Boolean(), nullable=True),
        sa.Column("source", sa.String(length=32), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("tokens", sa.JSON(), nullable=True),
        sa.Column("lexicon_version", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
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
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name="fk_worker_batch_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_worker_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_worker"),
        sa.UniqueConstraint("person_id", name="uq_worker_person_id"),
        sa.UniqueConstraint("uuid", name="uq_worker_uuid"),
    )
    op.create_index("ix_worker_on_batch_id", "worker", ["batch_id"], unique=False)
    op.create_index("ix_worker_on_is_employed", "worker", ["is_employed"], unique=False)


def _employment() -> None:
    op.create_table(
        "employment",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=True),
        sa.Column("posting_id", sa.Integer(), nullable=True),
        sa.Column("employer_name", sa.String(length=200), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=True),
        sa.Column("occupation_code", sa.String(length=12), nullable=True),
        sa.Column("channel", sa.String(length=32), nullable=True),
        sa.Column("work_region", sa.String(length=32), nullable=True),
        sa.Column("workplace", sa.String(length=200), nullable=True),
        sa.Column("monthly_income_fen", sa.BigInteger(), nullable=True),
        sa.Column("months_worked", sa.Integer(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=200), nullable=True),
        sa.Column("is_main", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
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
            "ended_on IS NULL OR ended_on >= started_on",
            name=op.f("ck_employment_ends_after_start"),
        ),
        sa.CheckConstraint(
            "monthly_income_fen >= 0", name=op.f("ck_employment_income_not_negative")
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name="fk_employment_batch_id"),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name="fk_employment_employer_id"),
        sa.ForeignKeyConstraint(["posting_id"], ["posting.id"], name="fk_employment_posting_id"),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name="fk_employment_worker_id"),
        sa.PrimaryKeyConstraint("id", name="pk_employment"),
    )
    op.create_index("ix_employment_on_batch_id", "employment", ["batch_id"], unique=False)
    op.create_index("ix_employment_on_channel", "employment", ["channel"], unique=False)
    op.create_index("ix_employment_on_employer_id", "employment", ["employer_id"], unique=False)
    op.create_index("ix_employment_on_posting_id", "employment", ["posting_id"], unique=False)
    op.create_index("ix_employment_on_worker_id", "employment", ["worker_id"], unique=False)
    op.create_index(
        "uq_employment_one_open_main_per_worker",
        "employment",
        ["worker_id"],
        unique=True,
        sqlite_where=sa.text("ended_on IS NULL AND is_main"),
        postgresql_where=sa.text("ended_on IS NULL AND is_main"),
    )


def _worker_skill() -> None:
    op.create_table(
        "worker_skill",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("occupation_code", sa.String(length=12), nullable=True),
        sa.Column("level", sa.String(length=40), nullable=True),
        sa.Column("years", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.String(length=32), nullable=True),
        sa.Column("noted_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name="fk_worker_skill_worker_id"),
        sa.PrimaryKeyConstraint("id", name="pk_worker_skill"),
        sa.UniqueConstraint("worker_id", "name", name="uq_worker_skill_worker_id_name"),
    )


def _worker_certificate() -> None:
    op.create_table(
        "worker_certificate",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=32), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name="fk_worker_certificate_worker_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_worker_certificate"),
        sa.UniqueConstraint("worker_id", "name", name="uq_worker_certificate_worker_id_name"),
    )


def _worker_wish() -> None:
    op.create_table(
        "worker_wish",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("occupation_codes", sa.JSON(), nullable=True),
        sa.Column("regions", sa.JSON(), nullable=True),
        sa.Column("month_pay_min", sa.BigInteger(), nullable=True),
        sa.Column("no_night", sa.Boolean(), nullable=True),
        sa.Column("day_shift_only", sa.Boolean(), nullable=True),
        sa.Column("wants_board", sa.Boolean(), nullable=True),
        sa.Column("wants_lodging", sa.Boolean(), nullable=True),
        sa.Column("near_home", sa.Boolean(), nullable=True),
        sa.Column("source", sa.String(length=32), nullable=True),
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
        sa.CheckConstraint("month_pay_min >= 0", name=op.f("ck_worker_wish_pay_not_negative")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name="fk_worker_wish_worker_id"),
        sa.PrimaryKeyConstraint("id", name="pk_worker_wish"),
        sa.UniqueConstraint("worker_id", name="uq_worker_wish_worker_id"),
    )


def _care_duty() -> None:
    op.create_table(
        "care_duty",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("since_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name="fk_care_duty_worker_id"),
        sa.PrimaryKeyConstraint("id", name="pk_care_duty"),
    )
    op.create_index("ix_care_duty_on_worker_id", "care_duty", ["worker_id"], unique=False)


def _collective_member() -> None:
    op.create_table(
        "collective_member",
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "left_on IS NULL OR left_on >= joined_on",
            name=op.f("ck_collective_member_leaves_after_joining"),
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name="fk_collective_member_employer_id"
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name="fk_collective_member_worker_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_collective_member"),
    )
    op.create_index(
        "ix_collective_member_on_worker_id", "collective_member", ["worker_id"], unique=False
    )
    op.create_index(
        "uq_collective_member_once_at_a_time",
        "collective_member",
        ["employer_id", "worker_id"],
        unique=True,
        sqlite_where=sa.text("left_on IS NULL"),
        postgresql_where=sa.text("left_on IS NULL"),
    )
