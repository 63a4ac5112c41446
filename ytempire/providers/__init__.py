"""One file a provider, found by walking this folder."""
