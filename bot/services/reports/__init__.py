"""Reports: what is brought in by Excel, and reports made, sent and asked for."""
