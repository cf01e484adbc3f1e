import { findProgram, postgresInit, redisServer } from '../debianPackages';
import { installBrowser, installVscode } from '../install';

// tsx test/support/cli/install.ts: brings what the tests need, once per machine, so that no test waits for a download.
async function main(): Promise<void> {
  await installVscode('floor');
  await installVscode('latest');
  await installBrowser();
  await findProgram(redisServer);
  await findProgram(postgresInit);
}

void main();
