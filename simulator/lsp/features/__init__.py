"""What an editor can ask for: each answer is worked out of texts alone, and knows no protocol's wire."""
