"""Plays the demo through the actions of the other contexts: real boundaries, made-up people, marked figures."""
