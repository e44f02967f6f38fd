"""Forms of the registers: what is entered of a right, and the verbs around it."""
