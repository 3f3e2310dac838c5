"""Rates, draw by draw and question by question: a sentence with exact limits, a small chart, the worst case."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.shapes.figures import RateLine
from app.core.shapes.results import DrawRates, RoundRates
from app.core.stats.rate_chart import glance_chart, rate_chart
from app.core.stats.told_rates import shared_sentences, stratum_words
from app.core.words import count_of
from app.ui.kit.disclosure import Disclosure
from app.ui.kit.message_bar import note
from app.ui.kit.words import Card, bare, clear_layout, column, label, rule
from app.ui.quality.chart import ChartView
from app.ui.theme import Look

_ABOUT = (
    "Of the drawn cases so many got an answer that counts against. The range says how many of the whole list would, as "
    "far as chance lets us know."
)


class RateBlock(QWidget):
    """One question of a draw."""

    def __init__(self, look: Look, line: RateLine, shared: tuple[str, ...]) -> None:
        super().__init__()
        main, *rest = [sentence for sentence in line.sentences if sentence not in shared] or [""]
        worst = next((sentence for sentence in rest if sentence.startswith("Taking ")), "")
        rest = [sentence for sentence in rest if sentence != worst]
        rest += [stratum_words(stratum) for stratum in line.strata if stratum.name != stratum.label]
        box = bare(QVBoxLayout(self), 4)
        box.addWidget(label(f"{line.question}. {line.label}", "strong"))
        box.addWidget(label(main))
        if line.counts.counted:
            box.addSpacing(4)
            box.addWidget(ChartView(look, rate_chart(line)))
        if worst:
            box.addWidget(label(worst, "soft"))
        if rest:
            inside = QWidget()
            inside.setLayout(column(*(label(sentence, "soft") for sentence in rest), spacing=4))
            more = Disclosure(look, "What stands beside this", inside)
            more.button.setAccessibleName(f"What stands beside this: {line.question}")
            box.addWidget(more)


class RatesCard(Card):
    """All draws of a round."""

    def __init__(self, look: Look) -> None:
        super().__init__(spacing=10)
        self._look = look
        self.box.addWidget(label("How common adverse grades are", "large"))
        self.box.addWidget(label(_ABOUT, "soft"))
        self.blocks: list[RateBlock] = []
        self._body = bare(QVBoxLayout(), 12)
        self.box.addLayout(self._body)

    def show_rates(self, rates: RoundRates) -> None:
        """Show the rates of a round."""
        clear_layout(self._body)
        self.blocks = []
        for draw in rates.draws:
            self._add_draw(draw)
        if rates.targeted:
            picked = count_of(rates.targeted, "case")
            self._body.addWidget(label(f"Picked by a person, so in none of these figures: {picked}.", "soft"))

    def _add_draw(self, draw: DrawRates) -> None:
        self._body.addWidget(rule())
        self._body.addWidget(label(f"Draw D{draw.draw_id}: {draw.label}", "value"))
        graded = [line for line in draw.lines if line.counts.graded]
        if not graded:
            words = f"Nothing of this draw has a grade yet, so nothing can be said of the {self._cases(draw)}."
            self._body.addWidget(note(self._look, "info", words))
            return
        shared = shared_sentences(graded)
        if shared:
            self._body.addWidget(label(" ".join(shared), "soft"))
        if len(graded) > 1:
            chart = glance_chart(graded)
            self._body.addLayout(column(label(chart.title, "strong"), ChartView(self._look, chart), spacing=4))
        for line in graded:
            block = RateBlock(self._look, line, shared)
            self.blocks.append(block)
            self._body.addWidget(block)
            if line.question in draw.disagreed:
                cases = count_of(draw.disagreed[line.question], "case")
                self._body.addWidget(label(f"The panel did not agree on {cases}; they count as not graded.", "soft"))
        bare_ones = [line.question for line in draw.lines if line not in graded]
        if bare_ones:
            self._body.addWidget(label(f"No grade yet: {', '.join(bare_ones)}.", "soft"))

    @staticmethod
    def _cases(draw: DrawRates) -> str:
        return count_of(draw.lines[0].cases, "case") + " of its list" if draw.lines else "cases of its list"
