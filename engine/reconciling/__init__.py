"""Does a written report agree with the ledgers? 核对"""
