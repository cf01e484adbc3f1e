import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Features stand side by side: none imports another. What two of them need lives in `services` or `core`. */
const FEATURES = ['views', 'dashboard', 'lessons', 'scaffold', 'checks', 'devServices'];

const forbid = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });
const folders = (names, message) => ({ regex: `^(?:\\.{1,2}/)+(?:${names.join('|')})(?:/|$)`, message });
const hosts = { group: ['vscode', 'node:*', '#host'], message: 'core is pure: no editor, no Node, no DOM.' };

const noEditor = { group: ['vscode'], message: 'This runs in Node, outside of the editor.' };

const rest = [...FEATURES, 'commands', 'parts', 'extension', 'api'];

export default defineConfig(
  globalIgnores([
    'dist/',
    '**/node_modules/',
    'roadmap/backend/projects/*/starter/',
    'roadmap/backend/projects/*/solution/',
    '**/.out/',
    'test/support/fixtures/',
    'test/fixtures/',
  ]),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' },
        { selector: "AssignmentExpression[left.property.name='innerHTML']", message: 'Data is text: use textContent.' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      '@typescript-eslint/no-dynamic-delete': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    rules: { 'no-restricted-syntax': 'off' },
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
  { files: ['**/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },

  // Imports point one way: core ← runtime ← services ← features ← commands ← parts.ts ← extension.ts.
  { files: ['src/core/**'], rules: forbid(hosts, folders(['runtime', 'services', 'host', 'build', ...rest], 'core imports core alone.')) },
  {
    files: ['src/runtime/**'],
    rules: forbid(noEditor, folders(['services', 'host', 'build', ...rest], 'runtime imports core and runtime.')),
  },
  { files: ['src/services/**', 'src/host/**'], rules: forbid(folders(rest, 'services import core and services.')) },
  ...FEATURES.map((feature) => ({
    files: [`src/${feature}/**`],
    rules: forbid(
      folders(
        rest.filter((other) => other !== feature),
        'features do not import each other, nor what is above them: move what both need down.',
      ),
    ),
  })),
  {
    files: ['src/*/client/**'],
    rules: forbid(
      { group: ['vscode', 'node:*', '#host'], message: 'The page runs in a browser.' },
      folders(['services', ...rest], 'A page imports core alone.'),
      { regex: '^\\.\\./(?!\\.\\./(?:core|webview)/)', message: 'A page imports core, webview and its own folder alone.' },
    ),
  },
  {
    files: ['src/webview/**'],
    rules: forbid(
      { group: ['vscode', 'node:*', '#host'], message: 'The page runs in a browser.' },
      { regex: '^\\.\\./(?!core/)', message: 'What pages share imports core alone.' },
    ),
  },
  {
    files: ['src/checks/kit/**', 'src/checks/runner/**'],
    rules: forbid(
      noEditor,
      folders(['services', 'host', 'commands', ...FEATURES.filter((name) => name !== 'checks')], 'The runner imports core and runtime.'),
      { regex: '^\\.\\./(?!kit/|reporters/|\\.\\./)', message: 'The runner imports the kit, and the kit nobody.' },
    ),
  },
  {
    files: ['roadmap/**/checks/**/*.ts'],
    rules: forbid({ regex: '^(?:\\.\\./\\.\\.|vscode$)', message: 'Checks are made of #checkKit.' }),
  },
  { files: ['src/commands/**'], rules: forbid(folders(['parts', 'extension', 'api'], 'commands do not know what composes them.')) },

  {
    files: ['test/**/*.ts'],
    rules: {
      // `describe` and `it` return nothing that could be awaited.
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [] }],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  prettier,
);
