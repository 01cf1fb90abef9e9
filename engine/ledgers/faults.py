"""Faults that bring their own sentence: what is wrong, in which file, and what to do. Pages and the terminal show it as it is.

(docs/decisions.md, "What somebody can mend is said")

Every exception of the program is below SaidError, and says in its docstring who must act. Any other is a mistake of the
program, or a failing machine: its words go to the log, and the reader is told that something went wrong.
"""


class SaidError(Exception):
    """Something that somebody can mend: the first argument is the sentence for whoever must act, in Chinese.

    It quotes no personal data. Further arguments are what the program knows of the fault besides.
    """

    def __str__(self) -> str:
        return str(self.args[0])


class QueryError(SaidError):
    """A query in queries/ breaks its contract; whoever wrote the query must act, and its file is named."""

    @classmethod
    def of(cls, folder: str, name: str, fault: object) -> "QueryError":
        """The query cannot be asked; `fault` is the database's reason."""
        reason = str(fault).strip().splitlines()[0].rstrip(".。")
        return cls(f"queries/{folder}/{name}.sql: 这条查询算不出来（{reason}）。请系统管理员改正这个文件。")


class SnapshotGone(SaidError):
    """What a page load began with is not there any more; its reader need only ask again, and is told the newest."""

    def __init__(self) -> None:
        super().__init__("台账刚刚更新过，原来的数已经不在了。请刷新页面重试。")
