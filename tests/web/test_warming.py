import subprocess
import sys

PROBE = """
import sys
from recorder.web.warming import start_warming
assert "scipy.stats" not in sys.modules
assert start_warming() is start_warming()
start_warming().join()
print("scipy.stats" in sys.modules, "matplotlib.figure" in sys.modules)
"""


def test_what_reports_are_made_with_is_loaded_once_in_the_background() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["True", "True"]
