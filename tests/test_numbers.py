"""Numpy beside programs that are started: neither waits for the other."""

from __future__ import annotations

import os
import subprocess
import sys

STARTS = """
import os, sys
import ytempire
if sys.argv[1:]:
    os.environ["OPENBLAS_NUM_THREADS"] = sys.argv[1]
import subprocess, threading
import numpy as np

done = threading.Event()

def multiply():
    a, b = np.ones((300, 40)), np.ones((40, 900))
    while not done.is_set():
        a @ b

threads = [threading.Thread(target=multiply, daemon=True) for _ in range(2)]
for thread in threads:
    thread.start()
for _ in range(25):
    subprocess.run([sys.executable, "-I", "-S", "-c", ""], check=True, preexec_fn=lambda: None)
done.set()
print("all started")
"""


def test_starting_a_program_while_matrices_are_multiplied_never_hangs():
    own = {**os.environ, "OPENBLAS_NUM_THREADS": "8"}  # whatever a person's shell says
    ended = subprocess.run([sys.executable, "-c", STARTS], capture_output=True, text=True, env=own, timeout=120)
    assert ended.stdout == "all started\n", ended.stderr
