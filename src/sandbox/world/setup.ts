import type { Corp } from '../corp.ts';
import type { Json } from '../json.ts';
import { changedCorp } from './corp-changes.ts';
import type { CorpChange } from './corp-changes.ts';
import type { LimitName, Use } from './limits.ts';

/*
 * What stands around the chats: the corporation as it is now, the switches of the console, the app's menu and
 * workbench tiles, and what OAuth gave out.
 */

export interface Setup {
  /** As it was read: a reset goes back to it. */
  readonly corpFile: Corp;
  corp: Corp;
  /** Off: the address the app calls from is not on its list. */
  isTrustedIp: boolean;
  /** Maxima set by hand. */
  readonly limits: Map<LimitName, number>;
  /** The top buttons; null before there is a menu. */
  menu: readonly Json[] | null;
  tileTemplate: Tile | null;
  /** userid → the member's own tile. */
  readonly tiles: Map<string, Tile>;
  readonly codes: Map<string, OAuthCode>;
  readonly userTickets: Map<string, UserTicket>;
  /** JS-SDK tickets by kind. */
  readonly jsTickets: Map<JsTicketKind, JsTicket>;
}

/** What one workbench tile shows (dossier §11.9): the object under the name of its type. */
export interface Tile {
  readonly type: string;
  readonly content: Json;
}

export interface OAuthCode {
  readonly value: string;
  readonly visitor: Visitor;
  readonly isPrivate: boolean;
  /** ms */
  readonly issuedAt: number;
  used: boolean;
}

/** Who came back from the authorisation page: a member, or somebody from outside. */
export type Visitor = { readonly userid: string } | { readonly openid: string };

export interface UserTicket {
  readonly value: string;
  readonly userid: string;
  /** ms */
  readonly issuedAt: number;
}

export type JsTicketKind = 'corp' | 'agent';

export interface JsTicket {
  readonly value: string;
  /** ms */
  readonly expiresAt: number;
}

export type SetupEvent =
  | { readonly kind: 'corp_changed'; readonly change: CorpChange }
  | { readonly kind: 'trusted_ip_switched'; readonly trusted: boolean }
  | { readonly kind: 'limit_set'; readonly name: LimitName; readonly max: number }
  | { readonly kind: 'menu_set'; readonly menu: readonly Json[] | null }
  | { readonly kind: 'tile_template_set'; readonly tile: Tile | null; readonly replacesTiles: boolean }
  | {
      readonly kind: 'tiles_set';
      readonly userids: readonly string[];
      readonly tile: Tile;
      readonly uses: readonly Use[];
    }
  | { readonly kind: 'oauth_code_issued'; readonly code: Omit<OAuthCode, 'used'> }
  | { readonly kind: 'oauth_code_used'; readonly code: string; readonly ticket: UserTicket | null }
  | { readonly kind: 'js_ticket_issued'; readonly of: JsTicketKind; readonly ticket: JsTicket };

export const newSetup = (corp: Corp): Setup => ({
  corpFile: corp,
  corp,
  isTrustedIp: true,
  limits: new Map(),
  menu: null,
  tileTemplate: null,
  tiles: new Map(),
  codes: new Map(),
  userTickets: new Map(),
  jsTickets: new Map(),
});

/** Answers whose chats look different now. */
export function applySetup(setup: Setup, event: SetupEvent): readonly string[] {
  switch (event.kind) {
    case 'corp_changed':
      setup.corp = changedCorp(setup.corp, event.change);
      return everybody(setup);
    case 'trusted_ip_switched':
      setup.isTrustedIp = event.trusted;
      return [];
    case 'limit_set':
      setup.limits.set(event.name, event.max);
      return [];
    case 'menu_set':
      setup.menu = event.menu;
      return everybody(setup);
    case 'tile_template_set':
      setup.tileTemplate = event.tile;
      if (event.replacesTiles || event.tile === null) setup.tiles.clear();
      return everybody(setup);
    case 'tiles_set':
      for (const userid of event.userids) setup.tiles.set(userid, event.tile);
      return event.userids;
    case 'oauth_code_issued':
      setup.codes.set(event.code.value, { ...event.code, used: false });
      return [];
    case 'oauth_code_used':
      return useCode(setup, event.code, event.ticket);
    case 'js_ticket_issued':
      setup.jsTickets.set(event.of, event.ticket);
      return [];
  }
}

const everybody = ({ corp }: Setup): readonly string[] => corp.people.map(({ userid }) => userid);

function useCode(setup: Setup, value: string, ticket: UserTicket | null): readonly string[] {
  const code = setup.codes.get(value);
  if (code) code.used = true;
  if (ticket) setup.userTickets.set(ticket.value, ticket);
  return [];
}
