import { createRouter, createWebHistory } from 'vue-router';
import MyTasks from './MyTasks.vue';

export const router = createRouter({
  history: createWebHistory('/m'),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: '/', component: MyTasks },
    { path: '/tasks/:code', component: () => import('./TaskPage.vue'), props: true },
    { path: '/tasks/:code/report', component: () => import('./ReportPage.vue'), props: true },
    {
      path: '/tasks/:code/ask/:what(extension|help|transfer)',
      component: () => import('./AskPage.vue'),
      props: true,
    },
    { path: '/:elsewhere(.*)', component: () => import('./NotFound.vue') },
  ],
});
