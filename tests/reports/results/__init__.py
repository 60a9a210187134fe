"""Tests of the numbers that reports show."""
