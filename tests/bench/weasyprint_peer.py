"""WeasyPrint, run by an interpreter that has it: HTML in, a tagged PDF (PDF/UA-1) out, and what it took, as JSON.

``PYTHON tests/bench/weasyprint_peer.py`` reads the page from its input. It needs nothing of this project.
"""

import json
import logging
import resource
import sys
import time


def main() -> int:
    """Read, print, tell; 3 where WeasyPrint or what it needs of the system is not installed."""
    try:
        from weasyprint import HTML, __version__
    except (ImportError, OSError):
        return 3
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    page = sys.stdin.read()
    begin = time.process_time()
    document = HTML(string=page).render()
    data = document.write_pdf(pdf_variant="pdf/ua-1")
    seconds = time.process_time() - begin
    told = {"version": __version__, "seconds": seconds, "pages": len(document.pages), "bytes": len(data or b"")}
    told["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    json.dump(told, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
