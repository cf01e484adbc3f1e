import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recordDefaultStyles, recordTheme } from '../bare/recording';
import { themeFolder, themeKinds } from '../bare/themes';
import { repoRoot } from '../paths';
import { closeAll, openUi } from '../ui';

// tsx test/support/cli/recordThemes.ts: writes down what VS Code gives to pages, for those that are drawn without it.
async function main(): Promise<void> {
  const { workbench } = await openUi({ extensions: [join(repoRoot, 'test/support/fixtures/toy')] });
  await workbench.runCommand('Toy: Show Page');
  await mkdir(themeFolder, { recursive: true });
  for (const kind of themeKinds) {
    await workbench.setTheme(kind);
    const frame = await workbench.webviews.frame('Toys');
    await writeFile(join(themeFolder, `${kind}.json`), `${JSON.stringify(await recordTheme(frame), undefined, 2)}\n`);
    await writeFile(join(themeFolder, 'default.css'), `${(await recordDefaultStyles(frame)).trim()}\n`);
  }
  await closeAll();
}

void main().then(() => process.exit(0));
