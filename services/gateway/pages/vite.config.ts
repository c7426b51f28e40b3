import {defineConfig} from 'vite';

// PARCOURS_GATEWAY: address of a running gateway, for `npm run dev`.
const gateway = process.env.PARCOURS_GATEWAY ?? 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/app/',
  esbuild: {jsx: 'automatic', jsxImportSource: 'preact'},
  build: {target: 'es2022', modulePreload: {polyfill: false}, assetsInlineLimit: 0},
  server: {
    proxy: Object.fromEntries(
      ['/v1', '/session', '/openapi.json', '/asyncapi.json'].map((path) => [path, gateway]),
    ),
  },
});
