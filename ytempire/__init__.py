"""ytempire: one YAML file per channel goes in, finished videos come out."""

__version__ = "0.3.0"
