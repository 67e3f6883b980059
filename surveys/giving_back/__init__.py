"""What is given back to residents: figures nobody can be recognised in, and the page they read."""
