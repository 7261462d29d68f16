"""What `import simulator` offers: load, check, compile and run, with results that show themselves."""
