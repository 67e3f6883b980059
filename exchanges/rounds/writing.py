"""From a plan to rows: proposals with their reasons, and the requests left waiting with theirs."""
