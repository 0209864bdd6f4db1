// `prisma generate` needs no engine, yet wants to download one unless a binary is named; any existing file does.
// Our migrations are applied by src/store/migrate.ts and written by scripts/new-migration.ts, neither needs it.
if (process.argv.includes('generate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

import { defineConfig } from 'prisma/config';

export default defineConfig({
  schema: 'schema.prisma',
  migrations: { path: 'migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://localhost/duban' },
});
