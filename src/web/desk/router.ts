import { createRouter, createWebHistory } from 'vue-router';
import { sections } from './sections.ts';

export const router = createRouter({
  history: createWebHistory('/desk'),
  routes: [
    ...sections.flatMap(({ path, also = [], title, load }) =>
      [path, ...also].map((each) => ({ path: each, component: load, meta: { title } })),
    ),
    { path: '/:elsewhere(.*)', redirect: '/' },
  ],
});
