"""Every code of the matching, and of what keeps a request out of it, in words."""
