"""A panel's meeting: who sits where, who came, what was opened and seen, how sheets were typed in, what was agreed.

The meeting itself is a round. Names lie with the seats' persons and in side rows that can be erased.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Erasable, Id, Travels, Written


class MeetingRow(Written, Base):
    """What makes a round a meeting: its panel, area and day, its terms of reference, the minutes for grading.

    ``terms`` names the terms of reference that were agreed; ``police_vote`` is what they say of police members.
    """

    __tablename__ = "meeting"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    panel: Mapped[str] = mapped_column(String(80))
    area: Mapped[str] = mapped_column(String(40))
    held_on: Mapped[date]
    terms: Mapped[str] = mapped_column(String(200))
    police_vote: Mapped[bool]
    minutes: Mapped[int]


class MeetingTextRow(Erasable, Base):
    """What the members are warned of before they read, in the coordinator's words."""

    __tablename__ = "meeting_text"

    round_id: Mapped[int] = mapped_column(ForeignKey("meeting.round_id"), primary_key=True)
    warning: Mapped[str | None] = mapped_column(Text)


class MeetingStepRow(Travels, Written, Base):
    """A step of a meeting: opened, a break, gone on, closed. The newest says where it stands."""

    __tablename__ = "meeting_step"

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(ForeignKey("meeting.round_id"), index=True)
    step: Mapped[str] = mapped_column(String(20))
    taken_at: Mapped[datetime]


class MeetingSeatRow(Written, Base):
    """What a seat is in a meeting: where its member comes from, and whether they chair it."""

    __tablename__ = "meeting_seat"

    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), primary_key=True)
    affiliation: Mapped[str] = mapped_column(String(20))
    chairs: Mapped[bool]


class SeatPresenceRow(Travels, Written, Base):
    """Whether a member is there, and has said yes to the terms and to confidentiality; the newest row says which."""

    __tablename__ = "seat_presence"

    id: Mapped[Id]
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), index=True)
    presence: Mapped[str] = mapped_column(String(20))
    declared: Mapped[bool]
    marked_at: Mapped[datetime]


class CaseStageRow(Written, Base):
    """A stage of a case that the meeting has opened for everyone; the first is open as soon as the meeting is."""

    __tablename__ = "case_stage"

    round_case_id: Mapped[int] = mapped_column(ForeignKey("round_case.id"), primary_key=True)
    stage: Mapped[str] = mapped_column(String(40), primary_key=True)
    opened_at: Mapped[datetime]


class SpreadSeenRow(Written, Base):
    """That the panel has seen how its grades of a case spread at a stage: from then on nobody changes one."""

    __tablename__ = "spread_seen"

    round_case_id: Mapped[int] = mapped_column(ForeignKey("round_case.id"), primary_key=True)
    stage: Mapped[str] = mapped_column(String(40), primary_key=True)
    seen_at: Mapped[datetime]


class SheetEntryRow(Travels, Written, Base):
    """How a stage of a sheet came in: typed from paper or cards, typed a second time, read back to its member.

    A step stands for the answers that were there: one that comes later has to be typed twice and read back again.
    """

    __tablename__ = "sheet_entry"

    id: Mapped[Id]
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"), index=True)
    stage: Mapped[str] = mapped_column(String(40))
    medium: Mapped[str] = mapped_column(String(20))
    step: Mapped[str] = mapped_column(String(20))
    entered_at: Mapped[datetime]


class ConsensusRow(Travels, Written, Base):
    """What the panel agreed on a question of a case, with its votes; the newest stands. No choice: not agreed."""

    __tablename__ = "consensus"

    id: Mapped[Id]
    round_case_id: Mapped[int] = mapped_column(ForeignKey("round_case.id"), index=True)
    question: Mapped[str] = mapped_column(String(40))
    choice: Mapped[str] = mapped_column(String(40))
    votes_for: Mapped[int]
    votes_against: Mapped[int]
    votes_abstained: Mapped[int]
    agreed_at: Mapped[datetime]


class ConsensusTextRow(Erasable, Base):
    """What those who saw it otherwise wish to have said."""

    __tablename__ = "consensus_text"

    consensus_id: Mapped[int] = mapped_column(ForeignKey("consensus.id"), primary_key=True)
    minority: Mapped[str | None] = mapped_column(Text)
