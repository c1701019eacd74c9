import path from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;
const root = path.resolve(here, '../..');

/** `npx vite web/lobby` serves the page from source, with the API of the platform at CROUPIER_URL behind it. */
const platform = process.env.CROUPIER_URL ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: here,
  base: '/lobby/',
  cacheDir: path.join(root, 'node_modules/.cache/croupier/vite'),
  resolve: {
    alias: {
      '@croupier/sdk': path.join(root, 'libs/sdk/src/index.ts'),
      // The page that checks rounds is made of the code that `npm run verify-round` runs.
      '@croupier/game-maths': path.join(root, 'libs/game-maths/src/index.ts'),
      '@croupier/kernel': path.join(root, 'libs/kernel/src/index.ts'),
      'node:crypto': path.join(here, 'src/verifier/node-crypto.ts'),
    },
  },
  build: {
    outDir: path.join(root, 'dist/lobby'),
    emptyOutDir: true,
    target: 'es2022',
    // The page's policy allows no inline data, so that nothing may be turned into any.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: ['index.html', 'verify-round.html'].map((page) => path.join(here, page)) },
  },
  server: {
    proxy: {
      '^/(v1|sandbox)(/|$)': { target: platform, changeOrigin: true, ws: true },
    },
  },
});
