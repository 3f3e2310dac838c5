-- The second rung: a case may have many rows, imports can be undone, mappings are kept, narratives are indexed.
-- The Python beside this file fills "key_hash", which SQL cannot make.

CREATE TABLE new_case (
    id INTEGER NOT NULL,
    kind VARCHAR(40) NOT NULL,
    "key" TEXT,
    key_hash INTEGER NOT NULL,
    CONSTRAINT pk_case PRIMARY KEY (id)
);

INSERT INTO new_case (id, kind, "key", key_hash) SELECT id, kind, "key", 0 FROM "case";

CREATE TABLE new_version (
    id INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    import_id INTEGER NOT NULL,
    kind VARCHAR(40) NOT NULL,
    part VARCHAR(40) NOT NULL,
    stands BOOLEAN NOT NULL,
    row_key TEXT,
    number INTEGER NOT NULL,
    overtaken_by INTEGER,
    row_no INTEGER NOT NULL,
    line_no INTEGER NOT NULL,
    sha BLOB NOT NULL,
    occurred_at INTEGER,
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
    CONSTRAINT fk_record_version_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id),
    CONSTRAINT fk_record_version_import_id_import FOREIGN KEY(import_id) REFERENCES import (id) DEFERRABLE INITIALLY DEFERRED
);

INSERT INTO new_version (
    id, case_id, import_id, kind, part, stands, row_key, number, overtaken_by, row_no, line_no, sha, occurred_at,
    lpu, team, officer_id, power, object, sde_code, ode_code, gender, age_band, is_child, search_level, subject_kind,
    outcome, outcome_linked, rest
)
SELECT v.id, r.case_id, v.import_id, v.kind, '', 1, NULL, v.number,
    (SELECT min(n.id) FROM record_version n WHERE n.record_id = v.record_id AND n.id > v.id),
    v.row_no, v.line_no, v.sha, v.occurred_at,
    v.lpu, v.team, v.officer_id, v.power, v.object, v.sde_code, v.ode_code, v.gender, v.age_band, v.is_child,
    v.search_level, v.subject_kind, v.outcome, v.outcome_linked, v.rest
FROM record_version v JOIN record r ON r.id = v.record_id;

CREATE TABLE new_import (
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
    part VARCHAR(40) NOT NULL,
    mapping VARCHAR(120) NOT NULL,
    content_sha256 VARCHAR(64) NOT NULL,
    identical INTEGER NOT NULL,
    left_out INTEGER NOT NULL,
    first_version INTEGER NOT NULL,
    last_version INTEGER NOT NULL,
    first_case INTEGER NOT NULL,
    last_case INTEGER NOT NULL,
    date_only JSON NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_import PRIMARY KEY (id),
    CONSTRAINT uq_import_uuid UNIQUE (uuid),
    CONSTRAINT fk_import_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_import_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

INSERT INTO new_import (
    id, kind, layout, times, file_sha256, imported_at, rows_read, stored, rejected, unmapped,
    part, mapping, content_sha256, identical, left_out, first_version, last_version, first_case, last_case, date_only, uuid, actor_id, audit_seq
)
SELECT i.id, i.kind, i.layout, i.times, i.file_sha256, i.imported_at, i.rows_read, i.stored, i.rejected, i.unmapped,
    '', i.layout, '', 0, 0,
    coalesce((SELECT min(id) FROM record_version WHERE import_id = i.id), 0),
    coalesce((SELECT max(id) FROM record_version WHERE import_id = i.id), 0),
    coalesce((SELECT min(r.case_id) FROM record_version v JOIN record r ON r.id = v.record_id
        WHERE v.import_id = i.id AND v.number = 1), 1),
    coalesce((SELECT max(r.case_id) FROM record_version v JOIN record r ON r.id = v.record_id
        WHERE v.import_id = i.id AND v.number = 1), 0),
    '{}', i.uuid, i.actor_id, i.audit_seq
FROM import i;

ALTER TABLE import_file ADD COLUMN unknown_values JSON;

UPDATE import_file SET unknown_values = (SELECT i.unknown_values FROM import i WHERE i.id = import_file.import_id);

DROP TABLE record_version;

DROP TABLE record;

DROP TABLE "case";

DROP TABLE import;

ALTER TABLE new_case RENAME TO "case";

ALTER TABLE new_version RENAME TO record_version;

ALTER TABLE new_import RENAME TO import;

CREATE INDEX ix_case_key_hash ON "case" (key_hash);

CREATE INDEX ix_record_version_case_id ON record_version (case_id);

CREATE INDEX ix_record_version_standing ON record_version (kind, occurred_at) WHERE overtaken_by IS NULL AND stands = 1;

CREATE INDEX ix_import_content_sha256 ON import (content_sha256);

CREATE INDEX ix_import_file_sha256 ON import (file_sha256);

CREATE TABLE import_undone (
    import_id INTEGER NOT NULL,
    undone_at VARCHAR(20) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_import_undone PRIMARY KEY (import_id),
    CONSTRAINT fk_import_undone_import_id_import FOREIGN KEY(import_id) REFERENCES import (id),
    CONSTRAINT fk_import_undone_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_import_undone_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE mapping (
    id INTEGER NOT NULL,
    name VARCHAR(120) NOT NULL,
    number INTEGER NOT NULL,
    body BLOB NOT NULL,
    digest VARCHAR(64) NOT NULL,
    saved_at VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    actor_id INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL,
    CONSTRAINT pk_mapping PRIMARY KEY (id),
    CONSTRAINT uq_mapping_name_number UNIQUE (name, number),
    CONSTRAINT uq_mapping_uuid UNIQUE (uuid),
    CONSTRAINT fk_mapping_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_mapping_audit_seq_audit FOREIGN KEY(audit_seq) REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE case_member (
    version_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    CONSTRAINT pk_case_member PRIMARY KEY (version_id, member_id),
    CONSTRAINT fk_case_member_version_id_record_version FOREIGN KEY(version_id) REFERENCES record_version (id),
    CONSTRAINT fk_case_member_member_id_record_version FOREIGN KEY(member_id) REFERENCES record_version (id)
);

CREATE INDEX ix_case_member_member_id ON case_member (member_id);

CREATE TABLE case_conflict (
    version_id INTEGER NOT NULL,
    field VARCHAR(40) NOT NULL,
    CONSTRAINT pk_case_conflict PRIMARY KEY (version_id, field),
    CONSTRAINT fk_case_conflict_version_id_record_version FOREIGN KEY(version_id) REFERENCES record_version (id)
);

CREATE TABLE reference (
    version_id INTEGER NOT NULL,
    field VARCHAR(40) NOT NULL,
    value VARCHAR(120) NOT NULL,
    kind VARCHAR(40) NOT NULL,
    case_id INTEGER NOT NULL,
    CONSTRAINT pk_reference PRIMARY KEY (version_id, field, value),
    CONSTRAINT fk_reference_version_id_record_version FOREIGN KEY(version_id) REFERENCES record_version (id),
    CONSTRAINT fk_reference_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id)
);

CREATE INDEX ix_reference_case_id ON reference (case_id);

CREATE INDEX ix_reference_named ON reference (kind, field, value);

CREATE INDEX ix_frame_case_case_id ON frame_case (case_id);

CREATE INDEX ix_frame_case_version_id ON frame_case (version_id);

CREATE INDEX ix_round_case_case_id ON round_case (case_id);

CREATE INDEX ix_round_case_version_id ON round_case (version_id);

CREATE INDEX ix_release_version_id ON release (version_id);

CREATE VIRTUAL TABLE narrative_words USING fts5(
    text, content='', tokenize='unicode61 remove_diacritics 2'
);

INSERT INTO narrative_words (narrative_words, rank) VALUES ('secure-delete', 1);

INSERT INTO narrative_words (rowid, text)
SELECT version_id, group_concat(text, char(10)) FROM narrative WHERE text IS NOT NULL GROUP BY version_id;
