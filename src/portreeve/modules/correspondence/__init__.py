"""What we send: templates, languages, formats, receipts and retries, and the calls we owe.

Not here: when to tell whom what (the module whose news it is decides that).
"""
