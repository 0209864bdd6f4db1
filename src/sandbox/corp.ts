/** The one corporation of a sandbox, with its one self-built application. */
export interface Corp {
  readonly corpName: string;
  /** `ww…` */
  readonly corpId: string;
  readonly agent: Agent;
  /** 账号上限数, of which the daily cap of the app is made; default: the number of people. */
  readonly accounts?: number;
  readonly departments: readonly Department[];
  readonly people: readonly Person[];
  readonly groups: readonly WebhookGroup[];
  readonly robot?: SmartRobot;
}

export interface Agent {
  readonly id: number;
  readonly name: string;
  readonly secret: string;
  readonly callbackToken: string;
  /** EncodingAESKey: 43 letters and digits. */
  readonly callbackAesKey: string;
  /** 可信域名, host and port, where OAuth may lead back to; without it anywhere. */
  readonly trustedDomain?: string;
  /** Whether the console allows workbench tiles. */
  readonly workbench?: boolean;
}

export interface Department {
  readonly id: number;
  readonly name: string;
  /** 0 for the root department 1. */
  readonly parentid: number;
  readonly leader?: readonly string[];
}

export interface Person {
  readonly userid: string;
  readonly name: string;
  readonly department: readonly number[];
  readonly position?: string;
  /** userid; '' or absent for nobody. */
  readonly directLeader?: string;
  /** Disabled by the administrator: still listed, no longer reached. */
  readonly disabled?: boolean;
  /** Told to the app only by OAuth with consent. */
  readonly mobile?: string;
  readonly email?: string;
}

/** The smart robot on its long connection (bots C); every person and every group may talk to it. */
export interface SmartRobot {
  /** `aib…` */
  readonly id: string;
  readonly secret: string;
  /** What it is called; the first is its name, the others are what it was called before. */
  readonly names: readonly [string, ...string[]];
  /** Whether it hears of a member by userid or by an opaque id of its own (bots B8). */
  readonly idKind: 'plain' | 'encrypted';
}

/** A group chat with a group robot (webhook) in it. */
export interface WebhookGroup {
  readonly id: string;
  readonly name: string;
  readonly webhookKey: string;
  readonly members: readonly string[];
}

/** A member who is disabled, or gone, gets nothing any more. */
export function isReached(corp: Corp, userid: string): boolean {
  const person = findPerson(corp, userid);
  return person !== undefined && person.disabled !== true;
}

/** User ids differ only by more than case (dossier §0), so they are looked up without it. */
export function findPerson(corp: Corp, userid: string): Person | undefined {
  const wanted = userid.toLowerCase();
  return corp.people.find((person) => person.userid.toLowerCase() === wanted);
}
