-- The third rung: what makes a list's strata is a design, a plan says how and from what, and a paper may be of a list.
-- New tables: cases left out, lodging, who rolled, replacing, withholding, targeted cases, outside counts.

CREATE TABLE new_frame (
    id INTEGER NOT NULL,
    kind VARCHAR(40) NOT NULL,
    scheme_id INTEGER NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    filters JSON NOT NULL,
    funnel JSON NOT NULL,
    design JSON NOT NULL,
    secret BLOB NOT NULL,
    seal VARCHAR(64) NOT NULL,
    cases INTEGER NOT NULL,
    sealed_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_frame PRIMARY KEY (id),
    CONSTRAINT fk_frame_scheme_id_scheme FOREIGN KEY(scheme_id) REFERENCES scheme (id),
    CONSTRAINT uq_frame_seal UNIQUE (seal),
    CONSTRAINT uq_frame_uuid UNIQUE (uuid),
    CONSTRAINT fk_frame_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_frame_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

INSERT INTO new_frame (
    id, kind, scheme_id, first_day, last_day, filters, funnel, design, secret, seal, cases, sealed_at, uuid, actor_id, audit_seq
)
SELECT id, kind, scheme_id, first_day, last_day, filters, funnel,
    '{"strata_by": ' || CASE strata_facet WHEN '' THEN '[]' ELSE json_array(strata_facet) END
    || ', "per": null, "take_all": [], "join_small": false}',
    secret, seal, cases, sealed_at, uuid, actor_id, audit_seq
FROM frame;

CREATE TABLE new_plan (
    id INTEGER NOT NULL,
    frame_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    form VARCHAR(40) NOT NULL,
    size INTEGER NOT NULL,
    reserves INTEGER NOT NULL,
    allocation VARCHAR(20) NOT NULL,
    shares JSON NOT NULL,
    seed_source VARCHAR(20) NOT NULL,
    seed_name TEXT NOT NULL,
    departures JSON NOT NULL,
    fixed_at VARCHAR(20) NOT NULL,
    body BLOB NOT NULL,
    digest VARCHAR(64) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_plan PRIMARY KEY (id),
    CONSTRAINT uq_plan_frame_id_number UNIQUE (frame_id, number),
    CONSTRAINT fk_plan_frame_id_frame FOREIGN KEY(frame_id) REFERENCES frame (id),
    CONSTRAINT fk_plan_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_plan_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

INSERT INTO new_plan (
    id, frame_id, number, form, size, reserves, allocation, shares, seed_source, seed_name, departures, fixed_at, body, digest, actor_id, audit_seq
)
SELECT p.id, p.frame_id, p.number, p.form, p.size, p.reserves, 'proportional', p.shares, p.seed_source, '', '[]', f.sealed_at,
    p.body, p.digest, p.actor_id, p.audit_seq
FROM plan p JOIN frame f ON f.id = p.frame_id;

CREATE TABLE new_paper (
    id INTEGER NOT NULL,
    sort VARCHAR(20) NOT NULL,
    draw_id INTEGER,
    frame_id INTEGER,
    copy INTEGER NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    made_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_paper PRIMARY KEY (id),
    CONSTRAINT uq_paper_sort_draw_id_copy UNIQUE (sort, draw_id, copy),
    CONSTRAINT uq_paper_sort_frame_id_copy UNIQUE (sort, frame_id, copy),
    CONSTRAINT ck_paper_of_one CHECK ((draw_id IS NULL) <> (frame_id IS NULL)),
    CONSTRAINT fk_paper_draw_id_draw FOREIGN KEY(draw_id) REFERENCES draw (id),
    CONSTRAINT fk_paper_frame_id_frame FOREIGN KEY(frame_id) REFERENCES frame (id),
    CONSTRAINT uq_paper_uuid UNIQUE (uuid),
    CONSTRAINT fk_paper_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_paper_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

INSERT INTO new_paper (id, sort, draw_id, frame_id, copy, sha256, made_at, uuid, actor_id, audit_seq)
SELECT id, sort, draw_id, NULL, copy, sha256, made_at, uuid, actor_id, audit_seq FROM paper;

CREATE TABLE new_frame_case (
    id INTEGER NOT NULL,
    frame_id INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    version_id INTEGER NOT NULL,
    token BLOB NOT NULL,
    label VARCHAR(12) NOT NULL,
    "key" TEXT NOT NULL,
    CONSTRAINT pk_frame_case PRIMARY KEY (id),
    CONSTRAINT uq_frame_case_frame_id_token UNIQUE (frame_id, token),
    CONSTRAINT uq_frame_case_case_id_frame_id UNIQUE (case_id, frame_id),
    CONSTRAINT fk_frame_case_frame_id_frame FOREIGN KEY(frame_id) REFERENCES frame (id),
    CONSTRAINT fk_frame_case_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id),
    CONSTRAINT fk_frame_case_version_id_record_version FOREIGN KEY(version_id) REFERENCES record_version (id)
);

INSERT INTO new_frame_case (id, frame_id, case_id, version_id, token, label, "key")
SELECT id, frame_id, case_id, version_id, token, label, "key" FROM frame_case ORDER BY id;

DROP TABLE frame_case;

DROP TABLE frame;

DROP TABLE "plan";

DROP TABLE paper;

ALTER TABLE new_frame RENAME TO frame;

ALTER TABLE new_frame_case RENAME TO frame_case;

CREATE INDEX ix_frame_case_version_id ON frame_case (version_id);

ALTER TABLE new_plan RENAME TO "plan";

ALTER TABLE new_paper RENAME TO paper;

CREATE INDEX ix_paper_sha256 ON paper (sha256);

ALTER TABLE round ADD COLUMN monthly_plan VARCHAR(80);

CREATE TABLE exclusion (
    id INTEGER NOT NULL,
    kind VARCHAR(40) NOT NULL,
    case_id INTEGER NOT NULL,
    reason VARCHAR(40) NOT NULL,
    excluded_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_exclusion PRIMARY KEY (id),
    CONSTRAINT fk_exclusion_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id),
    CONSTRAINT uq_exclusion_uuid UNIQUE (uuid),
    CONSTRAINT fk_exclusion_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_exclusion_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_exclusion_case_id ON exclusion (case_id);

CREATE TABLE exclusion_text (
    exclusion_id INTEGER NOT NULL,
    note TEXT,
    erased_seq INTEGER,
    CONSTRAINT pk_exclusion_text PRIMARY KEY (exclusion_id),
    CONSTRAINT fk_exclusion_text_exclusion_id_exclusion FOREIGN KEY(exclusion_id) REFERENCES exclusion (id),
    CONSTRAINT fk_exclusion_text_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE exclusion_lifted (
    exclusion_id INTEGER NOT NULL,
    lifted_at VARCHAR(20) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_exclusion_lifted PRIMARY KEY (exclusion_id),
    CONSTRAINT fk_exclusion_lifted_exclusion_id_exclusion FOREIGN KEY(exclusion_id) REFERENCES exclusion (id),
    CONSTRAINT fk_exclusion_lifted_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_exclusion_lifted_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE frame_exclusion (
    frame_id INTEGER NOT NULL,
    exclusion_id INTEGER NOT NULL,
    CONSTRAINT pk_frame_exclusion PRIMARY KEY (frame_id, exclusion_id),
    CONSTRAINT fk_frame_exclusion_frame_id_frame FOREIGN KEY(frame_id) REFERENCES frame (id),
    CONSTRAINT fk_frame_exclusion_exclusion_id_exclusion FOREIGN KEY(exclusion_id) REFERENCES exclusion (id)
);

CREATE TABLE lodging (
    id INTEGER NOT NULL,
    plan_id INTEGER NOT NULL,
    how VARCHAR(20) NOT NULL,
    lodged_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_lodging PRIMARY KEY (id),
    CONSTRAINT fk_lodging_plan_id_plan FOREIGN KEY(plan_id) REFERENCES "plan" (id),
    CONSTRAINT uq_lodging_uuid UNIQUE (uuid),
    CONSTRAINT fk_lodging_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_lodging_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_lodging_plan_id ON lodging (plan_id);

CREATE TABLE lodging_text (
    lodging_id INTEGER NOT NULL,
    recipient TEXT,
    note TEXT,
    erased_seq INTEGER,
    CONSTRAINT pk_lodging_text PRIMARY KEY (lodging_id),
    CONSTRAINT fk_lodging_text_lodging_id_lodging FOREIGN KEY(lodging_id) REFERENCES lodging (id),
    CONSTRAINT fk_lodging_text_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE draw_people (
    draw_id INTEGER NOT NULL,
    roller TEXT,
    reader TEXT,
    witness TEXT,
    erased_seq INTEGER,
    CONSTRAINT pk_draw_people PRIMARY KEY (draw_id),
    CONSTRAINT fk_draw_people_draw_id_draw FOREIGN KEY(draw_id) REFERENCES draw (id),
    CONSTRAINT fk_draw_people_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE replacement (
    id INTEGER NOT NULL,
    draw_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    frame_case_id INTEGER NOT NULL,
    by_id INTEGER,
    reason VARCHAR(40) NOT NULL,
    replaced_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_replacement PRIMARY KEY (id),
    CONSTRAINT uq_replacement_draw_id_number UNIQUE (draw_id, number),
    CONSTRAINT uq_replacement_draw_id_frame_case_id UNIQUE (draw_id, frame_case_id),
    CONSTRAINT uq_replacement_draw_id_by_id UNIQUE (draw_id, by_id),
    CONSTRAINT fk_replacement_draw_id_draw FOREIGN KEY(draw_id) REFERENCES draw (id),
    CONSTRAINT fk_replacement_frame_case_id_frame_case FOREIGN KEY(frame_case_id) REFERENCES frame_case (id),
    CONSTRAINT fk_replacement_by_id_frame_case FOREIGN KEY(by_id) REFERENCES frame_case (id),
    CONSTRAINT uq_replacement_uuid UNIQUE (uuid),
    CONSTRAINT fk_replacement_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_replacement_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE withholding (
    id INTEGER NOT NULL,
    draw_id INTEGER NOT NULL,
    frame_case_id INTEGER NOT NULL,
    reason VARCHAR(40) NOT NULL,
    withheld_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_withholding PRIMARY KEY (id),
    CONSTRAINT uq_withholding_draw_id_frame_case_id UNIQUE (draw_id, frame_case_id),
    CONSTRAINT fk_withholding_draw_id_draw FOREIGN KEY(draw_id) REFERENCES draw (id),
    CONSTRAINT fk_withholding_frame_case_id_frame_case FOREIGN KEY(frame_case_id) REFERENCES frame_case (id),
    CONSTRAINT uq_withholding_uuid UNIQUE (uuid),
    CONSTRAINT fk_withholding_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_withholding_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE targeted_case (
    id INTEGER NOT NULL,
    kind VARCHAR(40) NOT NULL,
    case_id INTEGER NOT NULL,
    reason VARCHAR(40) NOT NULL,
    added_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_targeted_case PRIMARY KEY (id),
    CONSTRAINT fk_targeted_case_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id),
    CONSTRAINT uq_targeted_case_uuid UNIQUE (uuid),
    CONSTRAINT fk_targeted_case_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_targeted_case_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_targeted_case_case_id ON targeted_case (case_id);

CREATE TABLE targeted_text (
    targeted_id INTEGER NOT NULL,
    asked_by TEXT,
    why TEXT,
    erased_seq INTEGER,
    CONSTRAINT pk_targeted_text PRIMARY KEY (targeted_id),
    CONSTRAINT fk_targeted_text_targeted_id_targeted_case FOREIGN KEY(targeted_id) REFERENCES targeted_case (id),
    CONSTRAINT fk_targeted_text_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE reconciliation (
    id INTEGER NOT NULL,
    frame_id INTEGER NOT NULL,
    sort VARCHAR(20) NOT NULL,
    source TEXT NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    lines JSON NOT NULL,
    explanation TEXT NOT NULL,
    reconciled_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_reconciliation PRIMARY KEY (id),
    CONSTRAINT fk_reconciliation_frame_id_frame FOREIGN KEY(frame_id) REFERENCES frame (id),
    CONSTRAINT uq_reconciliation_uuid UNIQUE (uuid),
    CONSTRAINT fk_reconciliation_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_reconciliation_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_reconciliation_frame_id ON reconciliation (frame_id);
