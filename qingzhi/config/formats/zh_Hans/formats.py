"""Large figures are written 「80,000.00」 as in the house's documents; the language's own file groups nothing."""

THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
