"""The one front port: pages go to Django in threads, live updates are streamed from the event loop (ADR 0003)."""
