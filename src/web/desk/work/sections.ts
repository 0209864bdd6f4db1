import { workWords } from '../../../zh/pages/desk-work.ts';
import type { Section } from '../section.ts';

export const workSections: readonly Section[] = [
  {
    path: '/',
    title: workWords.ledger,
    group: 'work',
    needs: ['chase', 'review_closure', 'see_week'],
    load: async () => (await import('./LedgerPage.vue')).default,
  },
];
