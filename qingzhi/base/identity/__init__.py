"""Identity 「身份」: subjects, persons, bodies and their successors, accounts, posts, roles and what they grant."""
