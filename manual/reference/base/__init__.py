"""What the parts of the reference share: a page, and how it is written as Markdown."""
