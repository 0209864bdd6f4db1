import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const page = (name: string): string => new URL(`${name}/index.html`, import.meta.url).pathname;

/** One entry a part, so that an official's phone loads nothing of the office's desk. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [vue()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // Nothing in a data: address: the content policy allows pictures only.
    assetsInlineLimit: 0,
    rolldownOptions: { input: ['sign-in', 'phone', 'desk', 'board'].map(page) },
  },
});
