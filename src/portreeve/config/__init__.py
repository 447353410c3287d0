"""Where the parts are joined: settings, addresses, wiring and the command line. Nothing else may know all of them."""
