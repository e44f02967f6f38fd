"""Rights 「权利」: patents, marks, geographical indications, works, software, varieties, layouts, each with its history."""
