import { randomBytes } from 'node:crypto';
import { ok, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { isOver } from '../world/is-over.ts';
import type { JsTicket, JsTicketKind } from '../world/setup.ts';
import type { World } from '../world/world.ts';
import type { ApiCall, Endpoint } from './api-call.ts';

/* Tickets that sign a page for the JS-SDK (dossier §7.3). */

const TICKET_SECONDS = 7200;

const ticketEndpoint = (kindIn: (query: ApiCall['query']) => JsTicketKind | null): Endpoint => ({
  method: 'GET',
  needsToken: true,
  handle(world, { query }) {
    const kind = kindIn(query);
    return { answer: kind ? giveTicket(world, kind) : refuse(91040) };
  },
});

export const getJsapiTicket = ticketEndpoint(() => 'corp');
export const ticketGet = ticketEndpoint(({ type }) => (type === 'agent_config' ? 'agent' : null));

/** One that is still good is given again, with what is left of its life. */
function giveTicket(world: World, kind: JsTicketKind): Answer {
  if (isOver(world, 'ticket-corp', kind) || isOver(world, 'ticket-app', kind)) return refuse(45009);
  const nowMs = world.now().getTime();
  const known = world.state.setup.jsTickets.get(kind);
  const ticket = known && known.expiresAt > nowMs ? known : newTicket(world, kind, nowMs);
  return ok({ ticket: ticket.value, expires_in: Math.ceil((ticket.expiresAt - nowMs) / 1000) });
}

function newTicket(world: World, kind: JsTicketKind, nowMs: number): JsTicket {
  const ticket = { value: randomBytes(48).toString('base64url'), expiresAt: nowMs + TICKET_SECONDS * 1000 };
  world.record({ kind: 'js_ticket_issued', of: kind, ticket });
  return ticket;
}
