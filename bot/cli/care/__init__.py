"""Commands for who sets Loa up and sees that it is well: `loa init`, `loa doctor`."""
