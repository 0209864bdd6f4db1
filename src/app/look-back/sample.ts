import { mayInRound } from '../../domain/access/permissions.ts';
import type { SupervisionCommand } from '../../domain/reply/result.ts';
import type { SampleSize } from '../../domain/task/look-back/draw-sample.ts';
import type { Acting } from '../acting.ts';
import { refuse, type Done, type Prepared } from '../supervision/prepared.ts';
import { drawLine, drawRound, dueOfSample, keepSample, seedOf, type RoundSample } from './draw.ts';

type Sample = Extract<SupervisionCommand, { name: 'sample' }>;

/** What is drawn when only a sample is asked for. */
const USUAL: SampleSize = { percent: 10 };

/** 抽查: what would be drawn of each round, and the look-backs it brings. The same order on the same day draws the same. */
export async function prepareSample(acting: Acting, command: Sample): Promise<Prepared> {
  const rounds = acting.rounds.filter(({ id }) => mayInRound(acting.person, 'draw_sample', id));
  if (rounds.length === 0) return refuse('not_permitted', null);
  const size = sizeOf(command);
  const samples: RoundSample[] = [];
  for (const round of rounds) {
    const draw = { ...size, seed: seedOf(round, acting.today) };
    samples.push(await drawRound(acting.stores, round, draw));
  }
  const draws = samples.filter(({ drawn }) => drawn.length > 0).map(drawLine);
  if (samples.every(({ fresh }) => fresh.length === 0))
    return { kind: 'empty', outcome: 'sample_empty', notice: { kind: 'sample_empty', draws } };
  const due = dueOfSample(acting.calendar, acting.today);
  return {
    kind: 'ready',
    preview: (cardId) => ({ kind: 'preview', cardId, order: { do: 'sample', draws, due } }),
    command,
    async perform(): Promise<Done> {
      const cause = { at: acting.now, actor: acting.person.userid, source: acting.source };
      for (const sample of samples)
        if (sample.fresh.length > 0) await keepSample(acting.stores, sample, due, cause);
      return { outcome: 'sampled', notice: { kind: 'sample_drawn', draws, due } };
    },
  };
}

function sizeOf({ count, percent }: Sample): SampleSize {
  if (count !== undefined) return { count };
  return percent === undefined ? USUAL : { percent };
}
