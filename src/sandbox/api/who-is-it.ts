import { randomBytes } from 'node:crypto';
import { ok, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { findPerson } from '../corp.ts';
import { textOf } from '../json.ts';
import type { OAuthCode, UserTicket } from '../world/setup.ts';
import type { World } from '../world/world.ts';
import { jsonEndpoint, readEndpoint } from './api-call.ts';

/* Who came back from the authorisation page (dossier §7.1): the server's half of OAuth. */

const CODE_MS = 5 * 60_000;
const TICKET_MS = 1_800_000;

/** auth/getuserinfo: a code works once, for five minutes. */
export const getUserInfo = readEndpoint((world, query) => {
  if (!query.code) return refuse(41008);
  const code = world.state.setup.codes.get(query.code);
  if (!code) return refuse(40029);
  if (code.used) return refuse(42022);
  if (world.now().getTime() >= code.issuedAt + CODE_MS) return refuse(42003);
  return tellVisitor(world, code);
});

/** The user_ticket comes only with snsapi_privateinfo. */
function tellVisitor(world: World, { value, visitor, isPrivate }: OAuthCode): Answer {
  const ticket = isPrivate && 'userid' in visitor ? newTicket(world, visitor.userid) : null;
  world.record({ kind: 'oauth_code_used', code: value, ticket });
  if ('openid' in visitor) return ok({ openid: visitor.openid, external_userid: `wm${visitor.openid}` });
  return ok({ userid: visitor.userid, ...(ticket ? { user_ticket: ticket.value } : {}) });
}

const newTicket = (world: World, userid: string): UserTicket => ({
  value: randomBytes(48).toString('base64url'),
  userid,
  issuedAt: world.now().getTime(),
});

/** auth/getuserdetail: what contacts no longer tell (dossier §6.2). */
export const getUserDetail = jsonEndpoint((world, _call, body) => {
  const ticket = world.state.setup.userTickets.get(textOf(body, 'user_ticket'));
  if (!ticket) return { answer: refuse(84015) };
  if (world.now().getTime() >= ticket.issuedAt + TICKET_MS) return { answer: refuse(84014) };
  const person = findPerson(world.corp, ticket.userid);
  if (!person) return { answer: refuse(60111) };
  const { userid, mobile = '', email = '' } = person;
  const unknown = { gender: '0', avatar: '', qr_code: '', biz_mail: '', address: '' };
  return { answer: ok({ userid, mobile, email, ...unknown }) };
});
