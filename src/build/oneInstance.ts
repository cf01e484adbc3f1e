import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { transform, type Plugin } from 'esbuild';

/**
 * `import * as vscode from 'vscode'` would copy the whole API once for each file that says so, when the file is loaded: most of
 * what a start costs. Taken over name by name, it is one `require`, and what a bundle uses is read from there.
 */
export function vscodeByName(types: string): Plugin {
  return {
    name: 'vscode-by-name',
    setup(build) {
      build.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
        namespace === 'by-name' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'by-name' },
      );
      build.onLoad({ filter: /^vscode$/, namespace: 'by-name' }, async () => {
        const declared = (await readFile(types, 'utf8')).matchAll(/^\texport (?:namespace|class|enum|const|function) (\w+)/gm);
        return { contents: `export { ${[...new Set([...declared].map(([, name]) => name))].join(', ')} } from 'vscode';` };
      });
    },
  };
}

/** What a bundle asks for with `require` is a file of its own beside it. */
export const requiredBeside: Plugin = {
  name: 'required-beside',
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ kind, path }) =>
      kind === 'require-call' ? { path: `./${basename(path)}.js`, external: true } : undefined,
    );
  },
};

/**
 * Whatever is loaded by `import()` comes after the `first` file, and says so here: esbuild then puts what the two share into one
 * file with the first, and not into one for every pair of files that share something, each of which takes its time to load.
 */
export function loadedAfter(first: string): Plugin {
  return {
    name: 'loaded-after',
    setup(build) {
      build.onResolve({ filter: /^\./ }, async ({ kind, path, resolveDir, importer }) => {
        if (kind !== 'dynamic-import') return undefined;
        const found = await build.resolve(path, { kind: 'import-statement', resolveDir, importer });
        return { ...found, pluginData: 'later' };
      });
      build.onLoad({ filter: /\.ts$/ }, async ({ path, pluginData }) =>
        pluginData === 'later'
          ? { contents: `${await readFile(path, 'utf8')}\nimport ${JSON.stringify(first)};`, loader: 'ts' }
          : undefined,
      );
    },
  };
}

/** What esbuild adds for ES modules that import a file of CommonJS by names. None of ours does. */
const NAMES_FOR_ES_MODULES = /\b0 ?&& ?\(module\.exports ?= ?\{[^}]*\}\);?/;

/**
 * Writes ES modules, the only ones that esbuild can split, as CommonJS: the extension host loads these in about half the time, and a
 * function that must answer at once can `require` them. Needs `write: false`, and source maps inside the files or none.
 */
export const writtenAsCommonJs: Plugin = {
  name: 'written-as-common-js',
  setup(build) {
    const { minify = false, sourcemap = false, target = 'esnext' } = build.initialOptions;
    build.onEnd(async ({ outputFiles = [] }) => {
      for (const { path, text } of outputFiles) {
        const { code } = await transform(text, {
          ...{ format: 'cjs', platform: 'node', target, minify, sourcemap: sourcemap && 'inline', sourcefile: path },
          // `import()` of CommonJS is a `require` in the next turn.
          supported: { 'dynamic-import': false },
        });
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, code.replace(NAMES_FOR_ES_MODULES, ''));
      }
    });
  },
};
