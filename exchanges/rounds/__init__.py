"""Around the matching: rows are read into plain values, the engine thinks, its plan is written with its reasons.

`calendar` says which half-days a period holds; `reading` turns rows into a problem; `writing` turns a plan into
proposals; `sentences` says reasons in words. The engine itself, `exchanges.matching`, never meets a row.
"""
