import { lookBackWords } from '../../../zh/pages/desk-look-backs.ts';
import { workWords } from '../../../zh/pages/desk-work.ts';
import type { Section } from '../section.ts';

export const workSections: readonly Section[] = [
  {
    path: '/',
    // A task is shown over the table it was opened from.
    also: ['/tasks/:code'],
    title: workWords.ledger,
    group: 'work',
    needs: ['chase', 'review_closure', 'see_week'],
    load: async () => (await import('./LedgerPage.vue')).default,
  },
  {
    path: '/reviews',
    title: workWords.reviews,
    group: 'work',
    needs: ['review_closure'],
    load: async () => (await import('./ReviewsPage.vue')).default,
  },
  {
    path: '/requests',
    title: workWords.requests,
    group: 'work',
    needs: ['decide_extension'],
    load: async () => (await import('./RequestsPage.vue')).default,
  },
  {
    path: '/chase',
    title: workWords.chase,
    group: 'work',
    needs: ['chase'],
    load: async () => (await import('./ChasePage.vue')).default,
  },
  {
    path: '/look-backs',
    title: lookBackWords.heading,
    group: 'work',
    needs: ['check_look_back'],
    load: async () => (await import('./LookBacksPage.vue')).default,
  },
];
