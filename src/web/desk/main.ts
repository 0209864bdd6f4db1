import { createApp } from 'vue';
import 'tdesign-vue-next/es/style/index.css';
import '../shared/base.css';
import App from './App.vue';
import { router } from './router.ts';

createApp(App).use(router).mount('#app');
