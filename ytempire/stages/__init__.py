"""One file a stage: pure functions from artifacts and config sections to one artifact."""
