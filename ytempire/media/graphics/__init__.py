"""What is seen: each kind of visual in a file of its own, as libass events over a background."""
