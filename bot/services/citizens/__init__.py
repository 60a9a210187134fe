"""What a citizen decides about her own data, languages and addresses."""
