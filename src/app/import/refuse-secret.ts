import { OPERATOR, type DoneBy } from '../office/done-by.ts';
import type { Deps } from '../ports.ts';

/** What is remembered of a file that was refused for its mark (domain rule 10): nothing of what is in it. */
export interface RefusedFile {
  readonly type: string;
  readonly bytes: number;
  readonly by?: DoneBy;
}

/** Says in the audit log that somebody tried to import a file marked secret. */
export async function refuseSecretFile(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  { type, bytes, by = OPERATOR }: RefusedFile,
): Promise<void> {
  await store.transaction((stores) =>
    stores.audit.append({
      at: clock.now(),
      actor: by.actor,
      source: 'import',
      event: 'secret_refused',
      subject: 'import',
      refused: true,
      detail: { what: 'file', type, bytes },
    }),
  );
}
