import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readIdentity, repoRoot } from '../support/paths';

/** An extension whose start is measured, by the name that the report gives it. */
export interface Variant {
  readonly name: string;
  readonly path: string;
}

const manifest = (name: string) => ({
  ...{ name, publisher: 'bench', version: '1.0.0', engines: { vscode: '^1.100.0' }, main: './extension.js' },
  activationEvents: ['onStartupFinished'],
});

/** An extension that does nothing. */
export const writeEmpty = (folder: string): Promise<Variant> =>
  write('empty', folder, manifest('empty'), 'exports.activate = () => undefined;\n');

/** The least that one with a sidebar is: a command, a tree and a status item. */
export const writeToy = (folder: string): Promise<Variant> =>
  write(
    'toy',
    folder,
    {
      ...manifest('toy'),
      contributes: {
        commands: [{ command: 'toy.run', title: 'Run' }],
        viewsContainers: { activitybar: [{ id: 'toy', title: 'Toy', icon: 'icon.svg' }] },
        views: { toy: [{ id: 'toy.tree', name: 'Toy' }] },
      },
    },
    `const vscode = require('vscode');
exports.activate = ({ subscriptions }) => {
  const item = vscode.window.createStatusBarItem('toy', vscode.StatusBarAlignment.Left, 50);
  item.text = 'Toy';
  item.command = 'toy.run';
  item.show();
  const treeDataProvider = { getChildren: () => ['one', 'two'], getTreeItem: (label) => new vscode.TreeItem(label) };
  const view = vscode.window.createTreeView('toy.tree', { treeDataProvider });
  subscriptions.push(item, view, vscode.commands.registerCommand('toy.run', () => undefined));
};
`,
  );

async function write(name: string, folder: string, packageJson: object, source: string): Promise<Variant> {
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), JSON.stringify(packageJson));
  await writeFile(join(folder, 'extension.js'), source);
  await writeFile(
    join(folder, 'icon.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="9"/></svg>',
  );
  return { name, path: folder };
}

/** The probe that measures one variant, with what it has to know. */
export async function writeProbe(folder: string, { path }: Variant, samplesFile: string): Promise<string> {
  await cp(join(repoRoot, 'test/support/fixtures/startProbe'), folder, { recursive: true });
  // As it is called where it is installed.
  await writeFile(join(folder, 'plan.json'), JSON.stringify({ samplesFile, folder: `/${readIdentity(path).id}-` }));
  return folder;
}
