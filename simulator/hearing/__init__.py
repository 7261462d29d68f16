"""What a call sounds like: prompts spoken by an engine, tones, files, and the whole of it as one WAV."""
