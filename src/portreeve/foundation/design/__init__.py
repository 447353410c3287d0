"""The look of every page: base templates, components, brand, styles and scripts."""
