//! The folder of articles: walking it, decoding its files, and reading them.
