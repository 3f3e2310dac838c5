"""Lists, draws and their papers as the window calls them: each imported only when it is first used."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.changes import Done
from app.core.progress import Progress
from app.core.shapes.designs import PlanChoice
from app.core.shapes.draws import BundleCheck, DrawView, FrameChoice, FrameCount, FrameView
from app.core.shapes.gate import Changes, DrawPeople, ExclusionLine, ReasonChoice, ReconciliationView
from app.core.shapes.notices import SealView
from app.core.shapes.papers import AS_USUAL, PaperHow
from app.core.shapes.planner import SamplePlan
from app.core.shapes.reconciling import DueReconciliation, Figure
from app.core.shapes.targeted import TargetedCase

if TYPE_CHECKING:
    from app.services.workspace import Workspace

NOBODY = DrawPeople()


class DrawServices:
    """Each method is one service, or two that belong together."""

    # ---------------------------------------------------------------- before the seal
    def may_seal(self, ws: "Workspace") -> bool:
        """Whether whoever opened the workspace may seal lists."""
        from app.core.workflow.rights import Right
        from app.services.rights import may

        return may(ws, Right.SEAL)

    def list_values(self, ws: "Workspace", *, kind: str, facet: str) -> tuple[tuple[str, str, int], ...]:
        """The values of a facet: code, label, records."""
        from app.services.drawing.frames import list_values

        return list_values(ws, kind=kind, facet=facet)

    def count_frame(self, ws: "Workspace", choice: FrameChoice) -> FrameCount:
        """How long the list would be."""
        from app.services.drawing.frames import count_frame

        return count_frame(ws, choice)

    def seal_frame(self, ws: "Workspace", choice: FrameChoice) -> Done[FrameView]:
        """Close the list for ever."""
        from app.services.drawing.frames import seal_frame

        return seal_frame(ws, choice)

    def list_frames(self, ws: "Workspace") -> tuple[FrameView, ...]:
        """The sealed lists."""
        from app.services.drawing.frames import list_frames

        return list_frames(ws)

    def read_frame(self, ws: "Workspace", *, frame_id: int) -> FrameView:
        """One sealed list."""
        from app.services.drawing.frames import read_frame

        return read_frame(ws, frame_id)

    def plan_for_size(self, *, population: int, size: int) -> SamplePlan:
        """What a sample of that size could show."""
        from app.services.drawing.planner import plan_for_size

        return plan_for_size(population=population, size=size)

    def plan_for_margin(self, *, population: int, margin: str) -> SamplePlan:
        """How many cases a margin takes."""
        from app.services.drawing.planner import plan_for_margin

        return plan_for_margin(population=population, margin=margin)

    def list_exclusions(self, ws: "Workspace", *, kind: str, lifted: bool) -> tuple[ExclusionLine, ...]:
        """The cases of a kind that are left out."""
        from app.services.drawing.exclusions import list_exclusions

        return list_exclusions(ws, kind=kind, lifted=lifted)

    def exclude_reasons(self, ws: "Workspace") -> tuple[ReasonChoice, ...]:
        """The reasons for leaving a case out."""
        from app.services.drawing.exclusions import exclude_reasons

        return exclude_reasons(ws)

    def exclude(
        self, ws: "Workspace", *, kind: str, reference: str, reason: str, note: str = ""
    ) -> Done[ExclusionLine]:
        """Leave out the case that has this reference."""
        from app.services.drawing.exclusions import exclude, find_case

        return exclude(ws, kind=kind, case_id=find_case(ws, kind=kind, reference=reference), reason=reason, note=note)

    def lift_exclusion(self, ws: "Workspace", *, exclusion_id: int) -> Done[ExclusionLine]:
        """Let a case back into the lists to come."""
        from app.services.drawing.exclusions import lift

        return lift(ws, exclusion_id=exclusion_id)

    # ---------------------------------------------------------------- between seal and draw
    def read_seal(self, ws: "Workspace", *, frame_id: int) -> SealView:
        """The seal of a list that waits: as a code to scan, as a message."""
        from app.services.papers.notices import read_seal

        return read_seal(ws, frame_id)

    def write_notice(self, ws: "Workspace", *, frame_id: int, file: Path, how: PaperHow) -> Done[tuple[str, ...]]:
        """Write the seal notice."""
        from app.services.papers.draw_papers import write_notice

        return write_notice(ws, frame_id=frame_id, file=file, how=how)

    def lodge(self, ws: "Workspace", *, frame_id: int, to: str, how: str) -> Done[FrameView]:
        """Keep to whom seal and plan were given."""
        from app.services.drawing.lodging import lodge

        return lodge(ws, frame_id=frame_id, to=to, how=how)

    def fix_plan(self, ws: "Workspace", *, frame_id: int, choice: PlanChoice) -> Done[FrameView]:
        """Fix the plan of a further draw."""
        from app.services.drawing.plans import fix_plan

        return fix_plan(ws, frame_id=frame_id, choice=choice)

    def draw_sample(
        self, ws: "Workspace", *, frame_id: int, seed: str | None, people: DrawPeople = NOBODY
    ) -> Done[DrawView]:
        """Draw from a sealed list."""
        from app.services.drawing.draws import draw_sample

        return draw_sample(ws, frame_id=frame_id, seed=seed, people=people)

    # ---------------------------------------------------------------- after the draw
    def list_draws(self, ws: "Workspace") -> tuple[DrawView, ...]:
        """The draws made."""
        from app.services.drawing.draws import list_draws

        return list_draws(ws)

    def room_groups(self, ws: "Workspace", *, frame_id: int) -> Mapping[str, str]:
        """The names of groups that a room may be shown."""
        from app.services.drawing.room import room_groups

        return room_groups(ws, frame_id)

    def read_changes(self, ws: "Workspace", *, draw_id: int) -> Changes:
        """Which cases may be replaced or withheld, and for what."""
        from app.services.drawing.change_reasons import read_changes

        return read_changes(ws, draw_id)

    def replace_case(self, ws: "Workspace", *, draw_id: int, token: str, reason: str) -> Done[DrawView]:
        """Let the next reserve take the place of a case."""
        from app.services.drawing.replacing import replace

        return replace(ws, draw_id=draw_id, token=token, reason=reason)

    def withhold_case(self, ws: "Workspace", *, draw_id: int, token: str, reason: str) -> Done[DrawView]:
        """Keep a case back."""
        from app.services.drawing.replacing import withhold

        return withhold(ws, draw_id=draw_id, token=token, reason=reason)

    def targeted_reasons(self, ws: "Workspace") -> tuple[ReasonChoice, ...]:
        """The reasons for picking a case by hand."""
        from app.services.drawing.targeted import targeted_reasons

        return targeted_reasons(ws)

    def why_not_targeted(self, ws: "Workspace", *, round_id: int | None) -> str:
        """Why no case may be added to those asked for, in a round; "" where it may."""
        from app.services.drawing.targeted import why_not_added

        return why_not_added(ws, round_id=round_id)

    def list_targeted(self, ws: "Workspace") -> Done[tuple[TargetedCase, ...]]:
        """The cases that somebody asked for; it is logged."""
        from app.services.drawing.targeted import list_targeted

        return list_targeted(ws)

    def add_targeted(
        self,
        ws: "Workspace",
        *,
        case: tuple[str, str],
        reason: str,
        asked: tuple[str, str],
        round_id: int | None,
    ) -> Done[TargetedCase]:
        """Add the case of that kind and reference to those asked for, and to a round."""
        from app.services.drawing.exclusions import find_case
        from app.services.drawing.targeted import add_targeted

        kind, reference = case
        case_id = find_case(ws, kind=kind, reference=reference)
        return add_targeted(ws, kind=kind, case_id=case_id, reason=reason, asked=asked, round_id=round_id)

    def due_reconciliations(self, ws: "Workspace") -> tuple[DueReconciliation, ...]:
        """The lists that wait for an outside count."""
        from app.services.drawing.reconciling import due_reconciliations

        return due_reconciliations(ws)

    def reconcile_with_files(
        self, ws: "Workspace", *, frame_id: int, files: Sequence[Path]
    ) -> Done[ReconciliationView]:
        """Hold a list against published files."""
        from app.services.drawing.reconciling import reconcile_with_files

        return reconcile_with_files(ws, frame_id=frame_id, files=files)

    def reconcile_with_figures(
        self, ws: "Workspace", *, frame_id: int, figures: Sequence[Figure], source: str
    ) -> Done[ReconciliationView]:
        """Hold a list against typed figures."""
        from app.services.drawing.reconciling import reconcile_with_figures

        return reconcile_with_figures(ws, frame_id=frame_id, figures=figures, source=source)

    def explain_difference(self, ws: "Workspace", *, frame_id: int, explanation: str) -> Done[ReconciliationView]:
        """Say why a list differs from an outside count."""
        from app.services.drawing.reconciling import explain_difference

        return explain_difference(ws, frame_id=frame_id, explanation=explanation)

    # ---------------------------------------------------------------- papers
    def write_pack(
        self, ws: "Workspace", *, draw_id: int, file: Path, how: PaperHow, progress: Progress
    ) -> Done[tuple[str, ...]]:
        """Write the PDF pack of a draw."""
        from app.services.papers.draw_papers import write_pack

        return write_pack(ws, draw_id=draw_id, file=file, how=how, progress=progress)

    def write_certificate(
        self, ws: "Workspace", *, draw_id: int, file: Path, how: PaperHow = AS_USUAL, progress: Progress | None = None
    ) -> Done[tuple[str, ...]]:
        """Write the certificate of a draw."""
        from app.services.papers.draw_papers import write_certificate

        return write_certificate(ws, draw_id=draw_id, file=file, how=how, progress=progress)

    def write_bundle(self, ws: "Workspace", *, draw_id: int, file: Path) -> Done[str]:
        """Write the check bundle of a draw."""
        from app.services.drawing.bundles import write_bundle

        return write_bundle(ws, draw_id=draw_id, file=file)

    def verify_bundle(self, file: Path) -> BundleCheck:
        """Check a bundle; what is wrong with it, and what to compare."""
        from app.services.drawing.bundles import verify_bundle

        return verify_bundle(file)
