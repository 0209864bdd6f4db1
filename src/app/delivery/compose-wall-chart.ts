import { addDays, mondayOf, parseDateOnly } from '../../domain/calendar/date.ts';
import { drawnFrom } from '../week/wall-chart.ts';
import type { StoredOutbound } from './message-stores.ts';
import type { Deps } from '../ports.ts';
import { digestState } from './after-digest.ts';
import { drop, say, type Composed } from './composed.ts';

/** The wall chart of the frozen week that a digest told of, as it is sent: never of another week. */
export async function composeWallChart(deps: Deps, message: StoredOutbound): Promise<Composed> {
  const { store, clock, log } = deps;
  const round = message.roundId === null ? null : await store.rounds.byId(message.roundId);
  const week = parseDateOnly(message.period);
  const frozen = round && week && (await store.weeks.frozen(round.id, week));
  if (!round || !frozen) return drop('skipped', 'week_not_frozen');
  if (!round.settings.digestPicture) return drop('skipped', 'pictures_off');
  if ((await digestState(deps, message)) !== 'sent') return drop('skipped', 'digest_not_sent');
  const next = addDays(mondayOf(clock.local(clock.now()).date), 7);
  const [newest] = await store.weeks.figuresBefore(round.id, next, 1);
  if (newest && newest.week > frozen.week) return drop('expired', 'week_over');
  const made = await drawnFrom(store, round, frozen);
  if (made.kind === 'chart') return say({ kind: 'wall_chart', chart: made.chart });
  log.error({ round: round.letter, week, errors: made.errors }, 'figures_do_not_close');
  return drop('rejected', 'figures_do_not_close');
}
