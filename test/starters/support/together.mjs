/**
 * Runs the test files that are given in this one process, where `node --test` starts one for each: the same tests with the same summary,
 * without reading the packages and the compiler of the project ten times.
 */
import { pathToFileURL } from 'node:url';

for (const file of process.argv.slice(2)) await import(pathToFileURL(file).href);
