/** The one corporation of a sandbox, with its one self-built application. */
export interface Corp {
  readonly corpName: string;
  /** `ww…` */
  readonly corpId: string;
  readonly agent: {
    readonly id: number;
    readonly name: string;
    readonly secret: string;
    readonly callbackToken: string;
    /** EncodingAESKey: 43 letters and digits. */
    readonly callbackAesKey: string;
  };
  readonly departments: readonly Department[];
  readonly people: readonly Person[];
  readonly groups: readonly WebhookGroup[];
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
}

/** A group chat with a group robot (webhook) in it. */
export interface WebhookGroup {
  readonly id: string;
  readonly name: string;
  readonly webhookKey: string;
  readonly members: readonly string[];
}

/** User ids differ only by more than case (dossier §0), so they are looked up without it. */
export function findPerson(corp: Corp, userid: string): Person | undefined {
  const wanted = userid.toLowerCase();
  return corp.people.find((person) => person.userid.toLowerCase() === wanted);
}
