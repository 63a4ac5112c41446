"""Channels, recipes and the workspace they live in."""
