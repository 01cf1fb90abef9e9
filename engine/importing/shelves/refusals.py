"""Why an import, an undo, a backup or a restore did not happen: each with the sentence for the person who must act."""

import errno

from engine.ledgers.faults import SaidError

_REASONS = {
    errno.ENOSPC: "磁盘已满",
    getattr(errno, "EDQUOT", -1): "磁盘配额已用完",
    errno.EFBIG: "文件超过系统允许的大小",
    errno.EIO: "磁盘读写出错",
    errno.EROFS: "目录是只读的",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "没有这个文件或目录",
    errno.EISDIR: "是目录，不是文件",
    errno.ENOTDIR: "不是目录",
    errno.ENAMETOOLONG: "文件名过长",
}


def why(fault: OSError) -> str:
    """What the system says, in Chinese where it can be said."""
    return _REASONS.get(fault.errno or 0) or fault.strerror or "磁盘出错"


class NotDone(SaidError):
    """What was asked did not happen; whoever asked for it must act."""


class Demonstration(NotDone):
    """data/ is never written to; whoever runs the program must make a home first."""

    def __init__(self) -> None:
        super().__init__(
            "这里是演示数据，不能导入。请先建自己的数据目录：python -m engine new 目录名，"
            "再把环境变量 LEDGER_HOME 设为这个目录，重新启动后导入。"
        )


class Busy(NotDone):
    """Somebody else is importing, and the one who comes second must wait; says for whom and since when."""


class NothingToStore(NotDone):
    """There is no row to accept, or it was all or nothing; the official who handed the file in must mend it."""


class NotUndoable(NotDone):
    """No such batch, or it is undone already; whoever asked must look which one is meant."""


class StorageFault(NotDone):
    """The disk failed; the administrator must act. `stored` says whether the batch is in (or, for an undo, out): never half."""

    def __init__(self, said: str, stored: bool) -> None:
        super().__init__(said)
        self.stored = stored


class BadBackup(NotDone):
    """The backup file cannot be made, or cannot be trusted; nothing was restored, and the administrator must act."""
