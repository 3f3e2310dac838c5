"""The steps of a line manager's month, from the extracts to its end, and how each stands. Pure: no clock, no store.

No step counts what anybody did against a target: a month is done when its cases are, however many they were.
"""

from app.core.shapes.months import MonthStep, MonthView, StepState
from app.core.words import count_of

_TITLES = {
    "bring_in": "Bring in the extracts",
    "draw": "Draw the sample",
    "grade": "Grade the cases",
    "feedback": "Feedback to the officers",
    "actions": "Actions",
    "close": "Close the month",
}


def month_steps(view: MonthView) -> tuple[MonthStep, ...]:
    """The six steps in their order. The first that is not done is the one to do now."""
    drawn = view.round is not None
    graded = drawn and not view.to_grade
    done = {
        "bring_in": drawn or all(kind.cases for kind in view.kinds),
        "draw": drawn,
        "grade": graded,
        "feedback": graded and not view.to_tell,
        "actions": graded and not view.to_tell,
        "close": view.round is not None and bool(view.round.closed_at),
    }
    if done["close"]:
        done = dict.fromkeys(done, True) | {name: done[name] for name in ("grade", "feedback")}
    now = next((name for name, is_done in done.items() if not is_done), "")
    return tuple(
        MonthStep(
            id=name,
            title=title,
            state=StepState.DONE if done[name] else StepState.NOW if name == now else StepState.LATER,
            told=_told(name, view),
        )
        for name, title in _TITLES.items()
    )


def _told(name: str, view: MonthView) -> str:
    if name == "bring_in":
        return _extracts(view)
    if view.round is None:
        return {
            "draw": "Each list is sealed before its cases are drawn. One step draws every kind and opens one round.",
            "grade": "One case at a time, on the record alone first.",
            "feedback": "Drafted from your answers: what was good, exactly which element was missing.",
            "actions": _actions(view),
            "close": "When every case is graded and the officers know.",
        }[name]
    return {"draw": _draw, "grade": _grade, "feedback": _feedback, "actions": _actions, "close": _close}[name](view)


def _extracts(view: MonthView) -> str:
    there = [kind for kind in view.kinds if kind.cases]
    missing = [kind for kind in view.kinds if not kind.cases]
    said = "; ".join(f"{kind.kind_label}: {count_of(kind.cases, 'case')}" for kind in there)
    lacks = f"Nothing of {view.month_label} yet: {', '.join(kind.kind_label for kind in missing)}." if missing else ""
    return " ".join(filter(None, (f"{said}." if said else "", lacks)))


def _draw(view: MonthView) -> str:
    if view.round is None:
        return ""
    again = f" This month was drawn more than once: {_rounds(view.others)} too." if view.others else ""
    return f"{count_of(view.round.cases, 'case')} drawn, round R{view.round.round_id}.{again}"


def _grade(view: MonthView) -> str:
    if view.round is None:
        return ""
    passed = f", {view.round.passed:,} passed" if view.round.passed else ""
    kinds = {item.kind_label: 0 for item in sorted(view.cases, key=lambda item: item.number)}
    for item in view.to_grade:
        kinds[item.kind_label] += 1
    left = ", ".join(f"{label} {number:,}" for label, number in kinds.items() if number)
    return f"{view.round.done} of {count_of(view.round.cases, 'case')} finished{passed}." + (
        f" To grade: {left}." if left else ""
    )


def _feedback(view: MonthView) -> str:
    if not view.feedback:
        return "It is drafted as soon as a case is finished."
    kept = sum(line.state == "kept" for line in view.feedback)
    needless = sum(line.state == "not_needed" for line in view.feedback)
    stale = _stale(view)
    to_write = len(view.to_tell) - stale
    parts = [f"{kept:,} written"]
    parts += [f"{needless:,} not needed"] if needless else []
    parts += [f"{to_write:,} to write"] if to_write else []
    parts += [f"{stale:,} to read again, as grades were changed since"] if stale else []
    return f"{', '.join(parts)}."


def _stale(view: MonthView) -> int:
    """On how many cases grades were changed after their feedback was settled."""
    return sum(line.state == "stale" for line in view.feedback)


def _actions(view: MonthView) -> str:
    unclosed = [action for action in view.actions if action.state != "closed"]
    own = f"{count_of(len(unclosed), 'action')} of this month not closed." if unclosed else ""
    carried = f"{len(view.carried):,} carried from earlier rounds." if view.carried else ""
    return " ".join(filter(None, (own, carried))) or "None is open. Add one where something is to be done."


def _close(view: MonthView) -> str:
    if view.round is not None and view.round.closed_at:
        left = view.round.closed_unfinished
        return f"Closed with {count_of(left, 'case')} not graded." if left else "Closed with every case graded."
    if view.to_grade:
        wait = "is" if len(view.to_grade) == 1 else "are"
        return f"{count_of(len(view.to_grade), 'case')} {wait} not graded yet."
    if view.to_tell:
        left = "written or read again" if _stale(view) else "written"
        return f"Every case is graded. Feedback on {count_of(len(view.to_tell), 'case')} is still to be {left}."
    return "Every case is graded and every officer has an answer."


def _rounds(numbers: tuple[int, ...]) -> str:
    return ", ".join(f"R{number}" for number in numbers)
