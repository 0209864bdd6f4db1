// npm run bundle: one archive that installs without network on Linux x64 and arm64: the built program, its packages
// for both, Node for both, systemd units, documents, an installer and checksums. Needs the registry, tar and sha256sum.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

const NODE = '22.23.3';
const ARCHITECTURES = ['x64', 'arm64'];
const root = path.join(import.meta.dirname, '..');
const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
const name = `duban-${version}-linux`;
const out = path.join(root, 'bundle');

const work = await mkdtemp(path.join(tmpdir(), 'duban-bundle-'));
try {
  const bundle = path.join(work, name);
  const app = path.join(bundle, 'app');
  await mkdir(app, { recursive: true });
  run('npm', ['run', '-s', 'build'], root);
  for (const part of ['dist', 'prisma/migrations', 'examples', 'package.json', '.env.example', 'LICENSE'])
    await cp(path.join(root, part), path.join(app, part), { recursive: true });
  await packagesOf(app);
  for (const arch of ARCHITECTURES) await nodeOf(arch, path.join(bundle, `node-${arch}`));
  await cp(path.join(root, 'deploy/systemd'), path.join(bundle, 'deploy/systemd'), { recursive: true });
  await cp(path.join(root, 'deploy/install.sh'), path.join(bundle, 'install.sh'));
  for (const part of ['docs', 'README.md', 'README.zh-CN.md', 'CHANGELOG.md'])
    await cp(path.join(root, part), path.join(bundle, part), { recursive: true });
  const files = await sums(bundle);
  await mkdir(out, { recursive: true });
  const archive = path.join(out, `${name}.tar.gz`);
  run('tar', ['--owner=0', '--group=0', '-czf', archive, '-C', work, name], root);
  await writeFile(`${archive}.sha256`, `${await sha256(archive)}  ${name}.tar.gz\n`);
  const { size } = await stat(archive);
  console.log(`${archive}: ${files} files, ${(size / 1024 / 1024).toFixed(0)} MB`);
} finally {
  await rm(work, { recursive: true, force: true });
}

/** The packages of production, those for one architecture beside those for the other. */
async function packagesOf(app) {
  const trees = [];
  for (const arch of ARCHITECTURES) {
    const folder = path.join(work, arch);
    await mkdir(folder);
    for (const file of ['package.json', 'package-lock.json', '.npmrc'])
      await cp(path.join(root, file), path.join(folder, file));
    const platform = ['--os=linux', `--cpu=${arch}`, '--libc=glibc'];
    run('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', ...platform], folder);
    trees.push(path.join(folder, 'node_modules'));
  }
  const [first, ...others] = trees;
  await rename(first, path.join(app, 'node_modules'));
  for (const other of others) await addMissing(other, path.join(app, 'node_modules'));
}

async function addMissing(from, to) {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    const known = await stat(target).catch(() => null);
    if (!known) await cp(source, target, { recursive: true, verbatimSymlinks: true });
    else if (entry.isDirectory() && entry.name.startsWith('@')) await addMissing(source, target);
  }
}

/** Node's own program, as npm has it. */
async function nodeOf(arch, target) {
  const [tarball] = run('npm', ['pack', '--silent', `node-linux-${arch}@${NODE}`], work)
    .trim()
    .split('\n')
    .slice(-1);
  await mkdir(path.join(target, 'bin'), { recursive: true });
  const only = ['package/bin/node', 'package/LICENSE'];
  run('tar', ['-xzf', path.join(work, tarball), '-C', target, '--strip-components=1', ...only], work);
}

/** Of every file, for the installer. @returns how many there are */
async function sums(bundle) {
  const entries = await readdir(bundle, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const lines = [];
  for (const file of files.toSorted()) lines.push(`${await sha256(file)}  ${path.relative(bundle, file)}`);
  await writeFile(path.join(bundle, 'SHA256SUMS'), `${lines.join('\n')}\n`);
  return lines.length;
}

async function sha256(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function run(command, args, cwd) {
  const { status, stdout } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) {
    console.error(`${command} ${args.join(' ')} failed`);
    process.exit(1);
  }
  return stdout;
}
