import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { house } from './eslint.house.mjs';

const forbid = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

export default defineConfig(
  globalIgnores([
    'dist/',
    '**/node_modules/',
    'roadmap/backend/projects/*/starter/',
    'roadmap/backend/projects/*/solution/',
    '**/.out/',
    'test/support/fixtures/',
    'test/fixtures/',
    'test/frameworks/*/',
  ]),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    // One program of everything: each file is read and understood once, whichever of the programs of `npm run typecheck` it is in.
    languageOptions: { parserOptions: { project: 'tsconfig.lint.json', tsconfigRootDir: import.meta.dirname } },
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

  // Whatever is said to the learner goes by one door, which takes the links out of it.
  {
    files: ['src/**/*.ts'],
    ignores: ['src/base/messages.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['showInformationMessage', 'showWarningMessage', 'showErrorMessage', 'setStatusBarMessage', 'withProgress'].map((property) => ({
          property,
          message: 'Speak through base/messages.ts: VS Code makes links of what stands in a message.',
        })),
      ],
    },
  },
  // Which room may import which: eslint.house.mjs.
  { files: ['src/**/*.ts'], plugins: { house }, rules: { 'house/imports': 'error' } },
  {
    files: ['src/checks/kit/**'],
    rules: forbid({
      regex: '^\\.\\./(?!\\.\\./base/guards$)',
      message: 'The kit stands alone: checks are made of it, and of nothing else but the guards of the base, which need nothing.',
    }),
  },
  {
    files: ['roadmap/**/checks/**/*.ts'],
    rules: forbid({ regex: '^(?:\\.\\./\\.\\.|vscode$)', message: 'Checks are made of #checkKit.' }),
  },

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
