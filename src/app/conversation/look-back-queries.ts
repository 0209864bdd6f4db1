import type { Action } from '../../domain/access/actions.ts';
import { mayInRound } from '../../domain/access/permissions.ts';
import { openLookBacks, warningsNow } from '../look-back/lists.ts';
import { answer, type Turn } from './turn.ts';

const roundsFor = ({ rounds, person }: Turn, action: Action): ReadonlySet<string> =>
  new Set(rounds.flatMap(({ id }) => (mayInRound(person, action, id) ? [id] : [])));

export async function listLookBacks(turn: Turn): Promise<string> {
  const open = await openLookBacks(turn, roundsFor(turn, 'check_look_back'));
  answer(turn, { kind: 'look_backs', ...open });
  return 'look_backs_listed';
}

export async function listWarnings(turn: Turn): Promise<string> {
  const warnings = await warningsNow(turn, roundsFor(turn, 'see_week'));
  answer(turn, { kind: 'relapse_warnings', warnings });
  return 'warnings_listed';
}
