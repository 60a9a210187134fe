"""A simulated year of a province, for those who try Loa out."""
