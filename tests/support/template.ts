/** The database with all migrations that every test database is a copy of. */
export const TEMPLATE = 'duban_template';
