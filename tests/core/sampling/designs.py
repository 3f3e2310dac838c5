"""One design of every sort, for bundles that hold and for bundles that do not."""

from app.core.sampling.design import Design
from app.core.sampling.plan import Exclusion, FunnelStep
from tests.core.sampling.bundles import a_bundle

CHILD = (("is_child", "yes"),)
STRIP = (("search_level", "strip"), ("lpu", ""))
DESIGNS = {
    "three facets": Design(size=20, reserves=5, strata_by=("lpu", "team", "search_level")),
    "so many of each officer": Design(per=("officer", 3), reserves=7),
    "fewer than that of each officer": Design(per=("officer", 30)),
    "a child's and then any": Design(size=9, reserves=3, take_all=(CHILD, STRIP)),
    "nothing beside the take-all": Design(take_all=(CHILD,)),
    "equal": Design(size=13, reserves=4, strata_by=("is_child", "team"), allocation="equal", take_all=(STRIP,)),
    "fixed": Design(size=2, reserves=9, strata_by=("lpu",), allocation="fixed", fixed=(("Crewe", 7),)),
    "every case": Design(strata_by=("team",), allocation="all"),
    "small ones joined": Design(size=12, strata_by=("officer", "is_child"), join_small=True),
}


def left_out() -> dict[str, bytes]:
    return a_bundle(
        exclusions=(Exclusion(reason="duplicate", count=1), Exclusion(reason="wrong_kind", count=6)),
        departures=("6 stop searches instead of 5",),
        funnel=(
            FunnelStep(step="imported", count=50),
            FunnelStep(step="kind", count=47),
            FunnelStep(step="excluded:duplicate", count=46),
            FunnelStep(step="excluded:wrong_kind", count=40),
        ),
    )
