import { createRouter, createWebHistory } from 'vue-router';
import { sections } from './sections.ts';

export const router = createRouter({
  history: createWebHistory('/desk'),
  routes: [
    ...sections.flatMap((section) =>
      [section.path, ...(section.also ?? [])].map((path) => ({
        path,
        component: section.load,
        meta: { title: section.title, section },
      })),
    ),
    { path: '/:elsewhere(.*)', redirect: '/' },
  ],
});
