"""The systems we call. Each adapter fulfils a port of a module and has a demo twin that behaves like the real one."""
