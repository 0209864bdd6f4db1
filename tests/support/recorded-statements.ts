import pg from 'pg';

/** A statement as it went to the database, with the values it went with first. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

type Query = string | { readonly text: string; readonly values?: readonly unknown[] };

/** Writes down every statement of this process, each text once, until it is stopped. */
export function recordStatements(): { readonly statements: () => Statement[]; stop(): void } {
  const found = new Map<string, Statement>();
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function recorded(this: pg.Client, ...args: unknown[]): unknown {
    const [asked, values] = args as [Query, unknown];
    const text = typeof asked === 'string' ? asked : asked.text;
    const own = typeof asked === 'string' ? values : asked.values;
    if (typeof text === 'string' && !found.has(text))
      found.set(text, { text, values: Array.isArray(own) ? own : [] });
    return Reflect.apply(query, this, args);
  } as typeof query;
  return {
    statements: () => [...found.values()],
    stop: () => void (pg.Client.prototype.query = query),
  };
}
