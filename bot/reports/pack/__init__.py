"""What a commune takes along where there is no network.

A page to search, a booklet, scripts to read out.
"""
