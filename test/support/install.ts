import { existsSync, readFileSync } from 'node:fs';
import { cp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce, npm } from './installedModules';
import { repoRoot, type VscodeVersion } from './paths';
import { run } from './processes';

/** The environment in which tests and helpers start an installed VS Code server. */
export interface InstalledVscode {
  version: VscodeVersion;
  /** As VS Code itself says it, such as "1.139.1". */
  productVersion: string;
  /** The Node.js binary that runs this version. */
  node: string;
  serverMain: string;
}

/** A browser that Playwright can start. */
export interface InstalledBrowser {
  executablePath: string;
  /** Variables the browser needs besides those of this process. */
  env: Record<string, string>;
}

/** Installs a VS Code that runs without a desktop, once per machine, and says where it is. */
export async function installVscode(version: VscodeVersion): Promise<InstalledVscode> {
  const source = join(repoRoot, 'test/support/vscode', version);
  const folder = await installOnce(`vscode-${version}`, lockOf(source), source, async (target) => {
    // The server brings a package.json and npm-shrinkwrap.json of its own, which npm does not follow from the outside. They
    // name packages that are not meant to be installed, so `npm ci` refuses them; `npm install` keeps what is locked.
    await npm(vscodeFolder(target), 'install', '--omit=dev');
  });
  const product = JSON.parse(readFileSync(join(vscodeFolder(folder), 'package.json'), 'utf8')) as { version: string };
  return {
    version,
    productVersion: product.version,
    node: nodeFor(version, folder),
    serverMain: join(vscodeFolder(folder), 'out/server-main.js'),
  };
}

/** Finds the browser that CHROME_PATH names, or installs one from the npm registry, once per machine. */
export async function installBrowser(): Promise<InstalledBrowser> {
  const own = process.env['CHROME_PATH'];
  if (own) {
    if (!existsSync(own)) throw new Error(`CHROME_PATH names ${own}, but there is no such file`);
    return { executablePath: own, env: {} };
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('set CHROME_PATH to an installed Chrome or Chromium: the one from npm is for Linux on x64 only');
  }
  const source = join(repoRoot, 'test/support/browser');
  const folder = await installOnce('browser', lockOf(source), source, unpackChromium);
  return {
    executablePath: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  };
}

const lockOf = (source: string): string[] => [readFileSync(join(source, 'package-lock.json'), 'utf8')];

async function unpackChromium(target: string, final: string): Promise<void> {
  // In a process of its own: the package changes the environment of whoever imports it, and unpacks into TMPDIR.
  await run(process.execPath, ['--input-type=module', '--eval', unpackScript], {
    cwd: target,
    env: { ...process.env, TMPDIR: target, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
  });
  // Code stands in a font of its own: the browser's package has none of one width.
  const mono = join(target, 'node_modules/dejavu-fonts-ttf/ttf');
  for (const font of (await readdir(mono)).filter((name) => name.startsWith('DejaVuSansMono'))) {
    await cp(join(mono, font), join(target, 'fonts', font));
  }
  await writeFile(join(target, 'fonts/fonts.conf'), fontConfig(final));
  await rm(join(target, 'node_modules'), { recursive: true });
}

/** In place of the one in the package, which names folders of the machine it was made for. */
const fontConfig = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
  <alias binding="same">
    <family>monospace</family>
    <prefer><family>DejaVu Sans Mono</family></prefer>
  </alias>
</fontconfig>
`;

const unpackScript = `const {default: chromium} = await import('@sparticuz/chromium'); await chromium.executablePath();`;

function vscodeFolder(installed: string): string {
  return join(installed, 'node_modules/code-server/lib/vscode');
}

function nodeFor(version: VscodeVersion, folder: string): string {
  const bundled = join(folder, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(bundled)) return bundled;
  const needed = version === 'floor' ? 20 : 24;
  if (Number(process.versions.node.split('.')[0]) < needed) {
    throw new Error(`VS Code "${version}" needs Node.js ${needed} or later on ${process.platform} ${process.arch}; run the tests with it`);
  }
  return process.execPath;
}
