"""`loa staff`: members, where they work and who may join, a province's invitations."""
