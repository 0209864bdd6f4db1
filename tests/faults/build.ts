import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';

/**
 * Compiles the service of a checkout, so that a process is up in a second; in the project's folder, where it finds what
 * it reads at run time.
 * @param project the folder of the checkout, generated and with its node_modules
 * @returns the file to start
 */
export async function builtFrom(project: string): Promise<string> {
  const outDir = path.join(project, '.duban', `faults-${process.pid}`);
  mkdirSync(outDir, { recursive: true });
  await build({
    root: project,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: 'src/main.ts',
      outDir,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rollupOptions: { output: { entryFileNames: 'main.mjs' } },
    },
  });
  return path.join(outDir, 'main.mjs');
}
