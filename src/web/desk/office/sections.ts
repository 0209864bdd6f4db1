import { officeWords } from '../../../zh/pages/desk-office.ts';
import type { Section } from '../section.ts';

export const officeSections: readonly Section[] = [
  {
    path: '/papers',
    title: officeWords.papers,
    group: 'office',
    needs: ['issue_papers'],
    load: async () => (await import('./PapersPage.vue')).default,
  },
  {
    path: '/import',
    title: officeWords.import,
    group: 'office',
    needs: ['import_tasks'],
    load: async () => (await import('./ImportPage.vue')).default,
  },
  {
    path: '/people',
    title: officeWords.people,
    group: 'office',
    needs: ['see_people'],
    load: async () => (await import('./PeoplePage.vue')).default,
  },
  {
    path: '/settings',
    title: officeWords.settings,
    group: 'office',
    needs: ['configure_round'],
    load: async () => (await import('./SettingsPage.vue')).default,
  },
];
