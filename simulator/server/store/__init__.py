"""What the emulator keeps: sessions, their inputs and webhooks, registrations; in memory or in a folder."""
