import { doubtful, ok, skipped, wrong, type Verdict } from './verdict.ts';
import type { ClockSight, HostSight, OutgoingSight } from './sights.ts';

/* Between this machine and WeCom: the line, and the time. */

/** A callback that is a few minutes off is refused, and a deadline ends at midnight. */
const TOLERATED_S = 60;
const USUAL_ZONE = 'Asia/Shanghai';

export function judgeClock({ here, there, zone }: ClockSight): Verdict {
  if (!there) return doubtful({ kind: 'clock_unknown' });
  const seconds = Math.round((here.getTime() - there.getTime()) / 1000);
  if (Math.abs(seconds) > TOLERATED_S) return wrong({ kind: 'clock_off', seconds });
  return zone === USUAL_ZONE
    ? ok({ kind: 'clock_right', seconds, zone })
    : doubtful({ kind: 'clock_zone_unusual', zone });
}

export function judgeOutgoing({ hosts, proxySet, sandboxUrl }: OutgoingSight): Verdict {
  const failed = hosts.find(({ failedAt }) => failedAt !== null);
  if (!failed) return ok({ kind: 'outgoing_right', hosts: [...new Set(hosts.map(({ host }) => host))] });
  if (sandboxUrl !== null) return skipped({ kind: 'sandbox_absent', url: sandboxUrl });
  return hostFailure(failed, proxySet);
}

const SILENT = new Set(['ETIMEDOUT', 'timeout', 'EHOSTUNREACH', 'ENETUNREACH']);

function hostFailure({ host, failedAt, code }: HostSight, proxySet: boolean): Verdict {
  if (failedAt === 'certificate') return wrong({ kind: 'outgoing_certificate', host, why: code });
  if (failedAt === 'answer' && /^\d+$/.test(code)) {
    return wrong({ kind: 'outgoing_intercepted', host, status: Number(code) });
  }
  // A network that wants a proxy has neither the name nor the way.
  if (proxySet) return wrong({ kind: 'outgoing_proxy_unused', host });
  if (failedAt === 'name') return wrong({ kind: 'outgoing_no_name', host });
  if (code === 'ECONNREFUSED') return wrong({ kind: 'outgoing_refused', host });
  if (SILENT.has(code)) return wrong({ kind: 'outgoing_silent', host });
  return wrong({ kind: 'outgoing_broken', host, why: code });
}
