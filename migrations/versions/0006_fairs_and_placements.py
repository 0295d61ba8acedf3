"""Fairs, recommendations, match lists, placements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _fair()
    _booth()
    _booth_posting()
    _recommendation()
    _match_run()
    _match_list()
    _placement()
    _follow_up()


def downgrade() -> None:
    op.drop_table("follow_up")
    op.drop_table("placement")
    op.drop_table("match_list")
    op.drop_table("match_run")
    op.drop_table("recommendation")
    op.drop_table("booth_posting")
    op.drop_table("booth")
    op.drop_table("fair")


def _fair() -> None:
    op.create_table(
        "fair",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("campaign", sa.String(length=200), nullable=True),
        sa.Column("community_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
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
        sa.CheckConstraint(
            "state IN ('planned', 'open', 'held', 'reported', 'cancelled')",
            name=op.f("ck_fair_state_known"),
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_fair_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["community_id"], ["settlement_community.id"], name="fk_fair_community_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_fair"),
        sa.UniqueConstraint("name", "starts_on", name="uq_fair_name_starts_on"),
        sa.UniqueConstraint("uuid", name="uq_fair_uuid"),
    )
    op.create_index("ix_fair_on_state", "fair", ["state"], unique=False)


def _booth() -> None:
    op.create_table(
        "booth",
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name="fk_booth_employer_id"),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name="fk_booth_fair_id"),
        sa.PrimaryKeyConstraint("id", name="pk_booth"),
        sa.UniqueConstraint("fair_id", "employer_id", name="uq_booth_fair_id_employer_id"),
        sa.UniqueConstraint("fair_id", "number", name="uq_booth_fair_id_number"),
    )
    op.create_index("ix_booth_on_employer_id", "booth", ["employer_id"], unique=False)


def _booth_posting() -> None:
    op.create_table(
        "booth_posting",
        sa.Column("booth_id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["booth_id"], ["booth.id"], name="fk_booth_posting_booth_id"),
        sa.ForeignKeyConstraint(["posting_id"], ["posting.id"], name="fk_booth_posting_posting_id"),
        sa.PrimaryKeyConstraint("id", name="pk_booth_posting"),
        sa.UniqueConstraint("booth_id", "posting_id", name="uq_booth_posting_booth_id_posting_id"),
    )
    op.create_index("ix_booth_posting_on_posting_id", "booth_posting", ["posting_id"], unique=False)


def _recommendation() -> None:
    op.create_table(
        "recommendation",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("decline_reason", sa.Text(), nullable=True),
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
        sa.CheckConstraint(
            "state IN ('made', 'seen', 'intended', 'placed', 'declined', 'refused', 'withdrawn')",
            name=op.f("ck_recommendation_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_recommendation_account_id"
        ),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name="fk_recommendation_fair_id"),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["posting.id"], name="fk_recommendation_posting_id"
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name="fk_recommendation_worker_id"),
        sa.PrimaryKeyConstraint("id", name="pk_recommendation"),
        sa.UniqueConstraint("uuid", name="uq_recommendation_uuid"),
    )
    op.create_index("ix_recommendation_on_fair_id", "recommendation", ["fair_id"], unique=False)
    op.create_index(
        "ix_recommendation_on_posting_id", "recommendation", ["posting_id"], unique=False
    )
    op.create_index("ix_recommendation_on_state", "recommendation", ["state"], unique=False)
    op.create_index(
        "uq_recommendation_one_live_per_pair",
        "recommendation",
        ["worker_id", "posting_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('made', 'seen', 'intended')"),
        postgresql_where=sa.text("state IN ('made', 'seen', 'intended')"),
    )


def _match_run() -> None:
    op.create_table(
        "match_run",
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("workers", sa.Integer(), nullable=False),
        sa.Column("postings", sa.Integer(), nullable=False),
        sa.Column("lexicon_version", sa.Integer(), nullable=True),
        sa.Column("engine", sa.String(length=40), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
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
        sa.PrimaryKeyConstraint("id", name="pk_match_run"),
    )


def _match_list() -> None:
    op.create_table(
        "match_list",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("ids", sa.LargeBinary(), nullable=False),
        sa.Column("scores", sa.LargeBinary(), nullable=False),
        sa.Column("remark", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("side IN ('worker', 'posting')", name=op.f("ck_match_list_side_known")),
        sa.CheckConstraint(
            "length(ids) = 2 * length(scores)", name=op.f("ck_match_list_equal_lengths")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["match_run.id"], name="fk_match_list_run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_match_list"),
        sa.UniqueConstraint("side", "subject_id", name="uq_match_list_side_subject_id"),
    )
    op.create_index("ix_match_list_on_run_id", "match_list", ["run_id"], unique=False)


def _placement() -> None:
    op.create_table(
        "placement",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=True),
        sa.Column("fair_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("dispatched_on", sa.Date(), nullable=True),
        sa.Column("hired_on", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("stable_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.Column("work_region", sa.String(length=32), nullable=True),
        sa.Column("wage_fen_per_month", sa.BigInteger(), nullable=True),
        sa.Column("evidence_file_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
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
        sa.CheckConstraint(
            "state <> 'ended' OR ended_on IS NOT NULL", name=op.f("ck_placement_ended_has_its_day")
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'confirmed', 'dispatched', 'started', 'stable', 'ended', 'declined', 'no_show')",
            name=op.f("ck_placement_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('started', 'stable') OR started_on IS NOT NULL",
            name=op.f("ck_placement_started_has_its_day"),
        ),
        sa.CheckConstraint("ended_on >= started_on", name=op.f("ck_placement_ends_after_start")),
        sa.CheckConstraint("wage_fen_per_month > 0", name=op.f("ck_placement_wage_positive")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_placement_account_id"),
        sa.ForeignKeyConstraint(
            ["evidence_file_id"], ["stored_file.id"], name="fk_placement_evidence_file_id"
        ),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name="fk_placement_fair_id"),
        sa.ForeignKeyConstraint(["posting_id"], ["posting.id"], name="fk_placement_posting_id"),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendation.id"], name="fk_placement_recommendation_id"
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name="fk_placement_worker_id"),
        sa.PrimaryKeyConstraint("id", name="pk_placement"),
        sa.UniqueConstraint("uuid", name="uq_placement_uuid"),
    )
    op.create_index("ix_placement_on_fair_id", "placement", ["fair_id"], unique=False)
    op.create_index("ix_placement_on_posting_id", "placement", ["posting_id"], unique=False)
    op.create_index("ix_placement_on_state", "placement", ["state"], unique=False)
    op.create_index("ix_placement_on_worker_id", "placement", ["worker_id"], unique=False)
    op.create_index(
        "uq_placement_one_live_per_worker",
        "placement",
        ["worker_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('confirmed', 'dispatched', 'started', 'stable')"),
        postgresql_where=sa.text("state IN ('confirmed', 'dispatched', 'started', 'stable')"),
    )


def _follow_up() -> None:
    op.create_table(
        "follow_up",
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_follow_up_account_id"),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name="fk_follow_up_placement_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_follow_up"),
        sa.UniqueConstraint("placement_id", "day", name="uq_follow_up_placement_id_day"),
    )
    op.create_index("ix_follow_up_on_due_on", "follow_up", ["due_on"], unique=False)
