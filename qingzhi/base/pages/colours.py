"""The colours of charts, as drawings name them: the stylesheet maps each to its token. Plain values, known to rules as well."""

INK, INK_2, LINE, SURFACE = "#1a2430", "#4a5565", "#dde3e9", "#ffffff"
PALETTE = ("#0b6e6e", "#b4500f", "#3f5fa8", "#7a6a00", "#7d4a8c", "#6b7785")
STEPS = ("#d9e9ea", "#a9d0d2", "#6fb0b4", "#23757c", "#0b5e6b")
STATES = {
    "ok": "#1a7044",
    "warn": "#8f4a00",
    "late": "#b3211c",
    "done": "#1c5590",
    "none": "#7d8896",
    "unknown": "#7d8896",
}
