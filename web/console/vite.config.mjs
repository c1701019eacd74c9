import path from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;
const root = path.resolve(here, '../..');

/** `npx vite web/console` serves the page from source, with what it shows from the process at CONSOLE_URL. */
const platform = process.env.CONSOLE_URL ?? 'http://127.0.0.1:3002';

export default defineConfig({
  root: here,
  cacheDir: path.join(root, 'node_modules/.cache/croupier/vite-console'),
  build: {
    outDir: path.join(root, 'dist/console'),
    emptyOutDir: true,
    target: 'es2022',
    // The page's policy allows no inline data, so that nothing may be turned into any.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '^/api/': { target: platform, changeOrigin: true } } },
});
