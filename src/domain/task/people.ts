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
  readonly roles: readonly Role[];
  readonly active: boolean;
}

export const hasRole = (person: Person, role: Role): boolean => person.roles.includes(role);
