// Placeholder until the floor has its first type.
