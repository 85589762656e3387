//! What the user asks for: the query language as a tree, parsed without errors.
