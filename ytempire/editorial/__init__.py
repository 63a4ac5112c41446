"""Text as numbers; pure, no I/O."""
