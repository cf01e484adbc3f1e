/** Code that is run: JavaScript and TypeScript by Node, shell by bash, each in an empty folder of its own. */
import { spawnTree, stopTree } from '../../support/processes';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transform } from 'esbuild';
import ts from 'typescript';
import { makeTemporary, removeTemporary } from '../../support/temporary';
import { expectOutput, type Block } from './blocks';

/** What a lesson may take. The machine of a test may be busy with something else, so it gets this many times that. */
const SLACK = 4;

/** The seconds in which a program has to end. */
export interface Limits {
  readonly node: number;
  readonly bash: number;
}

export const LIMITS: Limits = { node: 5 * SLACK, bash: 10 * SLACK };

const tsx = pathToFileURL(createRequire(__filename).resolve('tsx')).href;

/** Runs or parses a block in JavaScript or TypeScript. @throws Error that says what is wrong. */
export async function checkScript(block: Block, { node }: Limits): Promise<void> {
  if (block.language === 'ts') refuseWhatIsNotErased(block.text);
  await transform(block.text, { loader: block.language === 'ts' ? 'ts' : 'js', format: 'esm', target: 'node20' });
  if (block.option !== 'run') return;
  const isTypeScript = block.language === 'ts';
  await inEmptyFolder(async (folder, scripts) => {
    const script = join(scripts, isTypeScript ? 'example.mts' : 'example.mjs');
    await writeFile(script, block.text);
    const printed = await run(process.execPath, [...(isTypeScript ? ['--import', tsx] : []), script], folder, node);
    expectOutput(printed, block);
  });
}

/** Runs a block of shell, or has bash read it. @throws Error that says what is wrong. */
export async function checkShell(block: Block, { bash }: Limits): Promise<void> {
  await inEmptyFolder(async (folder, scripts) => {
    const script = join(scripts, 'example.sh');
    await writeFile(script, block.text);
    await run('bash', ['-n', script], folder, bash);
    if (block.option === 'run') expectOutput(await run('bash', [script], folder, bash), block);
  });
}

/** Node strips types and nothing else: what would need code of its own is not what a lesson teaches. */
function refuseWhatIsNotErased(code: string): void {
  const refuse = (node: ts.Node): void => {
    const isParameterProperty = ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent);
    if (ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node) || ts.isImportEqualsDeclaration(node) || isParameterProperty) {
      throw new Error(`"${node.getText().split('\n')[0] ?? ''}" is not erasable: use what goes away with the types`);
    }
    ts.forEachChild(node, refuse);
  };
  refuse(ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022, true));
}

async function inEmptyFolder(work: (folder: string, scripts: string) => Promise<void>): Promise<void> {
  const root = makeTemporary('lesson');
  const [folder, scripts] = [join(root, 'work'), join(root, 'scripts')];
  await Promise.all([mkdir(folder), mkdir(scripts)]);
  try {
    await work(folder, scripts);
  } finally {
    await removeTemporary(root);
  }
}

/** What a program prints. Whatever it has started ends with it. @throws Error when it fails or does not end by itself. */
async function run(command: string, args: string[], folder: string, seconds: number): Promise<string> {
  // What a learner's machine would not have: the test's own settings of Node.
  const environment: NodeJS.ProcessEnv = { ...process.env, HOME: folder, NO_COLOR: '1', NODE_OPTIONS: '' };
  const child = spawnTree(command, args, {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const late = new AbortController();
  const limit = setTimeout(() => {
    late.abort();
    void stopTree(child);
  }, seconds * 1000);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearTimeout(limit);
  if (late.signal.aborted) throw new Error(`does not end within ${seconds} seconds`);
  if (code !== 0) throw new Error(`ends with ${code}: ${said.trim().slice(0, 800)}`);
  return printed;
}
