"""Strangers' files before they are believed: the gate, a process of their own, their encoding, what is refused."""
