"""An invented centre, with its residents, its places and two seasons behind it, for trying Animons out."""
