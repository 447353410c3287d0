"""What personal data each table holds, why and how long; export, erasure and disposal."""
