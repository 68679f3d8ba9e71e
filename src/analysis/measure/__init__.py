"""Across articles: tables become counts, and counts become numbers."""
