-- The fourth rung: a session. Who sits in it, what is seen of it, and what follows from it.
-- People: an actor has an affiliation and a scope, may be given another name, and may leave.

CREATE TABLE new_actor (
    id INTEGER NOT NULL,
    role VARCHAR(20) NOT NULL,
    affiliation VARCHAR(20) NOT NULL,
    scope VARCHAR(40) NOT NULL,
    created_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_actor PRIMARY KEY (id),
    CONSTRAINT uq_actor_uuid UNIQUE (uuid)
);

INSERT INTO new_actor (id, role, affiliation, scope, created_at, uuid)
SELECT id, role, 'police', '', created_at, uuid FROM actor;

DROP TABLE actor;

ALTER TABLE new_actor RENAME TO actor;

CREATE TABLE new_person (
    id INTEGER NOT NULL,
    actor_id INTEGER NOT NULL,
    name VARCHAR(200),
    erased_seq INTEGER,
    CONSTRAINT pk_person PRIMARY KEY (id),
    CONSTRAINT fk_person_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_person_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

INSERT INTO new_person (actor_id, name, erased_seq) SELECT actor_id, name, erased_seq FROM person;

DROP TABLE person;

ALTER TABLE new_person RENAME TO person;

CREATE INDEX ix_person_actor_id ON person (actor_id);

CREATE TABLE person_left (
    person_id INTEGER NOT NULL,
    left_at VARCHAR(20) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_person_left PRIMARY KEY (person_id),
    CONSTRAINT fk_person_left_person_id_actor FOREIGN KEY(person_id) REFERENCES actor (id),
    CONSTRAINT fk_person_left_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_person_left_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

-- Actions with their steps and letters, and feedback to officers.

CREATE TABLE action (
    id INTEGER NOT NULL,
    round_id INTEGER NOT NULL,
    round_case_id INTEGER,
    rung VARCHAR(40) NOT NULL,
    due DATE NOT NULL,
    added_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_action PRIMARY KEY (id),
    CONSTRAINT fk_action_round_id_round FOREIGN KEY(round_id) REFERENCES round (id),
    CONSTRAINT fk_action_round_case_id_round_case FOREIGN KEY(round_case_id) REFERENCES round_case (id),
    CONSTRAINT uq_action_uuid UNIQUE (uuid),
    CONSTRAINT fk_action_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_action_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_action_round_id ON action (round_id);

CREATE TABLE action_text (
    action_id INTEGER NOT NULL,
    task TEXT,
    owner TEXT,
    erased_seq INTEGER,
    CONSTRAINT pk_action_text PRIMARY KEY (action_id),
    CONSTRAINT fk_action_text_action_id_action FOREIGN KEY(action_id) REFERENCES action (id),
    CONSTRAINT fk_action_text_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE action_step (
    id INTEGER NOT NULL,
    action_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    step VARCHAR(20) NOT NULL,
    taken_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_action_step PRIMARY KEY (id),
    CONSTRAINT uq_action_step_action_id_number UNIQUE (action_id, number),
    CONSTRAINT fk_action_step_action_id_action FOREIGN KEY(action_id) REFERENCES action (id),
    CONSTRAINT uq_action_step_uuid UNIQUE (uuid),
    CONSTRAINT fk_action_step_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_action_step_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE action_step_text (
    step_id INTEGER NOT NULL,
    text TEXT,
    said_by TEXT,
    erased_seq INTEGER,
    CONSTRAINT pk_action_step_text PRIMARY KEY (step_id),
    CONSTRAINT fk_action_step_text_step_id_action_step FOREIGN KEY(step_id) REFERENCES action_step (id),
    CONSTRAINT fk_action_step_text_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE action_letter (
    id INTEGER NOT NULL,
    action_id INTEGER NOT NULL,
    copy INTEGER NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    made_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_action_letter PRIMARY KEY (id),
    CONSTRAINT uq_action_letter_action_id_copy UNIQUE (action_id, copy),
    CONSTRAINT fk_action_letter_action_id_action FOREIGN KEY(action_id) REFERENCES action (id),
    CONSTRAINT uq_action_letter_uuid UNIQUE (uuid),
    CONSTRAINT fk_action_letter_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_action_letter_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_action_letter_sha256 ON action_letter (sha256);

CREATE TABLE action_letter_shape (
    letter_id INTEGER NOT NULL,
    body BLOB,
    erased_seq INTEGER,
    CONSTRAINT pk_action_letter_shape PRIMARY KEY (letter_id),
    CONSTRAINT fk_action_letter_shape_letter_id_action_letter FOREIGN KEY(letter_id) REFERENCES action_letter (id),
    CONSTRAINT fk_action_letter_shape_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE feedback (
    id INTEGER NOT NULL,
    sheet_id INTEGER NOT NULL,
    written_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_feedback PRIMARY KEY (id),
    CONSTRAINT fk_feedback_sheet_id_sheet FOREIGN KEY(sheet_id) REFERENCES sheet (id),
    CONSTRAINT uq_feedback_uuid UNIQUE (uuid),
    CONSTRAINT fk_feedback_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_feedback_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_feedback_sheet_id ON feedback (sheet_id);

CREATE TABLE feedback_text (
    feedback_id INTEGER NOT NULL,
    text TEXT,
    erased_seq INTEGER,
    CONSTRAINT pk_feedback_text PRIMARY KEY (feedback_id),
    CONSTRAINT fk_feedback_text_feedback_id_feedback FOREIGN KEY(feedback_id) REFERENCES feedback (id),
    CONSTRAINT fk_feedback_text_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

-- Beside an answer: the reasons ticked.

CREATE TABLE answer_reason (
    answer_id INTEGER NOT NULL,
    reason VARCHAR(40) NOT NULL,
    CONSTRAINT pk_answer_reason PRIMARY KEY (answer_id, reason),
    CONSTRAINT fk_answer_reason_answer_id_answer FOREIGN KEY(answer_id) REFERENCES answer (id)
);
