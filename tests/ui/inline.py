"""Tasks without a thread, for tests of pages."""

from app.ui.tasks import Tasks, Work


class InlineTasks(Tasks):
    """The same without a thread: work is done and told before ``run`` returns."""

    def _hand_over(self, work: Work) -> None:
        work.settle(work.outcome())
