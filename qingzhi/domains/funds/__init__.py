"""Money 「专项资金」: programmes, their lines by source, and a double-entry ledger that can never be overdrawn (P05).

Public face: `actions` (open_programme, open_line, appropriate, reserve, commit, pay, refund, claw_back, release, reverse,
make_payment_batch, issue_batch, take_receipts, settle_line), `queries` (available, execution, entries_of, claims_of),
`events`, `terms.Reference` and `refusals`. Who pays for what is named by a reference: funds knows no case and no right.
Basis: 预算法（2018年修正）第四十二、五十七条；财政专项资金管理的一般要求；会计法第二十二条（更正不得涂改，故以红字冲销）。
"""
