"""What answers each address of the public site: read a request, call the modules, show a page."""
