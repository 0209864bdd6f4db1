/*
 * What a report shows to whom. A problem may be withheld twice: inside the party and from society, each with its
 * reason; the superior authority is shown everything.
 */

export const AUDIENCES = ['superior', 'party', 'society'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Whom a problem can be withheld from. */
export type Public = Exclude<Audience, 'superior'>;

/** Why it is withheld; null where it is published. */
export type Withheld = Readonly<Record<Public, string | null>>;

/** What the party's members are not shown, society is not shown either. */
export function isWithheld(withheld: Withheld, audience: Audience): boolean {
  if (audience === 'superior') return false;
  return withheld.party !== null || (audience === 'society' && withheld.society !== null);
}
