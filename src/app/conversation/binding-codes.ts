import { createHash } from 'node:crypto';
import { AppError } from '../../errors.ts';
import { OPERATOR, type DoneBy } from '../office/done-by.ts';
import type { Deps } from '../ports.ts';

/*
 * One-time codes that say who is behind a conversation of the robot, for corporations whose robot tells no plain
 * userids (bots §B8).
 */

const DAY_MS = 86_400_000;
const VALID_DAYS = 14;

/** Crockford's base32: no I, L, O, U, which are misread. 32 letters, so that a byte gives each the same chance. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 6;

export interface IssuedCode {
  readonly userid: string;
  readonly name: string;
  /** `BD-7K3Q9M`; shown now and never again, as only its hash is kept. */
  readonly code: string;
  readonly validUntil: Date;
}

/**
 * Makes the code by which a person makes himself known to the robot; an earlier one of his ends.
 * @param random as many random bytes as asked for
 * @throws AppError not_found when nobody active has that userid
 */
export async function issueBindingCode(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  { userid, by = OPERATOR }: { readonly userid: string; readonly by?: DoneBy },
  random: (bytes: number) => Uint8Array,
): Promise<IssuedCode> {
  const person = await store.people.byUserid(userid);
  if (!person?.active) throw new AppError('not_found', `nobody active here has the userid ${userid}`);
  const code = `BD-${[...random(CODE_LENGTH)].map((byte) => LETTERS[byte % LETTERS.length]).join('')}`;
  const now = clock.now();
  const validUntil = new Date(now.getTime() + VALID_DAYS * DAY_MS);
  await store.transaction(async (stores) => {
    await stores.bindingCodes.issue({ hash: hashOfCode(code), personId: person.id, expiresAt: validUntil });
    await stores.audit.append({
      at: now,
      ...by,
      event: 'binding_code_issued',
      subject: person.userid,
      detail: { validUntil: validUntil.toISOString() },
    });
  });
  return { userid: person.userid, name: person.name, code, validUntil };
}

export const hashOfCode = (code: string): string =>
  createHash('sha256').update(code.toUpperCase()).digest('hex');
