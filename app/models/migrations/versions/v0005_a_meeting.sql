-- The fifth rung: a panel's meeting, and the end of a line manager's month. New tables only.
-- Those around a sheet stand in some workspaces of the fourth rung and not in others: it grew while it was in use.

-- Around a sheet: a case passed, a mind changed after locking, how a seat types, a concern.

CREATE TABLE IF NOT EXISTS sheet_pass (
    id INTEGER NOT NULL,
    sheet_id INTEGER NOT NULL,
    passed BOOLEAN NOT NULL,
    at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_sheet_pass PRIMARY KEY (id),
    CONSTRAINT fk_sheet_pass_sheet_id_sheet FOREIGN KEY(sheet_id) REFERENCES sheet (id),
    CONSTRAINT uq_sheet_pass_uuid UNIQUE (uuid),
    CONSTRAINT fk_sheet_pass_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_sheet_pass_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX IF NOT EXISTS ix_sheet_pass_sheet_id ON sheet_pass (sheet_id);

CREATE TABLE IF NOT EXISTS sheet_change (
    id INTEGER NOT NULL,
    sheet_id INTEGER NOT NULL,
    changed_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_sheet_change PRIMARY KEY (id),
    CONSTRAINT fk_sheet_change_sheet_id_sheet FOREIGN KEY(sheet_id) REFERENCES sheet (id),
    CONSTRAINT uq_sheet_change_uuid UNIQUE (uuid),
    CONSTRAINT fk_sheet_change_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_sheet_change_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX IF NOT EXISTS ix_sheet_change_sheet_id ON sheet_change (sheet_id);

CREATE TABLE IF NOT EXISTS sheet_change_text (
    change_id INTEGER NOT NULL,
    why TEXT,
    erased_seq INTEGER,
    CONSTRAINT pk_sheet_change_text PRIMARY KEY (change_id),
    CONSTRAINT fk_sheet_change_text_change_id_sheet_change FOREIGN KEY(change_id) REFERENCES sheet_change (id),
    CONSTRAINT fk_sheet_change_text_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE IF NOT EXISTS seat_habit (
    id INTEGER NOT NULL,
    seat_id INTEGER NOT NULL,
    single_keys BOOLEAN NOT NULL,
    set_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_seat_habit PRIMARY KEY (id),
    CONSTRAINT fk_seat_habit_seat_id_seat FOREIGN KEY(seat_id) REFERENCES seat (id),
    CONSTRAINT uq_seat_habit_uuid UNIQUE (uuid),
    CONSTRAINT fk_seat_habit_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_seat_habit_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX IF NOT EXISTS ix_seat_habit_seat_id ON seat_habit (seat_id);

CREATE TABLE IF NOT EXISTS concern (
    id INTEGER NOT NULL,
    round_case_id INTEGER NOT NULL,
    seat_id INTEGER NOT NULL,
    sort VARCHAR(20) NOT NULL,
    raised_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_concern PRIMARY KEY (id),
    CONSTRAINT fk_concern_round_case_id_round_case FOREIGN KEY(round_case_id) REFERENCES round_case (id),
    CONSTRAINT fk_concern_seat_id_seat FOREIGN KEY(seat_id) REFERENCES seat (id),
    CONSTRAINT uq_concern_uuid UNIQUE (uuid),
    CONSTRAINT fk_concern_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_concern_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX IF NOT EXISTS ix_concern_round_case_id ON concern (round_case_id);

CREATE TABLE IF NOT EXISTS concern_text (
    concern_id INTEGER NOT NULL,
    text TEXT,
    erased_seq INTEGER,
    CONSTRAINT pk_concern_text PRIMARY KEY (concern_id),
    CONSTRAINT fk_concern_text_concern_id_concern FOREIGN KEY(concern_id) REFERENCES concern (id),
    CONSTRAINT fk_concern_text_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE IF NOT EXISTS concern_seen (
    concern_id INTEGER NOT NULL,
    seen_at VARCHAR(20) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_concern_seen PRIMARY KEY (concern_id),
    CONSTRAINT fk_concern_seen_concern_id_concern FOREIGN KEY(concern_id) REFERENCES concern (id),
    CONSTRAINT fk_concern_seen_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_concern_seen_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

-- The meeting: a round with a panel, terms of reference, steps and seats.

CREATE TABLE meeting (
    round_id INTEGER NOT NULL,
    panel VARCHAR(80) NOT NULL,
    area VARCHAR(40) NOT NULL,
    held_on DATE NOT NULL,
    terms VARCHAR(200) NOT NULL,
    police_vote BOOLEAN NOT NULL,
    minutes INTEGER NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_meeting PRIMARY KEY (round_id),
    CONSTRAINT fk_meeting_round_id_round FOREIGN KEY(round_id) REFERENCES round (id),
    CONSTRAINT fk_meeting_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_meeting_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE meeting_text (
    round_id INTEGER NOT NULL,
    warning TEXT,
    erased_seq INTEGER,
    CONSTRAINT pk_meeting_text PRIMARY KEY (round_id),
    CONSTRAINT fk_meeting_text_round_id_meeting FOREIGN KEY(round_id) REFERENCES meeting (round_id),
    CONSTRAINT fk_meeting_text_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE meeting_step (
    id INTEGER NOT NULL,
    round_id INTEGER NOT NULL,
    step VARCHAR(20) NOT NULL,
    taken_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_meeting_step PRIMARY KEY (id),
    CONSTRAINT fk_meeting_step_round_id_meeting FOREIGN KEY(round_id) REFERENCES meeting (round_id),
    CONSTRAINT uq_meeting_step_uuid UNIQUE (uuid),
    CONSTRAINT fk_meeting_step_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_meeting_step_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_meeting_step_round_id ON meeting_step (round_id);

CREATE TABLE meeting_seat (
    seat_id INTEGER NOT NULL,
    affiliation VARCHAR(20) NOT NULL,
    chairs BOOLEAN NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_meeting_seat PRIMARY KEY (seat_id),
    CONSTRAINT fk_meeting_seat_seat_id_seat FOREIGN KEY(seat_id) REFERENCES seat (id),
    CONSTRAINT fk_meeting_seat_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_meeting_seat_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

-- Who came, what was opened for all, what was seen by all.

CREATE TABLE seat_presence (
    id INTEGER NOT NULL,
    seat_id INTEGER NOT NULL,
    presence VARCHAR(20) NOT NULL,
    declared BOOLEAN NOT NULL,
    marked_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_seat_presence PRIMARY KEY (id),
    CONSTRAINT fk_seat_presence_seat_id_seat FOREIGN KEY(seat_id) REFERENCES seat (id),
    CONSTRAINT uq_seat_presence_uuid UNIQUE (uuid),
    CONSTRAINT fk_seat_presence_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_seat_presence_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_seat_presence_seat_id ON seat_presence (seat_id);

CREATE TABLE case_stage (
    round_case_id INTEGER NOT NULL,
    stage VARCHAR(40) NOT NULL,
    opened_at VARCHAR(20) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_case_stage PRIMARY KEY (round_case_id, stage),
    CONSTRAINT fk_case_stage_round_case_id_round_case FOREIGN KEY(round_case_id) REFERENCES round_case (id),
    CONSTRAINT fk_case_stage_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_case_stage_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE spread_seen (
    round_case_id INTEGER NOT NULL,
    stage VARCHAR(40) NOT NULL,
    seen_at VARCHAR(20) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_spread_seen PRIMARY KEY (round_case_id, stage),
    CONSTRAINT fk_spread_seen_round_case_id_round_case FOREIGN KEY(round_case_id) REFERENCES round_case (id),
    CONSTRAINT fk_spread_seen_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_spread_seen_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

-- What was typed in for others, and what the panel agreed.

CREATE TABLE sheet_entry (
    id INTEGER NOT NULL,
    sheet_id INTEGER NOT NULL,
    stage VARCHAR(40) NOT NULL,
    medium VARCHAR(20) NOT NULL,
    step VARCHAR(20) NOT NULL,
    entered_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_sheet_entry PRIMARY KEY (id),
    CONSTRAINT fk_sheet_entry_sheet_id_sheet FOREIGN KEY(sheet_id) REFERENCES sheet (id),
    CONSTRAINT uq_sheet_entry_uuid UNIQUE (uuid),
    CONSTRAINT fk_sheet_entry_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_sheet_entry_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_sheet_entry_sheet_id ON sheet_entry (sheet_id);

CREATE TABLE consensus (
    id INTEGER NOT NULL,
    round_case_id INTEGER NOT NULL,
    question VARCHAR(40) NOT NULL,
    choice VARCHAR(40) NOT NULL,
    votes_for INTEGER NOT NULL,
    votes_against INTEGER NOT NULL,
    votes_abstained INTEGER NOT NULL,
    agreed_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_consensus PRIMARY KEY (id),
    CONSTRAINT fk_consensus_round_case_id_round_case FOREIGN KEY(round_case_id) REFERENCES round_case (id),
    CONSTRAINT uq_consensus_uuid UNIQUE (uuid),
    CONSTRAINT fk_consensus_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_consensus_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_consensus_round_case_id ON consensus (round_case_id);

CREATE TABLE consensus_text (
    consensus_id INTEGER NOT NULL,
    minority TEXT,
    erased_seq INTEGER,
    CONSTRAINT pk_consensus_text PRIMARY KEY (consensus_id),
    CONSTRAINT fk_consensus_text_consensus_id_consensus FOREIGN KEY(consensus_id) REFERENCES consensus (id),
    CONSTRAINT fk_consensus_text_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

-- The end of a line manager's month.

CREATE TABLE round_closed (
    id INTEGER NOT NULL,
    round_id INTEGER NOT NULL,
    closed_at VARCHAR(20) NOT NULL,
    unfinished INTEGER NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_round_closed PRIMARY KEY (id),
    CONSTRAINT fk_round_closed_round_id_round FOREIGN KEY(round_id) REFERENCES round (id),
    CONSTRAINT uq_round_closed_uuid UNIQUE (uuid),
    CONSTRAINT fk_round_closed_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_round_closed_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_round_closed_round_id ON round_closed (round_id);
