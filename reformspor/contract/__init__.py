"""The contract says which tables and columns an export may have, and what each of them may hold."""

from reformspor.contract.loading import DEFAULT_FOLDER, load_contract
from reformspor.contract.table import Column, Contract, Table, duckdb_type

__all__ = ["DEFAULT_FOLDER", "Column", "Contract", "Table", "duckdb_type", "load_contract"]
