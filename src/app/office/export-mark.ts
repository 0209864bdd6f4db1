import type { Deps } from '../ports.ts';
import type { Asker } from './asker.ts';

/** On what is taken away, as on the pages: who has it and since when. */
export function exportMark({ clock }: Pick<Deps, 'clock'>, { person }: Pick<Asker, 'person'>): string {
  const { date, time } = clock.local(clock.now());
  return `${person.name} ${person.userid} ${date} ${time}`;
}
