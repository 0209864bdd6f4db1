import { createRouter, createWebHistory } from 'vue-router';
import { sections } from './sections.ts';

export const router = createRouter({
  history: createWebHistory('/desk'),
  routes: [
    ...sections.map(({ path, title, load }) => ({ path, component: load, meta: { title } })),
    { path: '/:elsewhere(.*)', redirect: '/' },
  ],
});
