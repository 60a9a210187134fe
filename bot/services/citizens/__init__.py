"""What citizens decide about their own data, languages and addresses."""
