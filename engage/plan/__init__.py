"""The plans that came after inspections: frameworks, focus areas, workstreams and their dated statuses."""
