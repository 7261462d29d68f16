"""Frozen data that every layer speaks of; nothing here reads, writes or waits."""
