"""Journeys of people through a running demo, in a browser; they know its pages and no module behind them."""
