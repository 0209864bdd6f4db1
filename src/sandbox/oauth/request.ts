import { refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { Agent, Corp } from '../corp.ts';

/** A page asks who is in front of it (dossier §7.1, §7.2). */
export interface AuthRequest {
  /** `login`: a browser on a PC that shows a code to scan. `web`: a page inside WeCom. */
  readonly kind: 'web' | 'login';
  readonly redirect: URL;
  readonly state: string;
  /** Asks for what only the member may give: snsapi_privateinfo. */
  readonly isPrivate: boolean;
}

type Query = Readonly<Record<string, string>>;

/** Read, or what WeCom would have against it. */
export function readAuthRequest(corp: Corp, kind: AuthRequest['kind'], query: Query): AuthRequest | Answer {
  const { appid, redirect_uri: uri = '', state = '', scope, agentid } = query;
  if (appid !== corp.corpId) return refuse(40013, 'appid');
  const refusal = kind === 'web' ? checkWeb(query) : checkLogin(corp.agent, query);
  if (refusal) return refusal;
  if (!/^[A-Za-z0-9]{0,128}$/.test(state)) return refuse(84025);
  const redirect = URL.canParse(uri) ? new URL(uri) : null;
  if (!redirect || !isTrusted(redirect, corp.agent)) return refuse(50001, uri);
  return { kind, redirect, state, isPrivate: scope === 'snsapi_privateinfo' && agentid !== undefined };
}

function checkWeb({ response_type: type, scope }: Query): Answer | null {
  if (type !== 'code') return refuse(40058, 'response_type');
  return scope === 'snsapi_base' || scope === 'snsapi_privateinfo' ? null : refuse(40058, 'scope');
}

function checkLogin({ id }: Agent, { login_type: type, agentid }: Query): Answer | null {
  if (type !== 'CorpApp') return refuse(40058, 'login_type');
  return Number(agentid) === id ? null : refuse(40056);
}

/** Host and port, exactly. */
const isTrusted = (redirect: URL, { trustedDomain }: Agent): boolean =>
  ['http:', 'https:'].includes(redirect.protocol) &&
  (trustedDomain === undefined || trustedDomain === '' || redirect.host === trustedDomain);
