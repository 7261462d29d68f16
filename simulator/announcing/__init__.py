"""What prompts say about keys: one data file of phrases per language, and the reader of what they announce.

A language is one file in `languages/`: its phrases as regular expressions over lower-case text (the fields of
`language.Language`), and sentences with the keys that must be found in them. Every list of words is short on
purpose: what it does not know it lets pass.
"""
