/** `corp` signs WeCom's `config`, `agent` its `agentConfig` (app-api §7.3). */
export type TicketKind = 'corp' | 'agent';

/** What a page shows WeCom's client to be let at its functions. */
export interface PageSignature {
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly nonceStr: string;
  readonly signature: string;
  /** Names the ticket without telling it: whoever is refused with it asks for a signature by another one. */
  readonly ticket: string;
}

/** Lets pages use what WeCom's client has: its camera, its directory. */
export interface PageSdk {
  readonly app: { readonly corpId: string; readonly agentId: string };
  /**
   * @param url the page as the browser has it, without `#…`
   * @param refusedTicket the name of one that WeCom's client has refused
   * @returns null while WeCom gives no ticket
   */
  sign(kind: TicketKind, url: string, refusedTicket: string | null): Promise<PageSignature | null>;
}
