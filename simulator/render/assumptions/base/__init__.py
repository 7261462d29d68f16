"""The settings as rows: what each format lists, and what `explain` says of one."""
