"""From an official's file to rows of a ledger: checked, shown, committed whole, undone; and the empty homes and workbooks that offices begin with. 导入"""
