"""Everything the centre has entrusted to us, in one file, on either database.

The file is a zip: `manifest.json` (format, migrations, rows per table), one `data/NN-<model>.jsonl` per table, and the
uploaded files under `media/`. Its comment is a seal: the SHA-256 of all that comes before. `write` makes the file;
`read` checks the seal before it touches anything.
"""
