"""The staff board: requests, my day, who is on duty, numbers and audit.

Plain forms; a little script adds comfort.
"""
