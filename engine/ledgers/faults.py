"""Faults that bring their own sentence: what is wrong, in which file, and what to do. Pages and the terminal show it as it is.

(docs/decisions.md, "What somebody can mend is said")
"""


class SaidError(Exception):
    """Something that somebody can mend; the message is for whoever must act."""


class QueryError(SaidError):
    """A query in queries/ breaks its contract; names the file."""

    @classmethod
    def of(cls, folder: str, name: str, fault: object) -> "QueryError":
        """The query cannot be asked; `fault` is the database's reason."""
        reason = str(fault).strip().splitlines()[0].rstrip(".。")
        return cls(f"queries/{folder}/{name}.sql: 这条查询算不出来（{reason}）。请系统管理员改正这个文件。")


class SnapshotGone(SaidError):
    """What a page load began with is not there any more; who asks again is told the newest."""

    def __init__(self) -> None:
        super().__init__("台账刚刚更新过，原来的数已经不在了。请刷新页面重试。")
