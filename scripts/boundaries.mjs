// The import rules of .dependency-cruiser.cjs, over src and jobs: node scripts/boundaries.mjs [PROJECT]
// Fails on a violation, and when it saw fewer modules than there are files: a check that reads nothing passes always.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTypeScriptConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const home = path.join(import.meta.dirname, '..');
const project = path.resolve(process.argv[2] ?? home);
const roots = ['src', 'jobs'].filter((root) => existsSync(path.join(project, root)));

const { modules, summary } = await cruiseProject();
const violations = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
const unseen = filesOf(project).filter((file) => !modules.has(file));

for (const line of violations) console.error(line);
for (const file of unseen) console.error(`not seen: ${file}`);
console.log(
  `boundaries: ${modules.size} modules, ${violations.length} violations, ${unseen.length} files not seen`,
);
if (violations.length > 0 || unseen.length > 0 || modules.size === 0) process.exitCode = 1;

async function cruiseProject() {
  if (roots.length === 0) return { modules: new Set(), summary: { violations: [] } };
  const options = await extractOptions(path.join(home, '.dependency-cruiser.cjs'));
  const tsConfig = extractTypeScriptConfig(path.join(home, 'tsconfig.json'));
  const { output } = await cruise(roots, { ...options, baseDir: project }, undefined, { tsConfig });
  const ours = output.modules.filter(({ source }) => isOurs(source));
  return { modules: new Set(ours.map(({ source }) => source)), summary: output.summary };
}

function filesOf(folder) {
  const names = roots.flatMap((root) =>
    readdirSync(path.join(folder, root), { recursive: true }).map((name) =>
      path.posix.join(root, name.replaceAll('\\', '/')),
    ),
  );
  return names.filter(isOurs);
}

function isOurs(file) {
  return /^(src|jobs)\/.*\.(ts|vue)$/.test(file) && !file.startsWith('src/generated/');
}
