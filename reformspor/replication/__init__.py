"""A package others can rebuild every number from: data as a level may ask of them, questions, program and proof."""
