import { createRouter, createWebHistory } from 'vue-router';
import MyTasks from './MyTasks.vue';

const report = () => import('./ReportPage.vue');

export const router = createRouter({
  history: createWebHistory('/m'),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: '/', component: MyTasks },
    { path: '/tasks/:code', component: () => import('./TaskPage.vue'), props: true },
    { path: '/tasks/:code/report', component: report, props: true },
    {
      path: '/tasks/:code/ask/:what(extension|help|transfer)',
      component: () => import('./AskPage.vue'),
      props: true,
    },
    { path: '/:elsewhere(.*)', component: () => import('./NotFound.vue') },
  ],
});

/** Long after the list is there and long before somebody has read it. */
const AHEAD_MS = 3000;

/** The script of a report is there when the network is not: in a lift, in a village. */
export function fetchAhead(): void {
  setTimeout(() => void report().catch(() => null), AHEAD_MS);
}
