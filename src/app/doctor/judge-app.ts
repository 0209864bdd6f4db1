import { doubtful, ok, skipped, wrong, type Verdict } from './verdict.ts';
import type { Answer, AppSight } from './sights.ts';

/* The self-built app: its token, the addresses it may call from, what it sees (app-api §0, §1). */

const WRONG_CORP = new Set([40013]);
const WRONG_SECRET = new Set([40001, 40091, 45031]);
const WRONG_AGENT = new Set([40056, 301002]);
/** The address is blocked for an hour after many wrong secrets. */
const BANNED = 45009;
const UNTRUSTED_IP = new Set([60020, 301042]);

const notSetUp = skipped({ kind: 'not_set_up', what: 'app' });

const isUntrusted = (answer: Answer | null): boolean =>
  answer?.kind === 'answered' && UNTRUSTED_IP.has(answer.errcode);

export function judgeToken(app: AppSight | null): Verdict {
  if (!app) return notSetUp;
  const { token } = app;
  if (token.kind === 'unanswered') return wrong({ kind: 'token_unanswered', why: token.why });
  const { errcode: code, advice } = token;
  if (code === 0) return ok({ kind: 'token_right' });
  if (isUntrusted(token)) return skipped({ kind: 'token_behind_trusted_ip' });
  if (WRONG_CORP.has(code)) return wrong({ kind: 'token_wrong_corp' });
  if (WRONG_SECRET.has(code)) return wrong({ kind: 'token_wrong_secret', code });
  if (code === BANNED) return wrong({ kind: 'token_banned' });
  return wrong({ kind: 'token_refused', code, advice });
}

/** Any call may be the one that is refused. */
export function judgeTrustedIp(app: AppSight | null): Verdict {
  if (!app) return notSetUp;
  const refused = [app.token, app.agent].find(isUntrusted);
  if (refused?.kind === 'answered') return wrong({ kind: 'trusted_ip_missing', ip: refused.ip });
  if (app.agent?.kind !== 'answered') return skipped({ kind: 'skipped_after', check: 'token' });
  return ok({ kind: 'trusted_ip_right' });
}

/** The whole corporation: everybody is below it (app-api §0). */
const ROOT_DEPARTMENT = 1;

export function judgeApp(app: AppSight | null): Verdict {
  if (!app) return notSetUp;
  const { agent, agentId } = app;
  if (!agent) return skipped({ kind: 'skipped_after', check: 'token' });
  if (agent.kind === 'unanswered') return wrong({ kind: 'app_unanswered', why: agent.why });
  const { errcode: code, advice, body } = agent;
  if (WRONG_AGENT.has(code)) return wrong({ kind: 'app_other', agentId });
  if (code !== 0) return wrong({ kind: 'app_refused', code, advice });
  const name = typeof body['name'] === 'string' ? body['name'] : '';
  return body['close'] === 1 ? wrong({ kind: 'app_off', name }) : judgeScope(name, body);
}

function judgeScope(name: string, body: Readonly<Record<string, unknown>>): Verdict {
  const departments = listIn(body['allow_partys'], 'partyid');
  if (departments.includes(ROOT_DEPARTMENT)) return ok({ kind: 'app_right', name });
  const people = listIn(body['allow_userinfos'], 'user').length;
  const tags = listIn(body['allow_tags'], 'tagid').length;
  if (departments.length + people + tags === 0) return wrong({ kind: 'app_scope_empty', name });
  return doubtful({
    kind: 'app_scope_without_root',
    name,
    departments: departments.length,
    people,
    tags,
  });
}

function listIn(holder: unknown, field: string): readonly unknown[] {
  const list: unknown = typeof holder === 'object' && holder !== null ? Reflect.get(holder, field) : null;
  return Array.isArray(list) ? list : [];
}
