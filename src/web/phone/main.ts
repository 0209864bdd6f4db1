import { createApp } from 'vue';
import '../shared/base.css';
import './phone.css';
import App from './App.vue';
import { router } from './router.ts';

createApp(App).use(router).mount('#app');
