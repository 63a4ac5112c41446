"""A terminal on the screen: scripts and recordings in, frames out. Nothing that is shown is ever executed."""
