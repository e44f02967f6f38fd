"""Decision tables 「决策表」: eligibility, amounts, routing and thresholds as dated rows with their source, never `if` chains.

A domain declares the shape of a table at start-up (`declaring.decision_table`); its rows are data in versions, loaded from csv
or drafted by the office, tried on past cases, put in force by a second person. `queries.decide` answers with the rows that
fired and why; `actions.record_case` keeps what was decided, so that a draft can be tried on it.
"""
