// Bundles tests/*.test.ts and runs them with Node's own test runner.
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const outDir = mkdtempSync(join(tmpdir(), 'parcours-pages-'));
try {
  const input = readdirSync(here).filter((name) => name.endsWith('.test.ts')).map((name) => join(here, name));
  await build({configFile: false, logLevel: 'warn', root: here, build: {ssr: true, outDir, emptyOutDir: true, rollupOptions: {input}}});
  writeFileSync(join(outDir, 'package.json'), '{"type": "module"}');
  const files = readdirSync(outDir).filter((name) => name.endsWith('.test.js')).map((name) => join(outDir, name));
  process.exitCode = spawnSync(process.execPath, ['--test', ...files], {stdio: 'inherit'}).status ?? 1;
} finally {
  rmSync(outDir, {recursive: true});
}
