"""Numbers become charts, pages and files for other programs."""
