"""Word documents of the office.

Its own templates filled in, in the layout of Nghị định 30/2020/NĐ-CP.
"""
