import { createApp } from 'vue';
import '../shared/base.css';
import SignIn from './SignIn.vue';

createApp(SignIn).mount('#app');
