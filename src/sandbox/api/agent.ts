import { ok, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { Corp } from '../corp.ts';
import { readEndpoint } from './api-call.ts';

/** Every request that names an agent must name the one its token belongs to, as a number. */
export function checkAgentId(corp: Corp, agentid: unknown): Answer | null {
  if (agentid === undefined) return refuse(41011);
  if (!Number.isInteger(agentid)) return refuse(40056, 'agentid is an integer');
  return agentid === corp.agent.id ? null : refuse(301002);
}

/** agent/get (dossier §0). */
export const agentGet = readEndpoint(({ corp }, { agentid }) => {
  const refusal = checkAgentId(corp, agentid === undefined ? undefined : Number(agentid));
  if (refusal) return refusal;
  return ok({
    agentid: corp.agent.id,
    name: corp.agent.name,
    square_logo_url: '',
    description: '',
    allow_userinfos: { user: [] },
    allow_partys: { partyid: [1] },
    allow_tags: { tagid: [] },
    close: 0,
    redirect_domain: corp.agent.trustedDomain ?? '',
    report_location_flag: 0,
    isreportenter: 1,
    home_url: '',
  });
});

/** agent/list: the one application that owns the token. */
export const agentList = readEndpoint(({ corp }) =>
  ok({ agentlist: [{ agentid: corp.agent.id, name: corp.agent.name, square_logo_url: '' }] }),
);

/** getcallbackip, get_api_domain_ip: callbacks of this sandbox come from this machine, and so does its API. */
export const ownAddresses = readEndpoint(() => ok({ ip_list: ['127.0.0.1', '::1'] }));
