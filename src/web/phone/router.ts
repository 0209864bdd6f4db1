import { createRouter, createWebHistory } from 'vue-router';
import MyTasks from './MyTasks.vue';

export const router = createRouter({
  history: createWebHistory('/m'),
  routes: [{ path: '/', component: MyTasks }],
});
