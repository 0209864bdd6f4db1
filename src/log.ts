import { pino, type Logger } from 'pino';

/**
 * JSON lines for operators. Secrets are cut out wherever they stand; what people wrote is never logged above debug
 * (checked in the tests of each adapter).
 */
export function createLog(level: string, to: 'stdout' | 'stderr' = 'stdout'): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        '*.secret',
        '*.token',
        '*.access_token',
        '*.key',
        '*.password',
        'secret',
        'token',
        'key',
        'password',
      ],
      censor: '[redacted]',
    },
  };
  return pino(options, pino.destination({ dest: to === 'stdout' ? 1 : 2, sync: true }));
}
