"""Queries in; tables and sheets out, for staff and for those who answer for the province."""
