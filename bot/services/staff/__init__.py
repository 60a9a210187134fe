"""Staff as colleagues: joining, absence, duty, digests, group chats, the way to the board."""
