import { headingMark } from '../../zh/word/common.ts';
import type { Block, Heading } from './paper.ts';

/** The headings with their numbers, as text: what is copied or read by a program keeps them. An annex begins anew. */
export function numbered(blocks: readonly Block[]): Block[] {
  const counts = new Map<Heading['level'], number>();
  return blocks.map((block) => {
    if (block.kind === 'annex') counts.clear();
    if (block.kind !== 'heading') return block;
    const no = (counts.get(block.level) ?? 0) + 1;
    counts.set(block.level, no);
    for (const level of [2, 3, 4] as const) if (level > block.level) counts.delete(level);
    return { ...block, text: headingMark[block.level](no) + block.text };
  });
}
