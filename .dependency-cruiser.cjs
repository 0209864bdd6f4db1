// The walls of the house (docs/decisions/0002-import-rules.md). Run through scripts/boundaries.mjs, which
// also fails when no module was seen.
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
});
const ERRORS_CLOCK = '^src/(errors|clock|log)\\.ts$';

module.exports = {
  forbidden: [
    only(
      'domain-imports-nothing',
      '^src/domain/',
      '^src/domain/',
      'rules are pure: no npm, no I/O, no clock',
    ),
    only('zh-knows-only-domain', '^src/zh/', '^src/(zh|domain)/', 'words are values of the domain, worded'),
    only(
      'use-cases-know-no-adapter',
      '^src/app/',
      `^src/(app|domain)/|${ERRORS_CLOCK}|node_modules/zod|^node:crypto$|^crypto$`,
      'use cases reach the world through ports.ts',
    ),
    {
      name: 'sandbox-stands-alone',
      comment: 'the sandbox checks the bot, so it shares no code with it',
      severity: 'error',
      from: { path: '^src/sandbox/' },
      to: { pathNot: '^src/sandbox/|node_modules', dependencyTypesNot: ['core'] },
    },
    only(
      'contract-knows-only-domain',
      '^src/contract/',
      '^src/(contract|domain)/|node_modules/zod',
      'what is said between service and pages is values of the domain',
    ),
    only(
      'pages-know-the-contract',
      '^src/web/',
      '^src/(web|contract|zh|domain)/|node_modules',
      'a page knows of the service what the contract says',
    ),
    {
      name: 'parts-of-the-pages-stand-apart',
      comment: 'a phone loads nothing of the desk',
      severity: 'error',
      from: { path: '^src/web/(phone|desk|board|sign-in)/' },
      to: { path: '^src/web/(phone|desk|board|sign-in)/', pathNot: '^src/web/$1/' },
    },
    {
      name: 'nobody-imports-pages',
      severity: 'error',
      from: { pathNot: '^src/web/' },
      to: { path: '^src/web/' },
    },
    {
      name: 'only-both-sides-know-the-contract',
      severity: 'error',
      from: { path: '^(src|jobs)/', pathNot: '^src/(contract|http|web)/' },
      to: { path: '^src/contract/' },
    },
    {
      name: 'only-main-imports-jobs',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main(\\.ts$|/)' },
      to: { path: '^jobs/' },
    },
    {
      name: 'nobody-imports-main',
      severity: 'error',
      from: { pathNot: '^(src/main(\\.ts$|/)|tests/|bench/)' },
      to: { path: '^src/main' },
    },
    {
      name: 'adapters-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/(wecom|store|archive|documents|http|cli|sandbox|embedded)/' },
      to: { path: '^src/(wecom|store|archive|documents|http|cli|sandbox|embedded)/', pathNot: '^src/$1/' },
    },
    {
      name: 'jobs-call-use-cases',
      severity: 'error',
      from: { path: '^jobs/' },
      to: { path: '^src/', pathNot: `^src/(app|domain)/|${ERRORS_CLOCK}` },
    },
    {
      name: 'prisma-only-in-store',
      severity: 'error',
      from: { path: '^(src|jobs)/', pathNot: '^src/(store|generated)/' },
      to: { path: '^src/generated/|node_modules/@prisma/' },
    },
    {
      name: 'bullmq-only-in-jobs',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: 'node_modules/bullmq/' },
    },
    { name: 'no-cycles', severity: 'error', from: { pathNot: '^src/generated/' }, to: { circular: true } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules|^src/generated' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node'] },
  },
};
