"""Asking a model to write: words to ask with, shapes to answer in, and checks that nothing passes unseen."""
