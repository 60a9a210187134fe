"""The ledger of facts, use of plans, questions without an answer."""
