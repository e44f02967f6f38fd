"""Official names of what is done here, for the trail."""

ACTIONS = {
    "funds.appropriate": "登记预算下达",
    "funds.cancel_batch": "撤销支付批次",
    "funds.claw_back": "决定追回资金",
    "funds.commit": "承诺资金",
    "funds.draw_payment_file": "导出支付文件",
    "funds.issue_batch": "复核送付",
    "funds.load_pace_rule": "导入执行进度标准",
    "funds.make_payment_batch": "编制支付批次",
    "funds.open_line": "设立资金项",
    "funds.open_programme": "设立专项",
    "funds.pay": "登记拨付",
    "funds.read_account": "查看银行账号",
    "funds.refund": "登记退款",
    "funds.release": "释放资金",
    "funds.reserve": "预留资金",
    "funds.reverse": "红字冲销",
    "funds.set_payee_account": "登记收款账户",
    "funds.settle_line": "年终结账",
    "funds.take_receipts": "登记回单",
}
