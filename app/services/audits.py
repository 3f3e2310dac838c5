"""Checking the audit chain, alone or against a head hash that a paper carries."""

from app.core.chain import check
from app.core.errors import AppError
from app.core.shapes.workspaces import AuditResult
from app.core.workflow.rights import Right
from app.models import audit
from app.services.rights import require
from app.services.workspace import Workspace


def verify_audit(ws: Workspace, *, head: str | None = None) -> AuditResult:
    """Walk the chain from its start.

    Args:
        ws: the workspace.
        head: a head hash from a paper, 64 hex digits: does it stand in this chain?

    Raises:
        AppError: the head is no such hash.
    """
    require(ws, Right.AUDIT)
    wanted = _hash(head) if head is not None else None
    with ws.read() as session:
        result = check(audit.links(session), wanted)
    trouble = result.trouble if result.entries else "Entry 1 is missing."  # making a workspace writes one
    problems = [trouble] if trouble else []
    if wanted is not None and not result.head_found:
        problems.append(
            "The head hash you gave does not stand in this chain: the log was cut or rewritten since, or the hash is "
            "mistyped or of another workspace."
        )
    return AuditResult(
        entries=result.entries,
        head=result.head.hex(),
        head_found=result.head_found if wanted is not None else None,
        problems=tuple(problems),
    )


def _hash(text: str) -> bytes:
    plain = "".join(text.split()).lower()
    try:
        found = bytes.fromhex(plain)
    except ValueError:
        found = b""
    if len(found) != 32:
        raise AppError("That is no head hash.", "It has 64 digits and letters a to f; every paper carries it.")
    return found
