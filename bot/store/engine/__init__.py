"""The database itself: connections, transactions, columns, encryption, errors."""
