import { weekWords } from '../../../zh/pages/desk-week.ts';
import type { Section } from '../section.ts';

export const weekSections: readonly Section[] = [
  {
    path: '/replies',
    title: weekWords.sections.replies,
    group: 'week',
    needs: ['correct_reply'],
    load: async () => (await import('./RepliesPage.vue')).default,
  },
  {
    path: '/week',
    title: weekWords.sections.week,
    group: 'week',
    needs: ['see_unreported'],
    load: async () => (await import('./WeekPage.vue')).default,
  },
  {
    path: '/audit',
    title: weekWords.sections.audit,
    group: 'office',
    needs: ['see_audit'],
    load: async () => (await import('./AuditPage.vue')).default,
  },
  {
    path: '/health',
    title: weekWords.sections.health,
    group: 'office',
    needs: ['see_health'],
    load: async () => (await import('./HealthPage.vue')).default,
  },
];
