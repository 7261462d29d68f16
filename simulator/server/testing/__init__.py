"""The emulator for scenarios that begin with `trigger`: it pokes a program, and takes the call flow that it sends."""
