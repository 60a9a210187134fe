"""Tests of what is brought in by Excel, and of reports made and sent."""
