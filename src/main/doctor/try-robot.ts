import type { Answer } from '../../app/doctor/sights.ts';
import type { RobotSettings } from '../../config.ts';
import type { Log } from '../../app/ports.ts';
import { createLease } from '../../store/lease.ts';
import { adviceFor } from '../../wecom/errors.ts';
import { openConnection, type ConnectionEnd } from '../../wecom/robot/connection.ts';
import { systemTimers } from '../../wecom/robot/timers.ts';

const TIMEOUT_MS = 8_000;

/**
 * Subscribes once and leaves again, holding the lease of the connection's owner meanwhile: a second connection would
 * kick the first (bots §C1). Null when somebody owns it after all.
 */
export async function tryRobot(
  settings: RobotSettings,
  databaseUrl: string,
  log: Log,
): Promise<Answer | null> {
  const lease = createLease(databaseUrl, settings.robotId);
  if (!(await lease.acquire())) return null;
  try {
    return await subscribeOnce(settings, log);
  } finally {
    await lease.release();
  }
}

function subscribeOnce(account: RobotSettings, log: Log): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer): void => {
      cancel();
      void connection.close().then(() => resolve(answer));
    };
    const cancel = systemTimers.after(TIMEOUT_MS, () => settle({ kind: 'unanswered', why: 'timeout' }));
    const connection = openConnection({
      account,
      timers: systemTimers,
      log,
      events: {
        subscribed: () => settle({ kind: 'answered', errcode: 0, body: {}, advice: '', ip: null }),
        // Whatever is said to it now is lost, as it would be without us.
        callback: () => {},
        ended: (end) => settle(answerOf(end)),
      },
    });
  });
}

function answerOf(end: ConnectionEnd): Answer {
  if (end.how !== 'refused') return { kind: 'unanswered', why: end.how === 'kicked' ? 'kicked' : end.why };
  return {
    kind: 'answered',
    errcode: end.code,
    body: {},
    advice: adviceFor(end.code, end.why, 'robot'),
    ip: null,
  };
}
