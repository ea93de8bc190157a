"""Choosing where a zone could be: need scores under weights that the reader sets. Nothing here decides."""
