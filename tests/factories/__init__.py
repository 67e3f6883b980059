"""Invented people, places and sessions for the tests, one file per app.

Every factory gives a row that the database and `full_clean` accept, with French words that could be real.
Names come in a fixed order, so that a failing test reads the same twice.
"""
