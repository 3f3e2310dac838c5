"""What the extract gives of a person only to redact with is offered to be covered wherever the account says it."""

from pathlib import Path

from app.core.redaction.findings import Certainty
from app.services.releasing import releases
from tests.builders import case_ids, draw, import_file, open_round, seal, write_csv
from tests.coordinated import open_coordinator

KEPT = {
    "Person name": "Oakapple, Zebedee",
    "Home address": "Upper Kestrel Wharf 9, Deeping",
    "Date of birth": "04/02/1999",
    "Vehicle registration": "Q2 XYZW",
}
GROUNDS = "Seen at UPPER KESTREL WHARF, 9. Gave 4 Feb 99. Sat in q2xyzw. OAKAPPLE/driver ran."


def test_what_is_kept_to_redact_with_is_found_in_the_account(tmp_path: Path) -> None:
    ws = open_coordinator(tmp_path / "workspace")
    row = {"URN": "PSS/25/00001", **KEPT, "Grounds for search": GROUNDS}
    import_file(ws, write_csv(tmp_path / "one.csv", [row]), kind="stop_search")
    opened = open_round(ws, draw(ws, seal(ws, size=1, reserves=0).frame_id).draw_id)
    (case_id,) = case_ids(ws, opened.round_id)
    (text,) = releases.read_for_release(ws, round_id=opened.round_id, case_id=case_id).texts
    sure = [(GROUNDS[one.start : one.end], one.kind) for one in text.found if one.certainty is Certainty.SURE]
    assert sure == [
        ("UPPER KESTREL WHARF, 9", "ADDRESS"), ("4 Feb 99", "DATE_OF_BIRTH"), ("q2xyzw", "VEHICLE"),
        ("OAKAPPLE", "NAME"),
    ]  # fmt: skip
