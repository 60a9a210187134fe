"""The only home of SQL: tables, transactions, and a room of queries for each noun."""
