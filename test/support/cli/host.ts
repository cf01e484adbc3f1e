import { parseArgs } from 'node:util';
import { runHostTests } from '../runHost';

// tsx test/support/cli/host.ts <suite> <floor|latest> [--web] [--desktop] [--grep text] [--folder path]
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    web: { type: 'boolean', default: false },
    desktop: { type: 'boolean', default: false },
    grep: { type: 'string' },
    folder: { type: 'string' },
  },
});
const [suite, version] = positionals;
if (suite === undefined || (version !== 'floor' && version !== 'latest')) {
  throw new Error('usage: host.ts <suite> <floor|latest> [--web] [--desktop] [--grep text] [--folder path]');
}
void runHostTests({
  suite,
  version,
  kind: values.web ? 'web' : 'node',
  desktop: values.desktop,
  ...(values.grep === undefined ? {} : { grep: values.grep }),
  ...(values.folder === undefined ? {} : { folder: values.folder }),
}).then(({ ok }) => process.exit(ok ? 0 : 1));
