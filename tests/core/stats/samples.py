"""Samples of made-up lists: what became of each drawn case, in counts."""

from itertools import count

from app.core.stats.rates import Chosen, Grade, GradedCase, Sample, StratumDrawn


def cases_of(stratum: str, **grades: int) -> list[GradedCase]:
    """So many cases of each grade (``adverse=6``); ``duplicate`` and ``wrong_kind`` were replaced for that reason."""
    numbers = count()
    made: list[GradedCase] = []
    for name, many in grades.items():
        aside = name in ("duplicate", "wrong_kind")
        grade = Grade.REPLACED if aside else Grade(name)
        reason = name if aside else "live_investigation" if grade in (Grade.REPLACED, Grade.WITHHELD) else ""
        made += [
            GradedCase(token=f"{stratum}-{next(numbers)}", stratum=stratum, grade=grade, reason=reason)
            for _ in range(many)
        ]
    return made


def sample_of(chosen: Chosen = Chosen.RANDOM, /, **strata: tuple[int, dict[str, int]]) -> Sample:
    """A sample: by stratum its cases and the grades of those drawn, each replaced one having had its reserve."""
    drawn = {label: cases_of(label, **grades) for label, (_, grades) in strata.items()}
    return Sample(
        chosen=chosen,
        strata=tuple(
            StratumDrawn(
                label=label,
                name=f"group {label}",
                cases=cases,
                drawn=sum(case.grade is not Grade.REPLACED for case in drawn[label]),
            )
            for label, (cases, _) in strata.items()
        ),
        cases=tuple(case for cases in drawn.values() for case in cases),
    )


def simple(cases: int, chosen: Chosen = Chosen.RANDOM, /, **grades: int) -> Sample:
    """A sample of a list that is not divided."""
    return sample_of(chosen, S01=(cases, grades))
