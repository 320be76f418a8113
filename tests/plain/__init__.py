"""Every question again, in plain SQL over the raw rows of a constructed export."""
