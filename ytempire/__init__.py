"""ytempire: one YAML file per channel goes in, finished videos come out."""

__version__ = "0.3.0"

import os

# The threads of numpy's BLAS end whenever a program is started, and a product of matrices that another of our own
# threads is computing then would wait for them for ever. It has no need of them: we keep every processor busy.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
