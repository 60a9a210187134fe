"""The only home of SQL: tables, transactions, and one file of queries per noun of the office."""
