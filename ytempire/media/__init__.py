"""Pixels and sound."""
