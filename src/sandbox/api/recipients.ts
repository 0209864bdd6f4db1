import { refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { findPerson, isReached } from '../corp.ts';
import type { Corp, Person } from '../corp.ts';
import type { Json } from '../json.ts';

/** Whom a request reaches (dossier §4.1). The visible scope of the app is the whole corporation. */
export interface Recipients {
  readonly userids: readonly string[];
  /** Lower-cased, as WeCom answers them. */
  readonly invalidUsers: readonly string[];
  readonly invalidParties: readonly string[];
  readonly invalidTags: readonly string[];
}

/** The lists of a message/send: `"a|b"`, or `"@all"`. */
export function checkAddressing({ touser, toparty, totag }: Json): Answer | null {
  const given = [touser, toparty, totag].filter((value) => value !== undefined);
  if (given.some((value) => typeof value !== 'string'))
    return refuse(40031, 'touser, toparty, totag are texts');
  if (given.every((value) => value === '')) return refuse(82001);
  if (touser === '@all') return null;
  return checkCounts({ users: split(touser), parties: split(toparty), tags: split(totag) });
}

/** At most 1000 users, 100 parties, 100 tags. */
export function checkCounts(lists: {
  readonly users: readonly unknown[];
  readonly parties: readonly unknown[];
  readonly tags: readonly unknown[];
}): Answer | null {
  if (lists.users.length > 1000) return refuse(40032);
  if (lists.parties.length > 100) return refuse(82002);
  return lists.tags.length > 100 ? refuse(82003) : null;
}

export function recipientsOf(corp: Corp, { touser, toparty, totag }: Json): Recipients {
  if (touser === '@all') {
    return { userids: reachedIn(corp.people), ...NONE_INVALID };
  }
  const users = split(touser);
  const parties = split(toparty);
  const isParty = (id: string): boolean =>
    corp.departments.some((department) => String(department.id) === id);
  const isKnown = (userid: string): boolean => isReached(corp, userid);
  const named = users.filter(isKnown).flatMap((userid) => findPerson(corp, userid)?.userid ?? []);
  const placed = parties.filter(isParty).flatMap((id) => membersBelow(corp, Number(id)));
  return {
    userids: [...new Set([...named, ...placed])],
    invalidUsers: users.filter((userid) => !isKnown(userid)).map((userid) => userid.toLowerCase()),
    invalidParties: parties.filter((id) => !isParty(id)),
    invalidTags: split(totag),
  };
}

/** The members of a department and of all departments under it. */
export function membersBelow(corp: Corp, departmentId: number): readonly string[] {
  const ids = departmentsBelow(corp, departmentId);
  return reachedIn(corp.people.filter((person) => person.department.some((id) => ids.has(id))));
}

const reachedIn = (people: readonly Person[]): readonly string[] =>
  people.filter(({ disabled }) => disabled !== true).map(({ userid }) => userid);

/** The department itself and its descendants. */
export function departmentsBelow(corp: Corp, departmentId: number): ReadonlySet<number> {
  const ids = new Set([departmentId]);
  for (const id of ids) {
    for (const child of corp.departments) if (child.parentid === id) ids.add(child.id);
  }
  return ids;
}

const NONE_INVALID = { invalidUsers: [], invalidParties: [], invalidTags: [] } as const;

const split = (list: unknown): string[] =>
  typeof list === 'string' ? list.split('|').filter((entry) => entry !== '') : [];
