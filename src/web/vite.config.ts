import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/** What each part is built with; scripts/pages.mjs builds one after the other and names its page. */
export default defineConfig({
  root: import.meta.dirname,
  // No component of ours is written with the older API: without it Vue is a good part smaller.
  plugins: [vue({ features: { optionsAPI: false } })],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: false,
    // Nothing in a data: address: the content policy allows pictures only.
    assetsInlineLimit: 0,
    // Every browser that the build is for preloads modules by itself.
    modulePreload: { polyfill: false },
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});
