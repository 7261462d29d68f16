"""The reference: each module here generates one part of it from the code (`TITLE`, `ORDER`, `pages()`)."""
