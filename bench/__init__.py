"""Benchmarks: every figure in one run, beside a bare Django page on the same servers."""
