/**
 * The people of a round. `Role` is what a person may do in the software; being the owner of a task or the
 * head of a unit follows from the task and the unit, not from a role.
 */
export type Role = 'manager' | 'reviewer' | 'leading_group' | 'administrator' | 'auditor';

/** A unit or person as others mention it. */
export interface Ref {
  readonly id: string;
  readonly name: string;
}

export interface Unit extends Ref {
  readonly headId: string | null;
}

export interface Person extends Ref {
  /** WeCom userid, kept as delivered and compared without case (app-api §0). */
  readonly userid: string;
  readonly unit: Ref | null;
  /** Held in every round. */
  readonly roles: readonly Role[];
  /** Held in one round only. */
  readonly roundRoles: readonly { readonly roundId: string; readonly role: Role }[];
  readonly active: boolean;
}

/** What the person is in that round. */
export const rolesIn = (person: Pick<Person, 'roles' | 'roundRoles'>, roundId: string): ReadonlySet<Role> =>
  new Set([
    ...person.roles,
    ...person.roundRoles.flatMap((held) => (held.roundId === roundId ? [held.role] : [])),
  ]);

/** What the person is in any round at all. */
export const rolesAnywhere = (person: Pick<Person, 'roles' | 'roundRoles'>): ReadonlySet<Role> =>
  new Set([...person.roles, ...person.roundRoles.map(({ role }) => role)]);
