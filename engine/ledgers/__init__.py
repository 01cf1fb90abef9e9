"""The files of a home: the contract, the CSV files and how they are read, written, masked and judged. 数据目录"""
