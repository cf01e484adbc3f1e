#!/usr/bin/env node
// Stands in for the desktop's `code`, for whatever starts VS Code by the path of its executable.
import 'tsx';
import { createRequire } from 'node:module';

const { launch } = createRequire(import.meta.url)('./launcher.ts');
process.exit(await launch(process.argv.slice(2), process.env));
