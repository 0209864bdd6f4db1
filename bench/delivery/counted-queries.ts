import pg from 'pg';

/** Statements of this process, those of the queue apart from ours. */
export interface Counted {
  ours: number;
  queue: number;
  /** Of ours, by their beginning. */
  readonly byText: Map<string, number>;
}

/** Counts from now on. */
export function countQueries(): Counted {
  const counted: Counted = { ours: 0, queue: 0, byText: new Map() };
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function counting(this: pg.Client, ...args: unknown[]): unknown {
    if (isOfQueue(this)) counted.queue += 1;
    else {
      counted.ours += 1;
      const [asked] = args as [string | { readonly text?: string }];
      const text = ((typeof asked === 'string' ? asked : asked.text) ?? '').replaceAll(/\s+/g, ' ').trim();
      counted.byText.set(text, (counted.byText.get(text) ?? 0) + 1);
    }
    return Reflect.apply(query, this, args);
  } as typeof query;
  return counted;
}

const isOfQueue = (client: pg.Client): boolean => {
  const { connectionParameters } = client as unknown as { connectionParameters?: { options?: string } };
  return connectionParameters?.options?.includes('bullmq') === true;
};
