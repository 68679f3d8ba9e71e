"""One article at a time: raw files and text become tables."""
