"""Tests of what is reported upwards."""
