"""Who came, summed for the whole network by season, village and age band, with small cells hidden."""
