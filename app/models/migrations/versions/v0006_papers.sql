-- The sixth rung: a paper may be of a list, a draw, a round or an action, in large print, one of several copies.
-- The letters of actions are papers like all others, after those that were there. New: recipient, releases, steps.

CREATE TABLE new_paper (
    id INTEGER NOT NULL,
    sort VARCHAR(20) NOT NULL,
    frame_id INTEGER,
    draw_id INTEGER,
    round_id INTEGER,
    action_id INTEGER,
    part VARCHAR(40) NOT NULL,
    copy INTEGER NOT NULL,
    size INTEGER NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    made_at VARCHAR(20) NOT NULL,
    shape_of INTEGER,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_paper PRIMARY KEY (id),
    CONSTRAINT uq_paper_sort_part_frame_id_copy UNIQUE (sort, part, frame_id, copy),
    CONSTRAINT uq_paper_sort_part_draw_id_copy UNIQUE (sort, part, draw_id, copy),
    CONSTRAINT uq_paper_sort_part_round_id_copy UNIQUE (sort, part, round_id, copy),
    CONSTRAINT uq_paper_sort_part_action_id_copy UNIQUE (sort, part, action_id, copy),
    CONSTRAINT ck_paper_of_one CHECK (CASE WHEN frame_id IS NULL THEN 0 ELSE 1 END + CASE WHEN draw_id IS NULL THEN 0 ELSE 1 END + CASE WHEN round_id IS NULL THEN 0 ELSE 1 END + CASE WHEN action_id IS NULL THEN 0 ELSE 1 END = 1),
    CONSTRAINT fk_paper_frame_id_frame FOREIGN KEY(frame_id) REFERENCES frame (id),
    CONSTRAINT fk_paper_draw_id_draw FOREIGN KEY(draw_id) REFERENCES draw (id),
    CONSTRAINT fk_paper_round_id_round FOREIGN KEY(round_id) REFERENCES round (id),
    CONSTRAINT fk_paper_action_id_action FOREIGN KEY(action_id) REFERENCES action (id),
    CONSTRAINT fk_paper_shape_of_paper FOREIGN KEY(shape_of) REFERENCES paper (id),
    CONSTRAINT uq_paper_uuid UNIQUE (uuid),
    CONSTRAINT fk_paper_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_paper_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

INSERT INTO new_paper (id, sort, frame_id, draw_id, part, copy, size, sha256, made_at, uuid, actor_id, audit_seq)
SELECT id, sort, frame_id, draw_id, '', copy, 11, sha256, made_at, uuid, actor_id, audit_seq FROM paper;

INSERT INTO new_paper (id, sort, action_id, part, copy, size, sha256, made_at, uuid, actor_id, audit_seq)
SELECT id + (SELECT coalesce(max(id), 0) FROM paper), 'letter', action_id, '', copy, 11, sha256, made_at, uuid, actor_id, audit_seq
FROM action_letter ORDER BY id;

INSERT INTO paper_shape (paper_id, body, erased_seq)
SELECT letter_id + (SELECT coalesce(max(id), 0) FROM paper), body, erased_seq FROM action_letter_shape;

DROP TABLE action_letter_shape;

DROP TABLE action_letter;

DROP TABLE paper;

ALTER TABLE new_paper RENAME TO paper;

CREATE INDEX ix_paper_sha256 ON paper (sha256);

CREATE TABLE paper_recipient (
    paper_id INTEGER NOT NULL,
    name TEXT,
    erased_seq INTEGER,
    CONSTRAINT pk_paper_recipient PRIMARY KEY (paper_id),
    CONSTRAINT fk_paper_recipient_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id),
    CONSTRAINT fk_paper_recipient_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE paper_release (
    paper_id INTEGER NOT NULL,
    release_id INTEGER NOT NULL,
    CONSTRAINT pk_paper_release PRIMARY KEY (paper_id, release_id),
    CONSTRAINT fk_paper_release_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id),
    CONSTRAINT fk_paper_release_release_id_release FOREIGN KEY(release_id) REFERENCES "release" (id)
);

CREATE INDEX ix_paper_release_release_id ON paper_release (release_id);

CREATE TABLE paper_step (
    id INTEGER NOT NULL,
    paper_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    step VARCHAR(20) NOT NULL,
    taken_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_paper_step PRIMARY KEY (id),
    CONSTRAINT uq_paper_step_paper_id_number UNIQUE (paper_id, number),
    CONSTRAINT fk_paper_step_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id),
    CONSTRAINT uq_paper_step_uuid UNIQUE (uuid),
    CONSTRAINT fk_paper_step_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_paper_step_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE paper_step_text (
    step_id INTEGER NOT NULL,
    note TEXT,
    erased_seq INTEGER,
    CONSTRAINT pk_paper_step_text PRIMARY KEY (step_id),
    CONSTRAINT fk_paper_step_text_step_id_paper_step FOREIGN KEY(step_id) REFERENCES paper_step (id),
    CONSTRAINT fk_paper_step_text_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);
