#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { runCommand } from './cli/program.ts';
import { createCli } from './main/cli.ts';

// The composition root: see src/main/. Prisma 7.10 asks pg for two things at once inside a transaction, which works and
// makes pg warn on every start; operators can do nothing about it.
process.noDeprecation = true;

if (existsSync('.env')) process.loadEnvFile('.env');

process.exitCode = await runCommand(createCli(process.env), process.argv.slice(2));
