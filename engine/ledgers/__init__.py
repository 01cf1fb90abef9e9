"""The files of a home: the contract, and how each is read, written, masked and found to be one that can be read. 数据目录"""
