"""Everything the centre has entrusted to us, in one file, on either database.

The file is a zip: `manifest.json` (format, migrations, rows per table, a SHA-256 per member file), one
`data/NN-<model>.jsonl` per table, and the uploaded files under `media/`. `write` makes it; `read` checks it from end
to end before it touches anything.
"""
