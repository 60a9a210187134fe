"""Changes one thing in content files as data; comments, order and everything else stay."""
