"""Small areas, their boundaries and postcodes, and the indicators that are known of them. Knows no zone."""
