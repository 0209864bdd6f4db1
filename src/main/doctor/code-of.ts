/**
 * A code or a name for what went wrong: `ECONNREFUSED`, `28P01`, `timeout`. Never the message, which may hold an address
 * with a password.
 */
export function codeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return 'unknown';
  if ('code' in cause && typeof cause.code === 'string') return cause.code;
  const said = `${cause.name} ${cause.message}`;
  return NAMELESS.find(([pattern]) => pattern.test(said))?.[1] ?? cause.name;
}

/** What fetch, pg and ioredis say without a code. */
const NAMELESS = [
  [/timeout/i, 'timeout'],
  [/connection (is closed|closed|terminated|ended)/i, 'connection closed'],
] as const;
