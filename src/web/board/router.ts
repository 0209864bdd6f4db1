import { createRouter, createWebHistory } from 'vue-router';
import WallChart from './WallChart.vue';

export const router = createRouter({
  history: createWebHistory('/board'),
  routes: [{ path: '/', component: WallChart }],
});
