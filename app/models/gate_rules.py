"""The gate, as the database keeps it: what may be added around a list and its draws, and when (DESIGN 3).

Rows stand by themselves (``triggers``); here is what no row may be added to or by any more. An entry of the log is
written last in its change, so a row whose entry is there was closed by an earlier change.
"""

from collections.abc import Mapping

WITH_PARENT: Mapping[str, tuple[str, str]] = {
    "frame_case": ("frame", "frame_id"),
    "frame_stratum": ("frame", "frame_id"),
    "frame_exclusion": ("frame", "frame_id"),
    "draw_case": ("draw", "draw_id"),
    "draw_people": ("draw", "draw_id"),
    "exclusion_text": ("exclusion", "exclusion_id"),
    "answer_reason": ("answer", "answer_id"),
    "sheet_change_text": ("sheet_change", "change_id"),
    "concern_text": ("concern", "concern_id"),
    "lodging_text": ("lodging", "lodging_id"),
    "targeted_text": ("targeted_case", "targeted_id"),
    "action_text": ("action", "action_id"),
    "action_step_text": ("action_step", "step_id"),
    "feedback_text": ("feedback", "feedback_id"),
    "consensus_text": ("consensus", "consensus_id"),
    "paper_shape": ("paper", "paper_id"),
    "paper_recipient": ("paper", "paper_id"),
    "paper_release": ("paper", "paper_id"),
    "paper_step_text": ("paper_step", "step_id"),
}
"""Tables whose rows are written together with the row that they belong to, or never: its table, and who names it."""


def logged(parent: str, column: str) -> str:
    """That the entry of the row which a new row names is in the log: its change is closed."""
    written = f'SELECT audit_seq FROM "{parent}" WHERE id = NEW."{column}"'  # noqa: S608 - our own words
    return f"EXISTS (SELECT 1 FROM audit WHERE seq = ({written}))"  # noqa: S608 - our own words


_DRAWN = "SELECT 1 FROM draw_case c WHERE c.draw_id = NEW.draw_id AND c.frame_case_id = NEW.frame_case_id"
_CALLED = "SELECT 1 FROM replacement r WHERE r.draw_id = NEW.draw_id AND r.by_id = NEW.frame_case_id"
_GONE = "SELECT 1 FROM replacement r WHERE r.draw_id = NEW.draw_id AND r.frame_case_id = NEW.frame_case_id"
_KEPT_BACK = "SELECT 1 FROM withholding w WHERE w.draw_id = NEW.draw_id AND w.frame_case_id = NEW.frame_case_id"
_NOT_STANDING = (
    f"NOT EXISTS ({_DRAWN} AND NOT c.reserve) AND NOT EXISTS ({_CALLED})",
    f"EXISTS ({_GONE})",
    f"EXISTS ({_KEPT_BACK})",
)
_NEXT_RESERVE = (
    "SELECT c.frame_case_id FROM draw_case c JOIN frame_case f ON f.id = c.frame_case_id"
    " WHERE c.draw_id = NEW.draw_id AND c.reserve"
    " AND f.label = (SELECT label FROM frame_case WHERE id = NEW.frame_case_id)"
    " AND NOT EXISTS (SELECT 1 FROM replacement r WHERE r.draw_id = NEW.draw_id AND r.by_id = c.frame_case_id)"
    " ORDER BY c.position LIMIT 1"
)
_OF_THE_DRAW = (
    "SELECT 1 FROM frame_case f JOIN draw_case c ON c.frame_case_id = f.id AND c.draw_id = NEW.draw_id"
    " WHERE f.case_id = NEW.case_id AND f.version_id = NEW.version_id AND f.token = NEW.token AND (NOT c.reserve"
    " OR EXISTS (SELECT 1 FROM replacement r WHERE r.draw_id = NEW.draw_id AND r.by_id = f.id))"
)

_BEFORE = (
    "coalesce((SELECT s.step FROM action_step s WHERE s.action_id = NEW.action_id"
    " ORDER BY s.number DESC LIMIT 1), 'not_accepted')"
)
"""The step before a new one. A reply that was not accepted leaves an action as open as it was at first."""

_STOOD = (
    "coalesce((SELECT s.step FROM paper_step s WHERE s.paper_id = NEW.paper_id ORDER BY s.number DESC LIMIT 1), 'out')"
)
"""How a paper stood before a new step."""

GATE: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "plan_is_the_next": (
        "plan",
        "a plan is the next of its list, and none waits for a seed",
        (
            "NEW.number <> 1 + (SELECT count(*) FROM plan WHERE frame_id = NEW.frame_id)",
            "EXISTS (SELECT 1 FROM plan p WHERE p.frame_id = NEW.frame_id"
            " AND NOT EXISTS (SELECT 1 FROM draw WHERE plan_id = p.id))",
            f"NEW.number = 1 AND {logged('frame', 'frame_id')}",
        ),
    ),
    "draw_after_its_seal": (
        "draw",
        "a seed comes after seal and plan are in the log, and once for each plan",
        (
            "NOT EXISTS (SELECT 1 FROM plan p JOIN frame f ON f.id = p.frame_id"
            " JOIN audit a ON a.seq = p.audit_seq JOIN audit b ON b.seq = f.audit_seq"
            " WHERE p.id = NEW.plan_id AND p.frame_id = NEW.frame_id AND p.number = NEW.number)",
            "EXISTS (SELECT 1 FROM draw WHERE plan_id = NEW.plan_id)",
        ),
    ),
    "draw_case_of_its_list": (
        "draw_case",
        "a draw holds cases of its own list",
        (
            "NOT EXISTS (SELECT 1 FROM frame_case f JOIN draw d ON d.frame_id = f.frame_id"
            " WHERE f.id = NEW.frame_case_id AND d.id = NEW.draw_id)",
        ),
    ),
    "lodging_before_the_draw": (
        "lodging",
        "seal and plan are lodged before the draw",
        ("EXISTS (SELECT 1 FROM draw WHERE plan_id = NEW.plan_id)",),
    ),
    "exclusion_once": (
        "exclusion",
        "the case is left out already",
        (
            "EXISTS (SELECT 1 FROM exclusion e WHERE e.case_id = NEW.case_id"
            " AND NOT EXISTS (SELECT 1 FROM exclusion_lifted WHERE exclusion_id = e.id))",
        ),
    ),
    "replacement_by_the_next": (
        "replacement",
        "a case of the draw gives its place to the next reserve of its stratum",
        (
            *_NOT_STANDING,
            f"NEW.by_id IS NOT ({_NEXT_RESERVE})",
            "NEW.number <> 1 + (SELECT count(*) FROM replacement WHERE draw_id = NEW.draw_id)",
        ),
    ),
    "withholding_of_a_drawn_case": ("withholding", "only a case that stands in the draw is withheld", _NOT_STANDING),
    "round_case_as_drawn": (
        "round_case",
        "a case of a draw was drawn, or called to replace one",
        (f"NEW.draw_id IS NOT NULL AND NOT EXISTS ({_OF_THE_DRAW})",),
    ),
    "action_step_is_the_next": (
        "action_step",
        "an action is replied to, then accepted or not, then closed",
        (
            "NEW.number <> 1 + (SELECT count(*) FROM action_step WHERE action_id = NEW.action_id)",
            f"({_BEFORE}, NEW.step) NOT IN (VALUES ('not_accepted', 'replied'), ('replied', 'accepted'),"
            " ('replied', 'not_accepted'), ('accepted', 'closed'))",
        ),
    ),
    "paper_step_is_the_next": (
        "paper_step",
        "a paper that is out is recalled, returned or destroyed; what was marked by mistake is out again",
        (
            "NEW.number <> 1 + (SELECT count(*) FROM paper_step WHERE paper_id = NEW.paper_id)",
            f"({_STOOD}, NEW.step) NOT IN (VALUES ('out', 'recalled'), ('out', 'returned'), ('out', 'destroyed'),"
            " ('recalled', 'returned'), ('recalled', 'destroyed'), ('returned', 'destroyed'),"
            " ('recalled', 'out'), ('returned', 'out'), ('destroyed', 'out'))",
        ),
    ),
}
"""What may be added, and when: a trigger's name, its table, its words, and the conditions on which it refuses."""
