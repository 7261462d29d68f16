"""What every feature stands on: open texts, places in them as editors count them, and the files that they name."""
