"""Staff: members, invitations, groups, sessions at the board, the audit log."""
