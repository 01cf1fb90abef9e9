"""What is said of matters whose time limit has passed: `1 件` `信访事项` `逾期未办结`, for reports and for reading them back."""

from typing import NamedTuple


class Overdue(NamedTuple):
    """The words of one time limit: its measure word, what is late, and what has not been done with it."""

    unit: str
    matter: str
    undone: str

    @property
    def said(self) -> str:
        return f"{self.matter}逾期未{self.undone}"


# By the rule of queries/deadlines.
OF_RULES = {
    "petition_notify": Overdue("件", "信访事项", "告知"),
    "petition_close": Overdue("件", "信访事项", "办结"),
    "petition_objection": Overdue("件", "不属本级职权的信访事项", "提出异议"),
    "penalty_decide": Overdue("件", "行政处罚案件", "作出决定"),
    "licence_decide": Overdue("件", "行政许可申请", "作出决定"),
    "enforcement_disclose_7": Overdue("件", "处罚、许可结果", "公示"),
    "enforcement_disclose_20": Overdue("件", "其他执法结果", "公示"),
    "disclosure_publish": Overdue("条", "政府信息", "公开"),
    "mediation_settle": Overdue("起", "矛盾纠纷", "调结"),
    "mediation_confirm": Overdue("件", "调解协议", "申请司法确认"),
    "proposal_reply": Overdue("件", "代表建议", "答复"),
    "rule_filing": Overdue("件", "规范性文件", "备案"),
    "service_promise": Overdue("件", "政务服务办件", "办结"),
    "problem_rectify": Overdue("个", "问题", "整改"),
    "request_answer": Overdue("件", "群众诉求", "答复"),
}


def meant(words: str) -> str | None:
    """The rule whose matters a clause says are overdue (信访事项3件逾期未办结); the longest name where one holds another."""
    found = [rule for rule, of in OF_RULES.items() if of.matter in words and f"逾期未{of.undone}" in words]
    return max(found, key=lambda rule: len(OF_RULES[rule].matter), default=None)
