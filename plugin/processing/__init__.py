"""The toolbox: the provider `bodem_ondergrond` and its algorithms. Their names are a contract (contracts.md)."""
