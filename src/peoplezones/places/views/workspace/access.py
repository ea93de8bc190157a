"""Keeps the pages of loading to those who may load, and out of every cache on the way to them."""

from peoplezones.accounts.access import only_for

from ... import rules

loaders_only = only_for(rules.check_may_load)
