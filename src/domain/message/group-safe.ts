import type { Notice } from './notice.ts';

/**
 * The only things that are ever said in a group (domain rule 10): figures with codes and units, a request to look at
 * one's own messages, and where an answer is. Whatever else is addressed to a group is refused when it is to be sent.
 */
export const GROUP_SAFE: ReadonlySet<Notice['kind']> = new Set<Notice['kind']>([
  'digest',
  'wall_chart',
  'mention',
  'answered_privately',
  'failed',
]);
