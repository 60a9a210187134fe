"""Values understood in a sentence: sums, years, ages, phones, names, choices. Pure."""
