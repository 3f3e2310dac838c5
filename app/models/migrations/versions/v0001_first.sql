-- The first rung: every table of the store. A rung never changes once it has landed.

CREATE TABLE actor (
    id INTEGER NOT NULL,
    role VARCHAR(20) NOT NULL,
    created_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_actor PRIMARY KEY (id),
    CONSTRAINT uq_actor_uuid UNIQUE (uuid)
);

CREATE TABLE audit (
    seq INTEGER NOT NULL,
    body BLOB NOT NULL,
    prev BLOB NOT NULL,
    hash BLOB NOT NULL,
    CONSTRAINT pk_audit PRIMARY KEY (seq),
    CONSTRAINT uq_audit_hash UNIQUE (hash)
);

CREATE TABLE "case" (
    id INTEGER NOT NULL,
    kind VARCHAR(40) NOT NULL,
    "key" TEXT NOT NULL,
    CONSTRAINT pk_case PRIMARY KEY (id),
    CONSTRAINT uq_case_kind_key UNIQUE (kind, "key")
);

CREATE TABLE code (
    id INTEGER NOT NULL,
    field VARCHAR(40) NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_code PRIMARY KEY (id),
    CONSTRAINT uq_code_field_value UNIQUE (field, value)
);

CREATE TABLE workspace (
    id INTEGER NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    practice BOOLEAN NOT NULL,
    force VARCHAR(40) NOT NULL,
    created_at VARCHAR(20) NOT NULL,
    CONSTRAINT pk_workspace PRIMARY KEY (id),
    CONSTRAINT ck_workspace_one_row CHECK (id = 1)
);

CREATE TABLE import (
    id INTEGER NOT NULL,
    kind VARCHAR(40) NOT NULL,
    layout VARCHAR(40) NOT NULL,
    times VARCHAR(10) NOT NULL,
    file_sha256 VARCHAR(64) NOT NULL,
    imported_at VARCHAR(20) NOT NULL,
    rows_read INTEGER NOT NULL,
    stored INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    unmapped JSON NOT NULL,
    unknown_values JSON NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_import PRIMARY KEY (id),
    CONSTRAINT uq_import_uuid UNIQUE (uuid),
    CONSTRAINT fk_import_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_import_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_import_file_sha256 ON import (file_sha256);

CREATE TABLE person (
    actor_id INTEGER NOT NULL,
    name VARCHAR(200),
    erased_seq INTEGER,
    CONSTRAINT pk_person PRIMARY KEY (actor_id),
    CONSTRAINT fk_person_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_person_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE record (
    id INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    latest INTEGER,
    CONSTRAINT pk_record PRIMARY KEY (id),
    CONSTRAINT uq_record_case_id_key UNIQUE (case_id, "key"),
    CONSTRAINT fk_record_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id)
);

CREATE TABLE round (
    id INTEGER NOT NULL,
    purpose VARCHAR(20) NOT NULL,
    opened_at VARCHAR(20) NOT NULL,
    due DATE,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_round PRIMARY KEY (id),
    CONSTRAINT uq_round_uuid UNIQUE (uuid),
    CONSTRAINT fk_round_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_round_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE scheme (
    id INTEGER NOT NULL,
    kind VARCHAR(40) NOT NULL,
    version INTEGER NOT NULL,
    digest VARCHAR(64) NOT NULL,
    body BLOB NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_scheme PRIMARY KEY (id),
    CONSTRAINT uq_scheme_digest UNIQUE (digest),
    CONSTRAINT fk_scheme_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_scheme_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE frame (
    id INTEGER NOT NULL,
    kind VARCHAR(40) NOT NULL,
    scheme_id INTEGER NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    filters JSON NOT NULL,
    funnel JSON NOT NULL,
    strata_facet VARCHAR(40) NOT NULL,
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

CREATE TABLE import_file (
    import_id INTEGER NOT NULL,
    name VARCHAR(255),
    erased_seq INTEGER,
    CONSTRAINT pk_import_file PRIMARY KEY (import_id),
    CONSTRAINT fk_import_file_import_id_import FOREIGN KEY(import_id) REFERENCES import (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_import_file_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE problem (
    import_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    line_no INTEGER NOT NULL,
    "column" TEXT NOT NULL,
    reason TEXT NOT NULL,
    value TEXT,
    erased_seq INTEGER,
    CONSTRAINT pk_problem PRIMARY KEY (import_id, row_no),
    CONSTRAINT fk_problem_import_id_import FOREIGN KEY(import_id) REFERENCES import (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_problem_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE record_version (
    id INTEGER NOT NULL,
    record_id INTEGER NOT NULL,
    import_id INTEGER NOT NULL,
    kind VARCHAR(40) NOT NULL,
    number INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    line_no INTEGER NOT NULL,
    sha BLOB NOT NULL,
    occurred_at INTEGER NOT NULL,
    lpu INTEGER,
    team INTEGER,
    officer_id INTEGER,
    power INTEGER,
    object INTEGER,
    sde_code INTEGER,
    ode_code INTEGER,
    gender INTEGER,
    age_band INTEGER,
    is_child INTEGER,
    search_level INTEGER,
    subject_kind INTEGER,
    outcome INTEGER,
    outcome_linked INTEGER,
    rest JSON NOT NULL,
    CONSTRAINT pk_record_version PRIMARY KEY (id),
    CONSTRAINT fk_record_version_record_id_record FOREIGN KEY(record_id) REFERENCES record (id),
    CONSTRAINT fk_record_version_import_id_import FOREIGN KEY(import_id) REFERENCES import (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_record_version_kind_occurred ON record_version (kind, occurred_at);

CREATE INDEX ix_record_version_record_id ON record_version (record_id);

CREATE TABLE seat (
    id INTEGER NOT NULL,
    round_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    role VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_seat PRIMARY KEY (id),
    CONSTRAINT uq_seat_round_id_number UNIQUE (round_id, number),
    CONSTRAINT fk_seat_round_id_round FOREIGN KEY(round_id) REFERENCES round (id),
    CONSTRAINT uq_seat_uuid UNIQUE (uuid),
    CONSTRAINT fk_seat_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_seat_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE frame_case (
    id INTEGER NOT NULL,
    frame_id INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    version_id INTEGER NOT NULL,
    token BLOB NOT NULL,
    label VARCHAR(12) NOT NULL,
    "key" TEXT NOT NULL,
    CONSTRAINT pk_frame_case PRIMARY KEY (id),
    CONSTRAINT uq_frame_case_frame_id_token UNIQUE (frame_id, token),
    CONSTRAINT uq_frame_case_frame_id_case_id UNIQUE (frame_id, case_id),
    CONSTRAINT fk_frame_case_frame_id_frame FOREIGN KEY(frame_id) REFERENCES frame (id),
    CONSTRAINT fk_frame_case_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id),
    CONSTRAINT fk_frame_case_version_id_record_version FOREIGN KEY(version_id) REFERENCES record_version (id)
);

CREATE TABLE frame_stratum (
    frame_id INTEGER NOT NULL,
    label VARCHAR(12) NOT NULL,
    name TEXT NOT NULL,
    cases INTEGER NOT NULL,
    CONSTRAINT pk_frame_stratum PRIMARY KEY (frame_id, label),
    CONSTRAINT fk_frame_stratum_frame_id_frame FOREIGN KEY(frame_id) REFERENCES frame (id)
);

CREATE TABLE identity (
    version_id INTEGER NOT NULL,
    body JSON,
    erased_seq INTEGER,
    CONSTRAINT pk_identity PRIMARY KEY (version_id),
    CONSTRAINT fk_identity_version_id_record_version FOREIGN KEY(version_id) REFERENCES record_version (id),
    CONSTRAINT fk_identity_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE narrative (
    version_id INTEGER NOT NULL,
    field VARCHAR(40) NOT NULL,
    text TEXT,
    erased_seq INTEGER,
    CONSTRAINT pk_narrative PRIMARY KEY (version_id, field),
    CONSTRAINT fk_narrative_version_id_record_version FOREIGN KEY(version_id) REFERENCES record_version (id),
    CONSTRAINT fk_narrative_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE "plan" (
    id INTEGER NOT NULL,
    frame_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    form VARCHAR(40) NOT NULL,
    size INTEGER NOT NULL,
    reserves INTEGER NOT NULL,
    shares JSON NOT NULL,
    seed_source VARCHAR(20) NOT NULL,
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

CREATE TABLE release (
    id INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    version_id INTEGER NOT NULL,
    state VARCHAR(20) NOT NULL,
    released_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_release PRIMARY KEY (id),
    CONSTRAINT fk_release_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id),
    CONSTRAINT fk_release_version_id_record_version FOREIGN KEY(version_id) REFERENCES record_version (id),
    CONSTRAINT uq_release_uuid UNIQUE (uuid),
    CONSTRAINT fk_release_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_release_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_release_case_id ON release (case_id);

CREATE TABLE seat_person (
    seat_id INTEGER NOT NULL,
    actor_id INTEGER,
    name VARCHAR(200),
    erased_seq INTEGER,
    CONSTRAINT pk_seat_person PRIMARY KEY (seat_id),
    CONSTRAINT fk_seat_person_seat_id_seat FOREIGN KEY(seat_id) REFERENCES seat (id),
    CONSTRAINT fk_seat_person_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_seat_person_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE draw (
    id INTEGER NOT NULL,
    frame_id INTEGER NOT NULL,
    plan_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    seed VARCHAR(400) NOT NULL,
    seed_source VARCHAR(20) NOT NULL,
    drawn_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_draw PRIMARY KEY (id),
    CONSTRAINT uq_draw_plan_id UNIQUE (plan_id),
    CONSTRAINT uq_draw_frame_id_number UNIQUE (frame_id, number),
    CONSTRAINT fk_draw_frame_id_frame FOREIGN KEY(frame_id) REFERENCES frame (id),
    CONSTRAINT fk_draw_plan_id_plan FOREIGN KEY(plan_id) REFERENCES "plan" (id),
    CONSTRAINT uq_draw_uuid UNIQUE (uuid),
    CONSTRAINT fk_draw_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_draw_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE release_text (
    release_id INTEGER NOT NULL,
    field VARCHAR(40) NOT NULL,
    text TEXT,
    spans JSON,
    erased_seq INTEGER,
    CONSTRAINT pk_release_text PRIMARY KEY (release_id, field),
    CONSTRAINT fk_release_text_release_id_release FOREIGN KEY(release_id) REFERENCES release (id),
    CONSTRAINT fk_release_text_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE draw_case (
    draw_id INTEGER NOT NULL,
    frame_case_id INTEGER NOT NULL,
    reserve BOOLEAN NOT NULL,
    position INTEGER NOT NULL,
    ticket VARCHAR(64) NOT NULL,
    CONSTRAINT pk_draw_case PRIMARY KEY (draw_id, frame_case_id),
    CONSTRAINT uq_draw_case_draw_id_reserve_position UNIQUE (draw_id, reserve, position),
    CONSTRAINT fk_draw_case_draw_id_draw FOREIGN KEY(draw_id) REFERENCES draw (id),
    CONSTRAINT fk_draw_case_frame_case_id_frame_case FOREIGN KEY(frame_case_id) REFERENCES frame_case (id)
);

CREATE TABLE paper (
    id INTEGER NOT NULL,
    sort VARCHAR(20) NOT NULL,
    draw_id INTEGER NOT NULL,
    copy INTEGER NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    made_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_paper PRIMARY KEY (id),
    CONSTRAINT uq_paper_sort_draw_id_copy UNIQUE (sort, draw_id, copy),
    CONSTRAINT fk_paper_draw_id_draw FOREIGN KEY(draw_id) REFERENCES draw (id),
    CONSTRAINT uq_paper_uuid UNIQUE (uuid),
    CONSTRAINT fk_paper_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_paper_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_paper_sha256 ON paper (sha256);

CREATE TABLE round_case (
    id INTEGER NOT NULL,
    round_id INTEGER NOT NULL,
    draw_id INTEGER,
    case_id INTEGER NOT NULL,
    version_id INTEGER NOT NULL,
    scheme_id INTEGER NOT NULL,
    form VARCHAR(40) NOT NULL,
    token BLOB NOT NULL,
    position INTEGER NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_round_case PRIMARY KEY (id),
    CONSTRAINT uq_round_case_round_id_case_id UNIQUE (round_id, case_id),
    CONSTRAINT uq_round_case_round_id_position UNIQUE (round_id, position),
    CONSTRAINT fk_round_case_round_id_round FOREIGN KEY(round_id) REFERENCES round (id),
    CONSTRAINT fk_round_case_draw_id_draw FOREIGN KEY(draw_id) REFERENCES draw (id),
    CONSTRAINT fk_round_case_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id),
    CONSTRAINT fk_round_case_version_id_record_version FOREIGN KEY(version_id) REFERENCES record_version (id),
    CONSTRAINT fk_round_case_scheme_id_scheme FOREIGN KEY(scheme_id) REFERENCES scheme (id),
    CONSTRAINT uq_round_case_uuid UNIQUE (uuid)
);

CREATE TABLE round_draw (
    round_id INTEGER NOT NULL,
    draw_id INTEGER NOT NULL,
    CONSTRAINT pk_round_draw PRIMARY KEY (round_id, draw_id),
    CONSTRAINT fk_round_draw_round_id_round FOREIGN KEY(round_id) REFERENCES round (id),
    CONSTRAINT fk_round_draw_draw_id_draw FOREIGN KEY(draw_id) REFERENCES draw (id)
);

CREATE TABLE paper_shape (
    paper_id INTEGER NOT NULL,
    body BLOB,
    erased_seq INTEGER,
    CONSTRAINT pk_paper_shape PRIMARY KEY (paper_id),
    CONSTRAINT fk_paper_shape_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id),
    CONSTRAINT fk_paper_shape_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE sheet (
    id INTEGER NOT NULL,
    round_case_id INTEGER NOT NULL,
    seat_id INTEGER NOT NULL,
    opened_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_sheet PRIMARY KEY (id),
    CONSTRAINT uq_sheet_round_case_id_seat_id UNIQUE (round_case_id, seat_id),
    CONSTRAINT fk_sheet_round_case_id_round_case FOREIGN KEY(round_case_id) REFERENCES round_case (id),
    CONSTRAINT fk_sheet_seat_id_seat FOREIGN KEY(seat_id) REFERENCES seat (id),
    CONSTRAINT uq_sheet_uuid UNIQUE (uuid),
    CONSTRAINT fk_sheet_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_sheet_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE answer (
    id INTEGER NOT NULL,
    sheet_id INTEGER NOT NULL,
    question VARCHAR(40) NOT NULL,
    choice VARCHAR(40) NOT NULL,
    answered_at VARCHAR(20) NOT NULL,
    undone_seq INTEGER,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_answer PRIMARY KEY (id),
    CONSTRAINT fk_answer_sheet_id_sheet FOREIGN KEY(sheet_id) REFERENCES sheet (id),
    CONSTRAINT fk_answer_undone_seq_audit FOREIGN KEY(undone_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_answer_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_answer_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_answer_sheet_id ON answer (sheet_id);

CREATE TABLE sheet_stage (
    sheet_id INTEGER NOT NULL,
    stage VARCHAR(40) NOT NULL,
    locked_at VARCHAR(20) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_sheet_stage PRIMARY KEY (sheet_id, stage),
    CONSTRAINT fk_sheet_stage_sheet_id_sheet FOREIGN KEY(sheet_id) REFERENCES sheet (id),
    CONSTRAINT fk_sheet_stage_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_sheet_stage_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE answer_text (
    answer_id INTEGER NOT NULL,
    text TEXT,
    erased_seq INTEGER,
    CONSTRAINT pk_answer_text PRIMARY KEY (answer_id),
    CONSTRAINT fk_answer_text_answer_id_answer FOREIGN KEY(answer_id) REFERENCES answer (id),
    CONSTRAINT fk_answer_text_erased_seq_audit FOREIGN KEY(erased_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);
