"""What `./run` calls; needs only Python's own library, and knows nothing of zones or of people."""
