import { createApp } from 'vue';
import '../shared/base.css';
import './phone.css';
import App from './App.vue';
import { beginList } from './first-list.ts';
import { router } from './router.ts';

if (/^\/m\/?$/.test(location.pathname)) beginList();
createApp(App).use(router).mount('#app');
