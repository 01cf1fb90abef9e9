"""From an official's file to rows of a ledger: checked, shown, committed whole, undone. 导入"""
