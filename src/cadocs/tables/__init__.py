"""Facts of no one language: currencies and the knowledge base."""
