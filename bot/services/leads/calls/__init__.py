"""A call itself: whom to call now, what goes with a request, and how to begin."""
