"""Says organisations and offers in words: the lists, the records, and what other pages show of them."""
