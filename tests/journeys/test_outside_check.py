"""Somebody outside checks a draw of Cheshire's June 2025 with the bundle, ``sha256sum``, ``sort`` and nothing else."""

import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from app.services.drawing.bundles import write_bundle
from tests.builders import draw, import_practice, open_new, seal

pytestmark = [pytest.mark.needs("bash"), pytest.mark.needs("sha256sum"), pytest.mark.timeout(120)]

SCRIPT = r"""
set -eu
hash() { local line; line=$(sha256sum "$@"); printf '%s' "${line:0:64}"; }

seal=$(hash frame.csv)
plan=$(hash plan.json)
made=$(<draw.json)
[[ $made == *"\"plan\":\"$plan\""* ]] && echo "the plan is the one of the draw"
[[ $made == *"\"seal\":\"$seal\",\"sealed_at\""* ]] && echo "the seal is the one of the draw"
[[ $made =~ \"number\":([0-9]+),\"other_draws\" ]] && number=${BASH_REMATCH[1]}
[[ $made =~ \"seed\":\"([0-9]+)\" ]] && seed=${BASH_REMATCH[1]}

while IFS=, read -r code stratum; do
    [ "$code" = token ] || echo "$stratum $(printf %s "$seal:$number:$seed:$code" | hash) $code"
done < frame.csv | LC_ALL=C sort > tickets

strata=$(<plan.json)
strata=${strata##*\"strata\":[}
strata=${strata%%]*}
wanted='"label":"(S[0-9]+)","reserves":([0-9]+),"rule":"[a-z]+","size":([0-9]+)(.*)'
declare -A size spare place
while [[ $strata =~ $wanted ]]; do
    size[${BASH_REMATCH[1]}]=${BASH_REMATCH[3]}
    spare[${BASH_REMATCH[1]}]=${BASH_REMATCH[2]}
    place[${BASH_REMATCH[1]}]=0
    strata=${BASH_REMATCH[4]}
done

while read -r label ticket code; do
    place[$label]=$((place[$label] + 1))
    if [ "${place[$label]}" -le "${size[$label]}" ]; then
        echo "drawn $code $ticket"
    elif [ "${place[$label]}" -le $((size[$label] + spare[$label])) ]; then
        echo "reserve $code $ticket"
    fi
done < tickets
"""


def outside(folder: Path) -> list[str]:
    """What the script says, run where there are two programs."""
    tools = folder / "tools"
    tools.mkdir(exist_ok=True)
    for name in ("sha256sum", "sort"):
        (tools / name).unlink(missing_ok=True)
        (tools / name).symlink_to(str(shutil.which(name)))
    bash = str(shutil.which("bash"))
    done = subprocess.run(
        [bash, "--noprofile", "--norc"],
        input=SCRIPT,
        cwd=folder,
        env={"PATH": str(tools)},
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    "design",
    [
        {"size": 20, "reserves": 8},
        {"size": 24, "reserves": 6, "strata": ("sde_code", "gender"), "take_all": ((("search_level", "strip"),),)},
    ],
    ids=["simple", "two facets and every strip search"],
)
def test_the_bundle_is_enough(tmp_path: Path, design: dict[str, Any]) -> None:
    ws = open_new(tmp_path / "workspace")
    import_practice(ws)
    seal(ws, **design)
    made = draw(ws)
    write_bundle(ws, draw_id=made.draw_id, file=tmp_path / "bundle.zip")
    ws.close()
    folder = tmp_path / "outside"
    with zipfile.ZipFile(tmp_path / "bundle.zip") as bundle:
        bundle.extractall(folder)
    record = json.loads((folder / "draw.json").read_bytes())
    assert len(record["reserves"]) == design["reserves"]
    assert outside(folder) == [
        "the plan is the one of the draw",
        "the seal is the one of the draw",
        *sorted(
            [f"drawn {case['token']} {case['ticket']}" for case in record["cases"]]
            + [f"reserve {case['token']} {case['ticket']}" for case in record["reserves"]],
            key=lambda line: order_of(record, line.split()[1]),
        ),
    ]
    assert {line.token for line in made.cases} == {case["token"] for case in record["cases"]}


def order_of(record: dict[str, Any], token: str) -> tuple[str, str]:
    """Stratum, then ticket: the order in which the script comes to the cases."""
    (case,) = (one for one in (*record["cases"], *record["reserves"]) if one["token"] == token)
    return case["stratum"], case["ticket"]
